"""Hold a table to its constraints and keys; the first breach is one sentence."""

import pandas as pd

from twoviews.data.error import DataError, unknown


def hold_field(cells: pd.Series, values: pd.Series, field: dict, where: str) -> None:
    """Hold one column to its constraints: required, enum, pattern, minimum, maximum, itemEnum."""
    limits = field.get("constraints", {})
    filled = cells[cells != ""]
    if limits.get("required") and len(filled) < len(cells):
        row = (cells == "").idxmax()
        raise DataError(f"Row {row} of {where}: {field['name']} is empty; fill it in.")
    for rule, wrong in breaches(filled, values.loc[filled.index], field, limits):
        if wrong.any():
            row = wrong.idxmax()
            raise DataError(f"Row {row} of {where}: {field['name']} is {cells[row]!r}; {rule}")


def breaches(filled: pd.Series, values: pd.Series, field: dict, limits: dict):
    """Yield each rule in words with a column that is true where the rule is broken."""
    if "enum" in limits:
        yield f"it must be one of: {', '.join(limits['enum'])}.", ~filled.isin(limits["enum"])
    if "pattern" in limits:
        yield f"it must look like {limits['pattern']}.", ~filled.str.fullmatch(limits["pattern"])
    if "minimum" in limits:
        yield f"it must be at least {limits['minimum']}.", values < limits["minimum"]
    if "maximum" in limits:
        yield f"it must be at most {limits['maximum']}.", values > limits["maximum"]
    if "itemEnum" in field:
        allowed = set(field["itemEnum"])
        outside = values.map(lambda items: not allowed.issuperset(items)).astype(bool)
        yield f"each part must be one of: {', '.join(field['itemEnum'])}.", outside


def hold_primary_key(cells: pd.DataFrame, key: list[str], where: str) -> None:
    """Hold that no two rows have the same key."""
    twice = cells.duplicated(subset=key)
    if twice.any():
        row = twice.idxmax()
        shown = ", ".join(f"{name} {cells.at[row, name]!r}" for name in key)
        raise DataError(
            f"Row {row} of {where} repeats {shown} of an earlier row: "
            "give it a key of its own or delete it."
        )


def hold_foreign_key(cells: pd.DataFrame, target: pd.DataFrame, key: dict, where: str) -> None:
    """Hold that every filled reference points to a row of the other table."""
    names, reference = key["fields"], key["reference"]
    used = cells.loc[(cells[names] != "").all(axis=1), names]
    known = pd.MultiIndex.from_frame(target[reference["fields"]])
    lost = ~pd.MultiIndex.from_frame(used).isin(known)
    if lost.any():
        row = used.index[lost.argmax()]
        shown = ", ".join(f"{name} {cells.at[row, name]!r}" for name in names)
        raise DataError(f"Row {row} of {where}: {shown} {dangling(cells, target, key, row)}")


def dangling(cells: pd.DataFrame, target: pd.DataFrame, key: dict, row: int) -> str:
    """Say which table lacks the reference, with the nearest key where the key is one column."""
    table, fields = key["reference"]["resource"], key["reference"]["fields"]
    if len(fields) > 1:
        return f"is not in {table}: correct it or add the row there."
    near = unknown(cells.at[row, key["fields"][0]], target[fields[0]].unique()[:40])
    return f"is not in {table}. {near}"
