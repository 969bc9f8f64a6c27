"""Reduce an answer to plain data of exact types, without running any of its own methods."""

from collections import Counter, OrderedDict, defaultdict
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

MOST = 200  # entries, keys or rows that are looked at; no question needs as many
LONGEST = 200  # characters of a name or a label
LARGEST = 1_000_000  # of a number; no question needs a larger one
SHOWN = 40  # characters of a student's text that a sentence repeats

SEQUENCES = (list, tuple, set, frozenset)
NUMPY_SCALARS = (np.str_, np.bool_, np.float64, np.float32, np.int64, np.int32, np.uint8)
WORDS = {
    type(None): "None",
    str: "text",
    bool: "True or False",
    int: "a whole number",
    float: "a number",
    list: "a list",
    tuple: "a tuple",
    set: "a set",
    dict: "a dictionary",
    defaultdict: "a defaultdict",
    OrderedDict: "an OrderedDict",
    Counter: "a Counter",
    pd.DataFrame: "a table (DataFrame)",
    pd.Series: "one column (Series)",
    pd.Timedelta: "a length of time",
}


class Unreadable(Exception):
    """Carry the sentence about an answer, or a part of it, that has not the shape asked for."""


def kind(value: Any) -> str:
    """Name the type of a value in words.

    Examples
    --------
    >>> kind([1, 2])
    'a list'
    """
    value = scalar(value)
    return next((word for exact, word in WORDS.items() if type(value) is exact), "something else")


def of(value: Any, *kinds: type) -> bool:
    """Tell whether a value is exactly of one of some types: a subclass may lie about itself."""
    return any(type(value) is exact for exact in kinds)


def quoted(text: str) -> str:
    """Repeat a student's text in a sentence: short, on one line, in printable characters.

    Examples
    --------
    >>> quoted("a" * 50)
    '"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…"'
    """
    line = "".join(char if char.isprintable() else " " for char in text[: SHOWN + 1]).strip()
    return f'"{line[:SHOWN]}…"' if len(text) > SHOWN else f'"{line}"'


def scalar(value: Any) -> Any:
    """Turn NumPy's text and numbers, as they come out of a table, into Python's."""
    return value.item() if of(value, *NUMPY_SCALARS) else value


def blank(value: Any) -> bool:
    """Tell whether nothing has been filled in: None, dots, empty, or only such entries.

    Examples
    --------
    >>> blank({"a": [], "b": None})
    True
    """
    if value is None or value is Ellipsis:
        return True
    if type(value) is str:
        return not value.strip()
    if of(value, dict, *SEQUENCES):
        inner = value.values() if type(value) is dict else value
        return len(value) <= MOST and all(empty(entry) for entry in inner)
    return False


def empty(entry: Any) -> bool:
    """Tell whether an entry inside an answer is unfilled."""
    if type(entry) is str:
        return not entry.strip()
    return entry is None or entry is Ellipsis or (of(entry, dict, *SEQUENCES) and not entry)


def label(value: Any, where: str, example: str) -> str:
    """Read one name or label."""
    value = scalar(value)
    if type(value) is not str:
        raise Unreadable(
            f"{where} is {kind(value)}; write it as text in quotes, such as {example}."
        )
    if not value.strip():
        raise Unreadable(f"{where} is empty; fill it in or take it out.")
    if len(value) > LONGEST:
        raise Unreadable(f"{where} has {len(value)} characters; write a single name or word.")
    return value


def number(value: Any) -> float | None:
    """Read a number; None where the value is none, or none that can be counted with.

    Examples
    --------
    >>> number(3), number(float("nan")), number(True), number("3")
    (3.0, None, None, None)
    """
    value = scalar(value)
    return float(value) if of(value, int, float) and abs(value) <= LARGEST else None


def day(value: Any, where: str) -> date:
    """Read a day: text such as "1999-12-31", or a date as Python and pandas keep it."""
    value = scalar(value)
    if of(value, datetime, pd.Timestamp):
        return value.date()
    if type(value) is date:
        return value
    text = label(value, where, '"1999-12-31"')
    try:
        return datetime.strptime(text.split()[0], "%Y-%m-%d").date()
    except ValueError:
        told = f'{where} is {quoted(text)}; write a day as year-month-day, such as "1999-12-31".'
    raise Unreadable(told)
