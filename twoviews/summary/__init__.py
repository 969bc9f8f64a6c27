"""Judge a written summary: what it says of each key point, and whether it is the student's own."""

from twoviews.summary.assess import assess
from twoviews.summary.assessment import Assessment
from twoviews.summary.judge import Judge
from twoviews.summary.judges import article_judge, make
from twoviews.summary.points import KeyPoint, SummaryError, of_article
from twoviews.summary.source import Source, source_of

__all__ = [
    "Assessment",
    "Judge",
    "KeyPoint",
    "Source",
    "SummaryError",
    "article_judge",
    "assess",
    "make",
    "of_article",
    "source_of",
]
