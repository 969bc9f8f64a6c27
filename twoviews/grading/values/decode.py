"""Read what `encode` wrote, or somebody who wants to deceive: strictly, or not at all."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from twoviews.errors import PlainError
from twoviews.grading.values.channel import refuse
from twoviews.grading.values.exact import exact, text
from twoviews.grading.values.kinds import BROKEN, SCALARS, Bounds
from twoviews.grading.values.other import Other
from twoviews.grading.values.tables import Tables


class Unreadable(PlainError):
    """Say that what came from a student's process is no plain data."""


def decode(text: str) -> Any:
    """Read a value that has crossed from a student's process.

    Parameters
    ----------
    text : str
        What `encode` gave; anything else is refused.

    Returns
    -------
    object
        Plain data; an `Other` for each part that was none, or cannot be read.

    Raises
    ------
    Unreadable
        When the text is nothing that `encode` writes, or holds too much.

    Examples
    --------
    >>> decode('{"dict": [["a", {"tuple": [1, 2.5]}]]}')
    {'a': (1, 2.5)}
    """
    if type(text) is not str or len(text) > Bounds.bytes:
        raise Unreadable("The value holds more than an answer may hold.")
    try:
        return Decoder().read(json.loads(text, parse_constant=refuse))
    except Unreadable:
        raise
    except Exception as problem:  # pandas says in many ways that it was given nonsense
        raise Unreadable(f"The value is no plain data ({type(problem).__name__}).") from None


class Decoder(Tables):
    """Read one value; knows how much has been read and how deep it is."""

    def __init__(self) -> None:
        self.count = self.depth = 0

    def read(self, given: Any) -> Any:
        """Give the value that some JSON stands for."""
        self.count += 1
        if self.count > 2 * Bounds.count or self.depth > Bounds.depth:
            raise Unreadable("The value holds more than an answer may hold.")
        if type(given) is int and given.bit_length() > Bounds.bits:
            raise ValueError("too large")
        if given is None or type(given) in (bool, int, float, str):
            return given
        self.depth += 1
        try:
            return self.items(given) if type(given) is list else self.tagged(given)
        finally:
            self.depth -= 1

    def tagged(self, given: dict) -> Any:
        """Read what JSON has no type for; a part that cannot be read costs no other part."""
        try:
            ((tag, inner),) = given.items()
            return READERS[tag](self, inner)
        except Unreadable:
            raise
        except Exception:  # pandas says in many ways that it was given nonsense
            if self.depth == 1:
                raise
            return Other(BROKEN)

    def items(self, given: Any) -> list:
        """Read the entries of a list."""
        return [self.read(entry) for entry in exact(given, list)]

    def mapping(self, given: Any) -> dict:
        """Read the pairs of a dictionary."""
        return {self.read(key): self.read(value) for key, value in exact(given, list)}

    def real(self, given: Any) -> float:
        """Read one of the numbers that are not finite."""
        return {"nan": float("nan"), "inf": float("inf"), "-inf": float("-inf")}[text(given)]

    def timestamp(self, given: Any) -> pd.Timestamp:
        """Read a moment as pandas keeps it."""
        moment, unit = map(text, given)
        return pd.Timestamp(moment).as_unit(unit)

    def timedelta(self, given: Any) -> pd.Timedelta:
        """Read a length of time."""
        length, unit = given
        return pd.Timedelta(np.timedelta64(exact(length, int), text(unit))).as_unit(unit)

    def interval(self, given: Any) -> pd.Interval:
        """Read an interval, of numbers or of moments."""
        left, right, closed = given
        return pd.Interval(self.read(left), self.read(right), text(closed))

    def scalar(self, given: Any) -> Any:
        """Read one of NumPy's numbers or texts."""
        name, value = given
        return SCALARS[text(name)](exact(self.read(value), bool, int, float, str))


READERS: dict[str, Callable[[Decoder, Any], Any]] = {
    "float": Decoder.real,
    "tuple": lambda self, given: tuple(self.items(given)),
    "set": lambda self, given: set(self.items(given)),
    "frozenset": lambda self, given: frozenset(self.items(given)),
    "dict": Decoder.mapping,
    "ellipsis": lambda self, given: ...,
    "nat": lambda self, given: pd.NaT,
    "na": lambda self, given: pd.NA,
    "date": lambda self, given: date.fromisoformat(text(given)),
    "datetime": lambda self, given: datetime.fromisoformat(text(given)),
    "timestamp": Decoder.timestamp,
    "timedelta": Decoder.timedelta,
    "interval": Decoder.interval,
    "numpy": Decoder.scalar,
    "array": Decoder.array,
    "series": Decoder.series,
    "frame": Decoder.frame,
    "index": Decoder.index,
    "range": Decoder.steps,
    "levels": Decoder.levels,
    "other": lambda self, given: Other(text(given)[:200]),
}
