"""Words, runs of words, sentences and phrases of a text, with their places: pure functions."""

from twoviews.text.spans import (
    Phrases,
    Span,
    clean,
    count,
    fold,
    quotations,
    runs,
    sentences,
    tokens,
)
from twoviews.text.words import (
    RUN,
    WORD,
    copied_run,
    fingerprint,
    fingerprints,
    shingles,
    words,
)

__all__ = [
    "RUN",
    "WORD",
    "Phrases",
    "Span",
    "clean",
    "copied_run",
    "count",
    "fingerprint",
    "fingerprints",
    "fold",
    "quotations",
    "runs",
    "sentences",
    "shingles",
    "tokens",
    "words",
]
