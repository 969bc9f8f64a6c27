"""Which types count as plain data, and how much of it may cross."""

import re
from typing import NamedTuple

import numpy as np

TOO_MUCH = "more data than an answer may hold"
BROKEN = "a value that cannot be read"
WHOLE = ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")
NUMBERS = (*WHOLE, "float16", "float32", "float64")
SCALARS = {name: getattr(np, name) for name in NUMBERS} | {
    np.bool_.__name__: np.bool_,
    "str_": np.str_,
}
# columns and arrays
NULLABLE = (*(name.replace("int", "Int").replace("u", "U") for name in WHOLE), "Float32", "Float64")
OTHERS = ("bool", "boolean", "object", "str", "U", "string", "interval")
DTYPES = {*NUMBERS, *NULLABLE, *OTHERS}
TIMES = re.compile(r"(datetime|timedelta)64\[\w{1,3}(, (?!dateutil)[\w+:/-]{1,40})?\]", re.ASCII)


class Limit(NamedTuple):
    """How much an answer may hold: entries in all, levels, bits of a number, characters."""

    count: int
    depth: int
    bits: int
    bytes: int


Bounds = Limit(count=100_000, depth=20, bits=4_000, bytes=2_000_000)


def carried(name: str) -> bool:
    """Tell whether a type of column or array crosses as it is, by its name.

    A time zone is looked up by its name, and never in a file that the name is a path to.

    Examples
    --------
    >>> carried("float16"), carried("datetime64[us, Europe/Berlin]"), carried("period[D]")
    (True, True, False)
    """
    return name in DTYPES or TIMES.fullmatch(name) is not None
