"""Judge a summary of one of the articles, or of any other text."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from twoviews.summary.assessment import Assessment
from twoviews.summary.judges import article_judge, other_judge
from twoviews.summary.points import KeyPoint, SummaryError


def assess(
    text: str,
    article: str | None = None,
    key_points: Iterable[str | Mapping[str, Any] | KeyPoint] | None = None,
    source: str | Iterable[str] | None = None,
    folder: str | Path | None = None,
) -> Assessment:
    """Judge a summary: what it says of each key point, and what it should be looked at for.

    Parameters
    ----------
    text : str
        The summary; any characters, of which the first 20,000 are read.
    article : str, optional
        An id of the articles.
    key_points : iterable of str, mapping or KeyPoint, optional
        What a summary of another text should state, instead of `article`: sentences, or mappings
        with the fields of `KeyPoint`.
    source : str or iterable of str, optional
        That text, or the fingerprints that `twoviews.text.fingerprints` gives of it.
    folder : path, optional
        Another data folder for `article`; this project's own when left out.

    Returns
    -------
    Assessment
        The same for the same text on every machine, but for confidence in its last digits.

    Raises
    ------
    SummaryError
        When neither an article nor key points are given, or one of them is not readable.

    Examples
    --------
    >>> found = assess("Kim should talk to Biden first, and not start a crisis.", "biden2020")
    >>> found.points.set_index("point_id").at["B7", "verdict"]
    'stated'
    >>> found = assess("Ann won the race.", key_points=["Ann won.", "Bo was ill."])
    >>> list(found.points.columns)
    ['point_id', 'verdict', 'confidence', 'evidence', 'why']
    """
    if not isinstance(text, str):
        raise SummaryError("A summary is text: put it between quotation marks.")
    if (article is None) == (key_points is None):
        raise SummaryError("Name an article, or give key points: one of the two.")
    if article is not None:
        return article_judge(article, folder).assess(text)
    return other_judge(key_points, source).assess(text)
