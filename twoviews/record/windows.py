"""Count a measure around an event, before it and after it: tables in, tables out."""

from datetime import date

import pandas as pd

from twoviews.record.figures import figures, nothing, shown
from twoviews.record.measures import RecordError, Tables, counted, find, table
from twoviews.record.spans import DAYS_IN_A_YEAR, Span, covered, remark

KEYS = ["event_id", "side", "days"]
LONGEST = 10_000
DAY = pd.Timedelta(days=1)


def length(days: int) -> int:
    """Hold that the length of a window is a whole number of days that a window can have."""
    if isinstance(days, bool) or not isinstance(days, int) or not 1 <= days <= LONGEST:
        raise RecordError(f"{days!r} is no length: give a whole number of days, 1 to {LONGEST:,}.")
    return days


def event_span(tables: Tables, event_id: str) -> Span:
    """Find the day of an event, or its whole month where only the month is known."""
    events = table(tables, "events", "event_id", "date", "date_precision")
    own = events[events["event_id"] == event_id]
    if own.empty:
        ids = sorted(events["event_id"])
        known = f"the events run from {ids[0]} to {ids[-1]}" if ids else "there are no events"
        raise RecordError(f"There is no event {event_id!r}: {known}.")
    first, precision = own.iloc[0][["date", "date_precision"]]
    return Span(first, first + pd.offsets.MonthEnd(0) if precision == "month" else first)


def per_window(
    tables: Tables,
    measure: str,
    event_id: str,
    before: int,
    after: int,
    until: str | date | None = None,
) -> pd.DataFrame:
    """Count a measure in the days before and after an event.

    Parameters
    ----------
    tables, measure, until
        As for `per_term`; events is always needed.
    event_id : str
        An event of the events table. Where only its month is known it takes up the month.
    before, after : int
        Length of each window in days.

    Returns
    -------
    DataFrame
        One row per side (before, event, after): measure, event_id, side, days counted, then
        as for `per_term`. What falls on the day of the event counts on neither side of it,
        and a single day has no rate.

    Examples
    --------
    >>> from twoviews.data import load
    >>> tables = {name: load(name) for name in ["launches", "events", "leaders"]}
    >>> per_window(tables, "launches", "E044", 365, 365)["total"].tolist()
    [8, 0, 5]
    """
    found, (first, last) = find(measure), event_span(tables, event_id)
    sides = {
        "before": Span(first - length(before) * DAY, first - DAY),
        "event": Span(first, last),
        "after": Span(last + DAY, last + length(after) * DAY),
    }
    record, rows, made = covered(tables, found, until), counted(tables, found), []
    for side, wanted in sides.items() if record else ():
        span = wanted.cut(record)
        own = rows[span.holds(rows["date"])]
        where = {"event_id": event_id, "side": side, "days": span.days}
        years = None if side == "event" else span.days / DAYS_IN_A_YEAR
        made.append(where | figures(found, own, span, years, remark(wanted, record)))
    return shown(made, KEYS, nothing(found))


def before_and_after(
    tables: Tables, measure: str, event_id: str, days: int, until: str | date | None = None
) -> pd.DataFrame:
    """Compare a measure in two windows of equal length before and after an event.

    Where the record does not hold so many days on one side, both windows are shortened to
    what it holds, so that the comparison stays fair.

    Parameters
    ----------
    tables, measure, event_id, until
        As for `per_window`.
    days : int
        Length of each window in days.

    Returns
    -------
    DataFrame
        One row per side (before, after), as for `per_window`; none where the record holds
        no day on one of the sides.

    Examples
    --------
    >>> from twoviews.data import load
    >>> tables = {name: load(name) for name in ["launches", "events", "leaders"]}
    >>> compared = before_and_after(tables, "launches", "E044", 200)
    >>> compared[["side", "days", "total"]].values.tolist()
    [['before', 200, 1], ['after', 200, 0]]
    """
    found, (first, last) = find(measure), event_span(tables, event_id)
    record = covered(tables, found, until)
    room = min((first - record.first).days, (record.last - last).days) if record else 0
    equal = min(length(days), room)
    if equal < 1:
        return shown([], KEYS, f"The record holds no day on one side of {event_id}.")
    sides = per_window(tables, measure, event_id, equal, equal, until)
    kept = sides[sides["side"] != "event"].reset_index(drop=True)
    short = f"Both windows shortened from {days} to {equal} days, as far as the record goes."
    return kept.assign(note=short) if equal < days else kept
