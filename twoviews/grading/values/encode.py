"""Write a value as text, if it is plain data of exact types; runs beside the student's code."""

import json
import math
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from twoviews.grading.values.kinds import DTYPES, SCALARS, TOO_MUCH, Bounds

Writer = Callable[["Encoder", Any], Any]


class NotPlain(Exception):
    """Carry what a value is, in words, when it is no plain data."""


def encode(value: Any) -> str:
    """Write a value as JSON with tags for what JSON does not know.

    A part that is no plain data is replaced by words on what it is.

    Parameters
    ----------
    value : object
        Any value at all.

    Returns
    -------
    str
        JSON; `decode` reads it.

    Examples
    --------
    >>> encode({"a": (1, 2.5)}), encode(print)
    ('{"dict": [["a", {"tuple": [1, 2.5]}]]}', '{"other": "a function"}')
    """
    try:
        text = json.dumps(Encoder().write(value), allow_nan=False)
        return text if len(text) <= Bounds.bytes else json.dumps({"other": TOO_MUCH})
    except NotPlain as problem:
        return json.dumps({"other": str(problem)})
    except Exception:  # an object that the student's code has spoiled may raise anything
        return json.dumps({"other": "a value that cannot be read"})


def called(value: Any) -> str:
    """Say in words what a value is that is no plain data."""
    if callable(value) and not isinstance(value, type):
        return "a function"
    return f"an object of type {type(value).__name__[:60]}"


class Encoder:
    """Write one value; knows how much has been written and how deep it is."""

    def __init__(self) -> None:
        self.count = self.depth = 0

    def write(self, value: Any) -> Any:
        """Give what stands for a value in JSON."""
        self.count += 1
        if self.count > Bounds.count:
            raise NotPlain(TOO_MUCH)
        if value is None or type(value) in (bool, str):
            return value
        writer = WRITERS.get(type(value))
        if writer is None:
            return {"other": called(value)}
        if self.depth >= Bounds.depth:
            raise NotPlain("data that is nested too deeply, or contains itself")
        self.depth += 1
        written = writer(self, value)
        self.depth -= 1
        return written

    def items(self, value: Any) -> list:
        """Write the entries of a list, tuple or set."""
        if len(value) > Bounds.count:
            raise NotPlain(TOO_MUCH)
        return [self.write(entry) for entry in value]

    def integer(self, value: int) -> Any:
        """Write a whole number of a sensible length."""
        return value if value.bit_length() <= Bounds.bits else {"other": "a huge whole number"}

    def real(self, value: float) -> Any:
        """Write a number; JSON does not know those that are not finite."""
        return value if math.isfinite(value) else {"float": repr(value)}

    def moment(self, value: datetime) -> Any:
        """Write a moment with no time zone, or one that is a fixed distance from UTC."""
        return {"datetime": value.isoformat()}

    def scalar(self, value: Any) -> Any:
        """Write one of NumPy's numbers or texts."""
        return {"numpy": [type(value).__name__, self.write(value.item())]}

    def array(self, value: np.ndarray) -> Any:
        """Write an array of at most two dimensions."""
        name = "U" if value.dtype.kind == "U" else value.dtype.name  # text, as long as it is
        if name not in DTYPES or value.ndim > 2:
            return {"other": f"an array of {value.dtype}"}
        self.bound(value.size)
        flat = self.items(value.ravel().tolist())
        return {"array": [name, list(value.shape), flat]}

    def series(self, value: pd.Series) -> Any:
        """Write one column with its index."""
        self.bound(len(value))
        return {"series": [self.write(value.name), self.write(value.index), self.column(value)]}

    def frame(self, value: pd.DataFrame) -> Any:
        """Write a table column by column."""
        self.bound(max(value.shape))
        columns = [self.column(value.iloc[:, place]) for place in range(value.shape[1])]
        return {"frame": [self.write(value.columns), self.write(value.index), columns]}

    def index(self, value: pd.Index) -> Any:
        """Write an index as a named column; dates may have a step, which comparisons look at."""
        self.bound(len(value))
        step = [value.freqstr] if getattr(value, "freq", None) is not None else []
        return {"index": [self.write(value.name), self.column(value), *step]}

    def steps(self, value: pd.RangeIndex) -> Any:
        """Write the usual index of a table."""
        return {"range": [self.write(value.name), value.start, value.stop, value.step]}

    def levels(self, value: pd.MultiIndex) -> Any:
        """Write an index of several levels as tuples."""
        self.bound(len(value))
        return {"levels": [self.items(list(value.names)), self.items(value.tolist())]}

    def column(self, value: pd.Series | pd.Index) -> list:
        """Write the type and the values of a column."""
        if isinstance(value.dtype, pd.CategoricalDtype):
            values = value.array
            kinds = [self.column(values.categories), bool(values.ordered)]
            return ["category", self.items(values.codes.tolist()), kinds]
        name = str(value.dtype)
        if name not in DTYPES and not name.startswith(("datetime64[", "timedelta64[")):
            raise NotPlain(f"a table with a column of type {name}")
        return [name, self.items(value.tolist())]

    def bound(self, size: int) -> None:
        """Stop before a long column is turned into a list."""
        if size > Bounds.count:
            raise NotPlain(TOO_MUCH)


WRITERS: dict[type, Writer] = {
    int: Encoder.integer,
    float: Encoder.real,
    list: Encoder.items,
    tuple: lambda self, value: {"tuple": self.items(value)},
    set: lambda self, value: {"set": self.items(value)},
    frozenset: lambda self, value: {"frozenset": self.items(value)},
    dict: lambda self, value: {"dict": [[*map(self.write, pair)] for pair in value.items()]},
    type(...): lambda self, value: {"ellipsis": None},
    datetime: Encoder.moment,
    date: lambda self, value: {"date": value.isoformat()},
    pd.Timestamp: lambda self, value: {"timestamp": [value.isoformat(), value.unit]},
    pd.Timedelta: lambda self, value: {"timedelta": [int(value.asm8.astype(int)), value.unit]},
    type(pd.NaT): lambda self, value: {"nat": None},
    type(pd.NA): lambda self, value: {"na": None},
    np.ndarray: Encoder.array,
    pd.Series: Encoder.series,
    pd.DataFrame: Encoder.frame,
    pd.RangeIndex: Encoder.steps,
    pd.MultiIndex: Encoder.levels,
    pd.Index: Encoder.index,
    pd.DatetimeIndex: Encoder.index,
    pd.TimedeltaIndex: Encoder.index,
    pd.CategoricalIndex: Encoder.index,
} | dict.fromkeys(SCALARS.values(), Encoder.scalar)
