"""Lay out the figures of a span: the raw total beside its rate, with unit and what is left out."""

from collections.abc import Sequence

import pandas as pd

from twoviews.record.measures import Measure
from twoviews.record.spans import Span

FIGURES = [
    "first_day",
    "last_day",
    "years",
    "total",
    "per_year",
    "preliminary",
    "unit",
    "not_counted",
    "note",
]


def figures(
    measure: Measure, rows: pd.DataFrame, span: Span, years: float | None, note: str
) -> dict:
    """Put a span's total beside its rate per year.

    Parameters
    ----------
    measure : Measure
        What was counted.
    rows : DataFrame
        One row per thing counted in the span, with the column preliminary.
    span : Span
        The days counted; a span that holds none has no figures.
    years : float, optional
        Length of the span; a span without it has no rate. Length and rate are rounded to
        two decimals, the rate after it is taken.
    note : str
        Where and why the span was cut.
    """
    some = span.days > 0
    rated = some and years
    return {
        "measure": measure.name,
        "first_day": span.first if some else pd.NaT,
        "last_day": span.last if some else pd.NaT,
        "years": round(years, 2) if rated else None,
        "total": len(rows) if some else None,
        "per_year": round(len(rows) / years, 2) if rated else None,
        "preliminary": int(rows["preliminary"].sum()) if some else None,
        "unit": measure.unit,
        "not_counted": measure.not_counted,
        "note": note,
    }


def shown(
    made: list[dict], keys: list[str], empty: str, rest: Sequence[str] = FIGURES
) -> pd.DataFrame:
    """Make a table of rows; one without rows keeps its columns and says why.

    The sentence is in attrs["empty"] for a program, and in the corner of the header, where a
    notebook shows it to a reader.
    """
    table = pd.DataFrame(made, columns=["measure", *keys, *rest])
    kinds = {"total": "Int64", "preliminary": "Int64", "days": "Int64"}
    kinds |= {"years": "float64", "per_year": "float64"}
    table = table.astype({name: kind for name, kind in kinds.items() if name in table})
    if not made:
        table.attrs["empty"] = table.columns.name = empty
    return table


def nothing(measure: Measure) -> str:
    """Say why a table is empty."""
    return f"There is nothing to show: no term is chosen, or {measure.checked} has no rows."
