"""Find the longest pause between days on which something was counted."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from twoviews.record.figures import nothing, shown
from twoviews.record.measures import Measure, RecordError, Tables, counted, find
from twoviews.record.spans import Span, covered, day, remark
from twoviews.record.terms import each_term

OPEN = "A pause that is still open at the start or the end of the span is not counted."
FEW = "Fewer than two such days in the span, so there is no pause between them."
FIGURES = [
    "first_day",
    "last_day",
    "pause_from",
    "pause_to",
    "days",
    "preliminary",
    "unit",
    "not_counted",
    "note",
]


def longest_pause(
    tables: Tables,
    measure: str,
    first_day: str | date,
    last_day: str | date,
    until: str | date | None = None,
) -> pd.DataFrame:
    """Find the longest pause of a measure between two days.

    Parameters
    ----------
    tables, measure, until
        As for `per_term`.
    first_day, last_day : day
        The span, both ends included.

    Returns
    -------
    DataFrame
        One row: measure, first_day and last_day searched, pause_from and pause_to (the days
        with something counted on either side of the pause), days from one to the other
        (missing where there are fewer than two such days), preliminary (how many of the two
        days rest on preliminary rows), unit, not_counted, note. Of equal pauses the first.

    Raises
    ------
    RecordError
        When the measure is not known, a table is missing, or the days are out of order.

    Examples
    --------
    >>> from twoviews.data import load
    >>> tables = {name: load(name) for name in ["launches", "leaders"]}
    >>> longest_pause(tables, "launches", "2017-01-01", "2019-12-31")["days"].tolist()
    [504]
    """
    found, wanted = find(measure), Span(day(first_day), day(last_day))
    if wanted.days == 0:
        raise RecordError(f"{first_day} comes after {last_day}: give the earlier day first.")
    record, rows, made = covered(tables, found, until), counted(tables, found), []
    if record:
        span = wanted.cut(record)
        made = [pause(found, rows[span.holds(rows["date"])], span, remark(wanted, record))]
    return shown(made, [], nothing(found), FIGURES)


def longest_pause_per_term(
    tables: Tables,
    measure: str,
    country: str,
    only: Iterable[str] | None = None,
    until: str | date | None = None,
) -> pd.DataFrame:
    """Find the longest pause of a measure within each term of a country's office.

    Parameters
    ----------
    tables, measure, country, only, until
        As for `per_term`.

    Returns
    -------
    DataFrame
        One row per term: measure, leader_id, name, then as for `longest_pause`.

    Examples
    --------
    >>> from twoviews.data import load
    >>> tables = {name: load(name) for name in ["launches", "leaders"]}
    >>> longest_pause_per_term(tables, "launches", "US", ["trump1"])["days"].tolist()
    [504]
    """
    found, made = find(measure), []
    for who, rows, span, note in each_term(tables, found, country, only, until):
        made.append(who | pause(found, rows, span, note))
    return shown(made, ["leader_id", "name"], nothing(found), FIGURES)


def pause(measure: Measure, rows: pd.DataFrame, span: Span, note: str) -> dict:
    """Measure the longest pause between the days of some rows."""
    marks = rows.groupby("date")["preliminary"].any()
    gaps = marks.index.to_series().diff().dt.days
    some = len(marks) > 1
    end = gaps.idxmax() if some else pd.NaT
    start = end - pd.Timedelta(days=gaps[end]) if some else pd.NaT
    return {
        "measure": measure.name,
        "first_day": span.first if span.days else pd.NaT,
        "last_day": span.last if span.days else pd.NaT,
        "pause_from": start,
        "pause_to": end,
        "days": int(gaps[end]) if some else None,
        "preliminary": int(marks[[start, end]].sum()) if some else None,
        "unit": f"days from one day with {measure.one} to the next",
        "not_counted": f"{OPEN} {measure.not_counted}",
        "note": note if some else f"{FEW} {note}".strip(),
    }
