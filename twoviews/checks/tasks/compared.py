"""Compare a count with a threshold in words, and tell whether the outcome could be another."""

import operator
from typing import Any

from twoviews.checks.plain import label
from twoviews.checks.tasks.labelled import choose

NONE = "none"
COMPARISONS = {
    "more than": operator.gt,
    "at least": operator.ge,
    "fewer than": operator.lt,
    "at most": operator.le,
    NONE: lambda count, threshold: count == 0,
}
UPWARD = ("more than", "at least")  # hold the better, the higher the count
ALIKE = {
    ">": "more than",
    ">=": "at least",
    "≥": "at least",
    "<": "fewer than",
    "<=": "at most",
    "≤": "at most",
    "less than": "fewer than",
    "no fewer than": "at least",
    "no more than": "at most",
    "no": NONE,
    "zero": NONE,
}


def read_comparison(value: Any, where: str) -> str:
    """Know a comparison again: in words of the list or alike, or as a sign."""
    text = label(value, where, '"at least"')
    plain = " ".join(text.lower().split())
    return choose(ALIKE.get(plain, text), where, COMPARISONS, "comparison")


def holds(comparison: str, threshold: float, count: int) -> bool:
    """Tell whether a count is as a wording asks.

    Examples
    --------
    >>> holds("at least", 3, 3), holds("fewer than", 3, 3), holds("none", 0, 3)
    (True, False, False)
    """
    return bool(COMPARISONS[comparison](count, threshold))


def fault(comparison: str, threshold: float, most: int) -> str | None:
    """Say why a wording could come out in one way only, counts running from 0 to `most`.

    Examples
    --------
    >>> fault("at least", 1, 5)
    >>> fault("at least", 0, 5), fault("fewer than", 0, 5), fault("at most", 5, 5)
    ('it cannot fail', 'it cannot hold', 'it cannot fail')
    """
    low, high = (holds(comparison, threshold, count) for count in (0, most))
    if comparison in UPWARD:  # however high the threshold is, a count could reach it
        return "it cannot fail" if low else None
    if not low:
        return "it cannot hold"
    return "it cannot fail" if high else None


def worded(comparison: str, threshold: float) -> str:
    """Write what a wording asks for.

    Examples
    --------
    >>> worded("at most", 2.0), worded("none", 0)
    ('at most 2', 'none')
    """
    return comparison if comparison == NONE else f"{comparison} {threshold:g}"
