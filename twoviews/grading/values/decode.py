"""Read what `encode` wrote, or somebody who wants to deceive: strictly, or not at all."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from twoviews.errors import PlainError
from twoviews.grading.values.channel import refuse
from twoviews.grading.values.kinds import DTYPES, SCALARS, Bounds
from twoviews.grading.values.other import Other


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
        Plain data; an `Other` for each part that was none.

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
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as problem:
        raise Unreadable(f"The value is no plain data ({type(problem).__name__}).") from None


class Decoder:
    """Read one value; knows how much has been read and how deep it is."""

    def __init__(self) -> None:
        self.count = self.depth = 0

    def read(self, given: Any) -> Any:
        """Give the value that some JSON stands for."""
        self.count += 1
        if self.count > 2 * Bounds.count or self.depth > Bounds.depth:
            raise ValueError("too much")
        if type(given) is int and given.bit_length() > Bounds.bits:
            raise ValueError("too large")
        if given is None or type(given) in (bool, int, float, str):
            return given
        self.depth += 1
        value = self.items(given) if type(given) is list else self.tagged(given)
        self.depth -= 1
        return value

    def tagged(self, given: dict) -> Any:
        """Read what JSON has no type for."""
        ((tag, inner),) = given.items()
        return READERS[tag](self, inner)

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

    def scalar(self, given: Any) -> Any:
        """Read one of NumPy's numbers or texts."""
        name, value = given
        return SCALARS[text(name)](exact(self.read(value), bool, int, float, str))

    def array(self, given: Any) -> np.ndarray:
        """Read an array."""
        name, shape, values = given
        lengths = [exact(length, int) for length in exact(shape, list)]
        return np.array(self.items(values), dtype=dtype(name)).reshape(lengths)

    def series(self, given: Any) -> pd.Series:
        """Read one column with its index."""
        name, index, column = given
        return pd.Series(self.column(column), index=self.labels(index), name=self.read(name))

    def frame(self, given: Any) -> pd.DataFrame:
        """Read a table."""
        columns, index, data = given
        rows = self.labels(index)
        table = pd.DataFrame(
            {place: self.column(column) for place, column in enumerate(exact(data, list))},
            index=range(len(rows)),
        )
        table.index, table.columns = rows, self.labels(columns)
        return table

    def labels(self, given: Any) -> pd.Index:
        """Read something that has to be an index."""
        value = self.read(given)
        if not isinstance(value, pd.Index):
            raise TypeError("no index")
        return value

    def index(self, given: Any) -> pd.Index:
        """Read an index of one level."""
        name, column, *step = given
        index = pd.Index(self.column(column), name=self.read(name))
        return type(index)(index, freq=text(*step)) if step else index

    def steps(self, given: Any) -> pd.RangeIndex:
        """Read the usual index of a table."""
        name, *bounds = given
        index = pd.RangeIndex(*(exact(bound, int) for bound in bounds), name=self.read(name))
        if len(index) > Bounds.count:
            raise ValueError("too long")
        return index

    def levels(self, given: Any) -> pd.MultiIndex:
        """Read an index of several levels."""
        names, rows = given
        return pd.MultiIndex.from_tuples(self.items(rows), names=self.items(names))

    def column(self, given: Any) -> pd.Series:
        """Read the values of a column and give them their type."""
        name, values, *kinds = given
        entries = self.items(values)
        if name != "category":
            return pd.Series(entries, dtype=dtype(name)).array
        ((categories, ordered),) = kinds
        codes = [exact(code, int) for code in entries]
        return pd.Categorical.from_codes(
            codes, categories=self.column(categories), ordered=exact(ordered, bool)
        )


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
    "numpy": Decoder.scalar,
    "array": Decoder.array,
    "series": Decoder.series,
    "frame": Decoder.frame,
    "index": Decoder.index,
    "range": Decoder.steps,
    "levels": Decoder.levels,
    "other": lambda self, given: Other(text(given)[:200]),
}


def exact(value: Any, *kinds: type) -> Any:
    """Hold that a value is exactly of one of some types."""
    if type(value) not in kinds:
        raise TypeError(type(value).__name__)
    return value


def text(value: Any) -> str:
    """Hold that a value is text."""
    return exact(value, str)


def dtype(name: Any) -> str:
    """Hold that a name is that of a plain type of column."""
    if text(name) in DTYPES or name.startswith(("datetime64[", "timedelta64[")):
        return name
    raise ValueError(name)
