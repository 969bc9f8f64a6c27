"""Turn the text cells of a column into the type that its field describes."""

import re
from collections.abc import Callable
from math import isfinite
from typing import Any

import numpy as np
import pandas as pd

from twoviews.data.error import DataError

BOOLEANS = {"true": True, "false": False}
DTYPES = {"string": "str", "list": "object", "number": "float64", "boolean": "bool"}
FORMS = {"date": "a date like 2018-06-12", "boolean": "true or false", "number": "a finite number"}
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def typed(cells: list[str], field: dict, where: str) -> pd.Series:
    """Convert one column; an empty cell becomes missing (an empty list in a list column).

    Parameters
    ----------
    cells : list of str
        The cells as they stand in the file, from its row 2 on.
    field : dict
        The field's entry in the descriptor: string, list, integer, number, boolean or date.
    where : str
        The file, for the sentence.

    Raises
    ------
    DataError
        For the first cell that is not of the type.
    """
    kind = field["type"]
    if kind == "string":
        return series([cell or None for cell in cells], kind)
    read = READERS[kind]
    values = []
    for row, cell in enumerate(cells, start=2):
        try:
            values.append(read(cell, field) if cell else [] if kind == "list" else None)
        except (ValueError, KeyError):
            form = FORMS.get(kind, f"of type {kind}")
            said = f"Row {row} of {where}: {field['name']} is {cell!r}, which is not {form}."
            raise DataError(said) from None
    return series(values, kind)


def series(values: list, kind: str) -> pd.Series:
    """Put values into a column of the type's dtype."""
    if kind == "date":
        return pd.Series(np.array(values, dtype="datetime64[s]"))
    if kind == "integer":
        return pd.Series(values, dtype="Int64" if None in values else "int64")
    return pd.Series(values, dtype=DTYPES[kind])


def as_list(cell: str, field: dict) -> list:
    """Split a cell at the field's delimiter."""
    parts = cell.split(field["delimiter"])
    return [int(part) for part in parts] if field.get("item_type") == "integer" else parts


def as_number(cell: str, field: dict) -> float:
    """Read a finite number only: 'nan' and 'inf' are not figures."""
    number = float(cell)
    if not isfinite(number):
        raise ValueError(cell)
    return number


def as_day(cell: str, field: dict) -> np.datetime64:
    """Read an ISO day."""
    if not DAY.fullmatch(cell):
        raise ValueError(cell)
    return np.datetime64(cell, "s")


READERS: dict[str, Callable[[str, dict], Any]] = {
    "list": as_list,
    "integer": lambda cell, field: int(cell),
    "number": as_number,
    "boolean": lambda cell, field: BOOLEANS[cell],
    "date": as_day,
}
