"""Handle runs of days: read a day, cut a span, find out which days the record covers."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from twoviews.record.measures import Measure, RecordError, Tables, table

DAYS_IN_A_YEAR = 365.25


class Span(NamedTuple):
    """A run of days, both ends included."""

    first: pd.Timestamp
    last: pd.Timestamp

    def cut(self, other: "Span") -> "Span":
        """Keep the days that two spans share; none when the first day is after the last."""
        return Span(max(self.first, other.first), min(self.last, other.last))

    def holds(self, dates: pd.Series) -> pd.Series:
        """Tell for each date whether it is in the span."""
        return dates.between(self.first, self.last)

    @property
    def days(self) -> int:
        """Number of days; 0 when the first day is after the last."""
        return max(0, (self.last - self.first).days + 1)


def day(value: str | date) -> pd.Timestamp:
    """Read a day.

    Examples
    --------
    >>> day("2018-06-12")
    Timestamp('2018-06-12 00:00:00')
    """
    try:
        read = pd.to_datetime(value, format="%Y-%m-%d") if isinstance(value, (str, date)) else None
    except ValueError:
        read = None
    if pd.isna(read):
        raise RecordError(f"{value!r} is not a day: write it as in '2018-06-12'.")
    return read.tz_localize(None).normalize()


def covered(tables: Tables, measure: Measure, until: str | date | None) -> Span | None:
    """Tell which days the record covers for a measure.

    Returns
    -------
    Span or None
        From the start of the earliest term that the rows name to `until`, or to the day of
        the last row where it is left out; None when there are no rows.
    """
    rows = table(tables, measure.checked, "date", "leader_id")
    leaders = table(tables, "leaders", "leader_id", "start")
    starts = leaders.loc[leaders["leader_id"].isin(rows["leader_id"]), "start"]
    if rows.empty or starts.empty:
        return None
    record = Span(starts.min(), rows["date"].max() if until is None else day(until))
    if record.days == 0:
        raise RecordError(f"The record begins on {record.first:%Y-%m-%d}: choose a later last day.")
    return record


def remark(wanted: Span, record: Span) -> str:
    """Say where the record cuts a span short; empty where it does not."""
    first, last = f"{record.first:%Y-%m-%d}", f"{record.last:%Y-%m-%d}"
    if wanted.cut(record).days == 0:
        return f"Outside the record, which runs from {first} to {last}."
    said = [f"Counted from {first}, where the record begins."] * (wanted.first < record.first)
    said += [f"Counted to {last}, where this record ends."] * (wanted.last > record.last)
    return " ".join(said)
