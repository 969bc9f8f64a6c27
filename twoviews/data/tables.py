"""Load a table by name: found, read, typed and held to its schema."""

import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import pandas as pd
from pandas.api.types import is_object_dtype

from twoviews.data.columns import typed
from twoviews.data.error import DataError
from twoviews.data.package import Cells, describe, find_folder, read_cells, resource
from twoviews.data.rules import hold_field, hold_foreign_key, hold_primary_key
from twoviews.errors import unknown


def folder() -> Path:
    """Tell where the tables are: the checkout's data/ or the copy in the installed package."""
    return find_folder(None)


def tables(folder: str | Path | None = None) -> list[str]:
    """List the names of the tables.

    Examples
    --------
    >>> "claims" in tables()
    True
    """
    return list(describe(find_folder(folder)))


def load(
    name: str, columns: Iterable[str] | None = None, folder: str | Path | None = None
) -> pd.DataFrame:
    """Load one table.

    Parameters
    ----------
    name : str
        The table's name; `tables()` lists them.
    columns : iterable of str, optional
        The columns wanted, in this order; all of them when left out.
    folder : path, optional
        Another data folder with a datapackage.json; this project's own when left out.

    Returns
    -------
    DataFrame
        One row per what the table's description in datapackage.json says. Dates are
        datetimes, lists are Python lists, booleans are bool, missing text is NaN.

    Raises
    ------
    DataError
        When a table or column is not known, or the file is missing, malformed or breaks
        its schema.

    Examples
    --------
    >>> list(load("articles", columns=["article_id", "outlet"]).columns)
    ['article_id', 'outlet']
    """
    place = find_folder(folder)
    table = whole(name, place, state(place))
    return fresh(table[choose(columns, list(table), name)])


def state(place: Path) -> tuple[tuple[str, int, int], ...]:
    """Tell by dates and sizes in which state the files of a folder are."""
    with os.scandir(place) as files:
        found = ((file.name, file.stat()) for file in files)
        return tuple((each, about.st_mtime_ns, about.st_size) for each, about in found)


@lru_cache(maxsize=64)
def whole(name: str, place: Path, state: tuple) -> pd.DataFrame:
    """Read a table with all its columns, once for each state that the files are in."""
    described = describe(place)
    entry = resource(described, name)
    cells = read_cells(place, entry)
    frame = typed_frame(cells, entry, str(place / entry["path"]))
    hold_references(cells, entry, described, place)
    return frame


def fresh(table: pd.DataFrame) -> pd.DataFrame:
    """Copy a table so that whatever is done to it, the next one who loads it finds it whole."""
    copied = table.copy()
    for name in filter(lambda name: is_object_dtype(table[name]), table):
        copied[name] = [value.copy() for value in table[name]]  # else the lists would be shared
    return copied


def choose(columns: Iterable[str] | None, known: list[str], name: str) -> list[str]:
    """Take the columns asked for, or all."""
    chosen = known if columns is None else [columns] if isinstance(columns, str) else list(columns)
    for column in chosen:
        if column not in known:
            raise DataError(f"{name} has no column {column!r}. {unknown(column, known)}")
    return chosen


def typed_frame(cells: Cells, entry: dict, where: str) -> pd.DataFrame:
    """Type each column and hold it to its constraints, then hold the primary key."""
    done = {}
    for field in entry["schema"]["fields"]:
        name = field["name"]
        done[name] = typed(cells[name], field, where)
        hold_field(cells[name], done[name], field, where)
    hold_primary_key(cells, entry["schema"]["primaryKey"], where)
    return pd.DataFrame(done)


def hold_references(cells: Cells, entry: dict, described: dict, place: Path) -> None:
    """Hold every foreign key against the table it names."""
    for key in entry["schema"].get("foreignKeys", []):
        target = read_cells(place, resource(described, key["reference"]["resource"]))
        hold_foreign_key(cells, target, key, str(place / entry["path"]))
