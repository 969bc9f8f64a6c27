"""Which types count as plain data, and how much of it may cross."""

from typing import NamedTuple

import numpy as np

TOO_MUCH = "more data than an answer may hold"
NUMBERS = ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")
SCALARS = {name: getattr(np, name) for name in (*NUMBERS, "float32", "float64")} | {
    np.bool_.__name__: np.bool_,
    "str_": np.str_,
}
# columns and arrays; dates and lengths of time are told by the beginning of their names
NULLABLE = ("Int8", "Int16", "Int32", "Int64", "UInt8", "Float32", "Float64", "boolean")
DTYPES = {*NUMBERS, "float32", "float64", "bool", "object", "str", "U", "string", *NULLABLE}


class Limit(NamedTuple):
    """How much an answer may hold: entries in all, levels, bits of a number, characters."""

    count: int
    depth: int
    bits: int
    bytes: int


Bounds = Limit(count=100_000, depth=20, bits=4_000, bytes=2_000_000)
