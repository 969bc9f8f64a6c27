"""Count a measure of the record in any window, and know the most that a window ever held."""

from functools import cache

import numpy as np

from twoviews.checks.parts import known
from twoviews.record.measures import counted, find
from twoviews.record.spans import Span, covered, remark

TABLES = ("launches", "nuclear_tests", "events", "leaders")


@cache
def recorded(measure: str) -> tuple[np.ndarray, Span]:
    """Give the days on which a measure has something to count, and the days of the record."""
    tables = {name: known(name) for name in TABLES}
    found = find(measure)
    return counted(tables, found)["date"].to_numpy(), covered(tables, found, None)


def count(measure: str, window: Span) -> int | None:
    """Count a measure in a window, both ends included; None where the record has no day of it."""
    dates, record = recorded(measure)
    span = window.cut(record)
    if span.days == 0:
        return None
    first, last = np.datetime64(span.first), np.datetime64(span.last)
    return int(((dates >= first) & (dates <= last)).sum())


def most(measure: str, days: int) -> int:
    """Find the most that any window of so many days holds in the record."""
    dates, _ = recorded(measure)
    ends = np.searchsorted(dates, dates + np.timedelta64(days, "D"))
    return int((ends - np.arange(len(dates))).max())


def cut_short(measure: str, window: Span) -> str:
    """Say where the record cuts a window short; empty where it does not."""
    return remark(window, recorded(measure)[1])
