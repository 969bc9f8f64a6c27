"""Read the fields of a key point in the forms in which they may be given, and refuse the rest."""

import re
from collections.abc import Callable, Iterable, Mapping
from numbers import Integral, Real
from typing import Any

from twoviews.errors import unknown
from twoviews.summary.error import SummaryError

LABELS = ("states", "partly", "reverses", "near_miss")
WHO = ("author", "reported")  # as in the table key_points
HEAVIEST = 1e6  # so that no sum of weights is infinite
WORD = re.compile(r"\w")


def statement(value: Any, number: int) -> str:
    """Read the statement of a key point: text with a word in it."""
    if isinstance(value, str) and WORD.search(value):
        return value
    raise SummaryError(
        f'Key point {number} has no statement: write it as text, or as {{"statement": text}}.'
    )


def point_id(value: Any, number: int) -> str:
    """Read an id; its number where there is none."""
    if value is None or isinstance(value, str | Integral) and not isinstance(value, bool):
        return str(value or number)
    raise SummaryError(f"The id of key point {number} is {value!r}: give text or a whole number.")


def weight(value: Any, number: int) -> float:
    """Read a weight."""
    real = isinstance(value, Real) and not isinstance(value, bool)
    if real and 0 < value < HEAVIEST and float(value) > 0:
        return float(value)
    raise SummaryError(
        f"The weight of key point {number} is {value!r}: give a number above 0 and below a million."
    )


def who(value: Any, number: int) -> str:
    """Read whose view a key point is."""
    if isinstance(value, str) and value in WHO:
        return value
    raise SummaryError(f"The view of key point {number} is {value!r}'s. {unknown(str(value), WHO)}")


def paragraphs(value: Any, number: int) -> tuple[int, ...]:
    """Read where a key point stands."""
    found = tuple(value) if listed(value) else (None,)
    if all(isinstance(each, Integral) and not isinstance(each, bool) for each in found):
        return tuple(map(int, found))
    raise SummaryError(
        f"The paragraphs of key point {number} are {value!r}: give a list of whole numbers, [3, 4]."
    )


def phrasings(value: Any, number: int) -> tuple[tuple[str, str], ...]:
    """Read the phrasings of a key point."""
    if not listed(value):
        raise SummaryError(
            f"The phrasings of key point {number} are {value!r}: "
            'give a list of texts, or of pairs such as ("states", text).'
        )
    return tuple(phrasing(each, number) for each in value)


def phrasing(value: Any, number: int) -> tuple[str, str]:
    """Read a phrasing: a text that states the point, or a label and a text."""
    pair = ("states", value) if isinstance(value, str) else tuple(value) if listed(value) else ()
    texts = len(pair) == 2 and all(isinstance(each, str) for each in pair)
    if not texts or not WORD.search(pair[1]) or pair[1] in LABELS:
        raise SummaryError(
            f"A phrasing of key point {number} is {value!r}: "
            'write a text, or a label and a text, such as ("states", text).'
        )
    label, text = pair
    if label not in LABELS:
        known = unknown(label, LABELS)
        raise SummaryError(f"A phrasing of key point {number} has the label {label!r}. {known}")
    return label, text


def listed(value: Any) -> bool:
    """Tell a list, or what is as good as one, from a text and a mapping.

    Examples
    --------
    >>> listed(["a"]), listed(range(2)), listed("a"), listed(None)
    (True, True, False, False)
    """
    return isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping)


READERS: dict[str, Callable[[Any, int], Any]] = {
    "statement": statement,
    "point_id": point_id,
    "weight": weight,
    "who": who,
    "phrasings": phrasings,
    "paragraphs": paragraphs,
}
