"""Write a value as text, if it is plain data of exact types; runs beside the student's code."""

import json
import math
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pandas as pd

from twoviews.grading.values.budget import ENTRY, TooMuch
from twoviews.grading.values.columns import TABLES, Columns
from twoviews.grading.values.kinds import BROKEN, SCALARS, TOO_MUCH, Bounds

Writer = Callable[["Encoder", Any], Any]
DEEP = "data that is nested too deeply, or contains itself"


def encode(value: Any) -> str:
    """Write a value as JSON with tags for what JSON does not know.

    A part that is no plain data, or more than its share of what may cross, is replaced
    by words on what it is; the parts beside it are written all the same.

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
    except Exception:  # a class that the student's code has spoiled may give anything
        return json.dumps({"other": BROKEN})


def called(value: Any) -> str:
    """Say in words what a value is that is no plain data."""
    if callable(value) and not isinstance(value, type):
        return "a function"
    return f"an object of type {type(value).__name__[:60]}"


class Encoder(Columns):
    """Write one value, within what may cross."""

    def write(self, value: Any) -> Any:
        """Give what stands for a value in JSON: words where it is too much, or is spoiled."""
        level = len(self.starts)
        self.starts.append(self.size)
        try:
            return self.plain(value)
        except TooMuch as found:
            if found.level != level:
                raise
            return {"other": TOO_MUCH}
        except Exception:  # an object that the student's code has spoiled may raise anything
            return {"other": BROKEN}
        finally:
            del self.starts[level:]

    def plain(self, value: Any) -> Any:
        """Write a value that can be trusted to be what its type says, or words on it."""
        self.spend(ENTRY)
        if value is None or type(value) is bool:
            return value
        writer = EXACT.get(id(type(value)))
        if writer is None:
            return self.other(called(value))
        if len(self.starts) > Bounds.depth:
            return self.other(DEEP)
        return writer(self, value)

    def other(self, words: str) -> Any:
        """Write words in place of a value."""
        self.spend(ENTRY + len(words))
        return {"other": words}

    def items(self, value: Any) -> list:
        """Write the entries of a list, tuple or set."""
        self.bound(len(value))
        return [self.write(entry) for entry in value]

    def text(self, value: str) -> str:
        """Write text; escapes are counted once it is known to be short enough to look at."""
        self.spend(len(value))
        self.spend(len(json.dumps(value)) - len(value))
        return value

    def integer(self, value: int) -> Any:
        """Write a whole number of a sensible length."""
        if value.bit_length() > Bounds.bits:
            return self.other("a huge whole number")
        self.spend(value.bit_length() // 3)
        return value

    def real(self, value: float) -> Any:
        """Write a number; JSON does not know those that are not finite."""
        return value if math.isfinite(value) else {"float": repr(value)}

    def moment(self, value: datetime) -> Any:
        """Write a moment with no time zone, or one that is a fixed distance from UTC."""
        return {"datetime": self.write(value.isoformat())}

    def scalar(self, value: Any) -> Any:
        """Write one of NumPy's numbers or texts."""
        return {"numpy": [type(value).__name__, self.write(value.item())]}


WRITERS: dict[type, Writer] = {
    **TABLES,
    **dict.fromkeys(SCALARS.values(), Encoder.scalar),
    str: Encoder.text,
    int: Encoder.integer,
    float: Encoder.real,
    list: Encoder.items,
    tuple: lambda self, value: {"tuple": self.items(value)},
    set: lambda self, value: {"set": self.items(value)},
    frozenset: lambda self, value: {"frozenset": self.items(value)},
    dict: lambda self, value: {"dict": [[*map(self.write, pair)] for pair in value.items()]},
    type(...): lambda self, value: {"ellipsis": None},
    datetime: Encoder.moment,
    date: lambda self, value: {"date": self.write(value.isoformat())},
    pd.Timestamp: lambda self, value: {"timestamp": [self.write(value.isoformat()), value.unit]},
    pd.Timedelta: lambda self, value: {
        "timedelta": [self.write(int(value.asm8.astype(int))), value.unit]
    },
    pd.Interval: lambda self, value: {
        "interval": [self.write(value.left), self.write(value.right), value.closed]
    },
    type(pd.NaT): lambda self, value: {"nat": None},
    type(pd.NA): lambda self, value: {"na": None},
}
# by identity: a type of the student's may say that it equals any other, and has its hash
EXACT = {id(kind): writer for kind, writer in WRITERS.items()}
