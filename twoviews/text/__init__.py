"""Words, runs of words, sentences and phrases of a text, with their places: pure functions."""

from twoviews.text.division import WINDOW, sentences
from twoviews.text.phrases import Phrases
from twoviews.text.spans import (
    Span,
    clean,
    count,
    fold,
    marked,
    quotations,
    runs,
    tokens,
)
from twoviews.text.words import (
    QUOTE,
    RUN,
    WORD,
    copied_run,
    fingerprint,
    fingerprints,
    shingles,
    words,
)

__all__ = [
    "QUOTE",
    "RUN",
    "WINDOW",
    "WORD",
    "Phrases",
    "Span",
    "clean",
    "copied_run",
    "count",
    "fingerprint",
    "fingerprints",
    "fold",
    "marked",
    "quotations",
    "runs",
    "sentences",
    "shingles",
    "tokens",
    "words",
]
