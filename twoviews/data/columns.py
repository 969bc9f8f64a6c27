"""Turn the text cells of a column into the type that its field describes."""

from collections.abc import Callable

import pandas as pd

from twoviews.data.error import DataError

BOOLEANS = {"true": True, "false": False}


def typed(cells: pd.Series, field: dict, where: str) -> pd.Series:
    """Convert one column; an empty cell becomes missing (an empty list in a list column).

    Parameters
    ----------
    cells : Series of str
        The cells as they stand in the file.
    field : dict
        The field's entry in the descriptor: string, list, integer, number, boolean or date.
    where : str
        The file, for the sentence.

    Raises
    ------
    DataError
        For the first cell that is not of the type.
    """
    filled = cells[cells != ""]
    try:
        values = READERS[field["type"]](filled, field)
    except (ValueError, KeyError):
        raise DataError(misfit(filled, field, where)) from None
    return restore(values, cells, field)


def restore(values: pd.Series, cells: pd.Series, field: dict) -> pd.Series:
    """Put the empty cells back in their places."""
    if len(values) == len(cells):
        return values
    if field["type"] == "list":
        return pd.Series([values.get(i, []) for i in cells.index], index=cells.index, dtype=object)
    if field["type"] == "integer":
        values = values.astype("Int64")
    return values.reindex(cells.index)


def misfit(filled: pd.Series, field: dict, where: str) -> str:
    """Word the first cell that its type's reader refuses."""
    row = next(row for row in filled.index if not readable(filled.loc[[row]], field))
    form = {"date": "a date like 2018-06-12", "boolean": "true or false"}
    kind = form.get(field["type"], f"of type {field['type']}")
    return f"Row {row} of {where}: {field['name']} is {filled[row]!r}, which is not {kind}."


def readable(cells: pd.Series, field: dict) -> bool:
    """Tell whether the type's reader takes the cells."""
    try:
        READERS[field["type"]](cells, field)
    except (ValueError, KeyError):
        return False
    return True


def as_list(cells: pd.Series, field: dict) -> pd.Series:
    """Split each cell at the field's delimiter."""
    item = int if field.get("item_type") == "integer" else str
    lists = [[item(part) for part in cell.split(field["delimiter"])] for cell in cells]
    return pd.Series(lists, index=cells.index, dtype=object)


def as_number(cells: pd.Series, field: dict) -> pd.Series:
    """Read finite numbers only: 'nan' and 'inf' are not figures."""
    numbers = cells.astype(float)
    if not numbers.abs().lt(float("inf")).all():
        raise ValueError(field["name"])
    return numbers


READERS: dict[str, Callable[[pd.Series, dict], pd.Series]] = {
    "string": lambda cells, field: cells,
    "list": as_list,
    "integer": lambda cells, field: cells.astype("int64"),
    "number": as_number,
    "boolean": lambda cells, field: pd.Series(
        [BOOLEANS[cell] for cell in cells], index=cells.index, dtype=bool
    ),
    "date": lambda cells, field: pd.to_datetime(cells, format="%Y-%m-%d"),
}
