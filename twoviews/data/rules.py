"""Hold a table to its constraints and keys; the first breach is one sentence."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from operator import ge, le
from typing import Any

import pandas as pd

from twoviews.data.error import DataError
from twoviews.data.package import Cells
from twoviews.errors import unknown

FIRST = 2  # row of a file that holds the first cells, below the header


def hold_field(cells: list[str], values: pd.Series, field: dict, where: str) -> None:
    """Hold one column to its constraints: required, enum, pattern, minimum, maximum, itemEnum."""
    name, limits = field["name"], field.get("constraints", {})
    if limits.get("required") and "" in cells:
        raise DataError(f"Row {cells.index('') + FIRST} of {where}: {name} is empty; fill it in.")
    for rule, kept in rules(field, limits):
        for row, (cell, value) in enumerate(zip(cells, values.tolist(), strict=True), start=FIRST):
            if cell and not kept(value):
                raise DataError(f"Row {row} of {where}: {name} is {cell!r}; {rule}")


def rules(field: dict, limits: dict) -> Iterator[tuple[str, Callable[[Any], bool]]]:
    """Yield each rule in words, with a function that tells whether a value keeps it."""
    if "enum" in limits:
        yield f"it must be one of: {', '.join(limits['enum'])}.", set(limits["enum"]).__contains__
    if "pattern" in limits:
        yield f"it must look like {limits['pattern']}.", re.compile(limits["pattern"]).fullmatch
    if "minimum" in limits:
        yield f"it must be at least {limits['minimum']}.", partial(le, limits["minimum"])
    if "maximum" in limits:
        yield f"it must be at most {limits['maximum']}.", partial(ge, limits["maximum"])
    if "itemEnum" in field:
        words = ", ".join(field["itemEnum"])
        yield f"each part must be one of: {words}.", set(field["itemEnum"]).issuperset


def hold_primary_key(cells: Cells, key: list[str], where: str) -> None:
    """Hold that no two rows have the same key."""
    seen = set()
    for row, found in enumerate(zip(*(cells[name] for name in key), strict=True), start=FIRST):
        if found in seen:
            raise DataError(
                f"Row {row} of {where} repeats {shown(key, found)} of an earlier row: "
                "give it a key of its own or delete it."
            )
        seen.add(found)


def hold_foreign_key(cells: Cells, target: Cells, key: dict, where: str) -> None:
    """Hold that every filled reference points to a row of the other table."""
    names, reference = key["fields"], key["reference"]
    known = dict.fromkeys(zip(*(target[name] for name in reference["fields"]), strict=True))
    used = zip(*(cells[name] for name in names), strict=True)
    for row, found in enumerate(used, start=FIRST):
        if all(found) and found not in known:
            near = unknown(found[0], [each[0] for each in known][:40]) if len(names) == 1 else ""
            raise DataError(
                f"Row {row} of {where}: {shown(names, found)} is not in "
                f"{reference['resource']}. {near or 'Correct it or add the row there.'}"
            )


def shown(names: list[str], values: tuple[str, ...]) -> str:
    """Word a key: each column with its value."""
    return ", ".join(f"{name} {value!r}" for name, value in zip(names, values, strict=True))
