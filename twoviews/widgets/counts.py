"""Count the record for a panel: the rows of `twoviews.record` with their words."""

from collections.abc import Mapping

import pandas as pd

from twoviews import record

BY = {"term": "term of office", "year": "calendar year", "event": "days around an event"}
KINDS = ("not preliminary", "partly preliminary", "all preliminary")


def count(
    given: Mapping[str, pd.DataFrame], country: str, measure: str, by: str, event: str, days: int
) -> pd.DataFrame:
    """Count a measure by term, by year or around an event, with words for each row.

    Parameters
    ----------
    given, measure, country, event, days
        As `tables`, `measure`, `country`, `event_id` and the length of both windows for the
        functions of `record`.
    by : str
        One of `BY`.

    Returns
    -------
    DataFrame
        One row per term, calendar year or side of the event, as the functions of `record`
        give it, and: label, length (in words), kind (one of `KINDS`), by term also pause
        (the longest, in words).

    Examples
    --------
    >>> from twoviews import data
    >>> given = {name: data.load(name) for name in ["launches", "events", "leaders"]}
    >>> counted = count(given, "US", "launches", "event", "E044", 365)
    >>> counted[["label", "total", "length"]].values.tolist()[0]
    ['before', 8, '365 days']
    """
    if by == "term":
        counted = record.per_term(given, measure, country)
        pauses = record.longest_pause_per_term(given, measure, country)
        return worded(counted.assign(pause=paused(pauses)), counted["name"])
    if by == "year":
        counted = record.per_year(given, measure)
        return worded(counted, counted["year"].astype(str))
    counted = record.per_window(given, measure, event, days, days)
    return worded(counted, counted["side"].replace("event", "the event itself"))


def whole_pause(given: Mapping[str, pd.DataFrame], counted: pd.DataFrame) -> pd.DataFrame:
    """Find the longest pause in all days of a count; no row where its own rows tell, or none."""
    days = counted.dropna(subset=["first_day", "last_day"])
    if days.empty or "pause" in counted:
        return days[:0]
    ends = days["first_day"].min(), days["last_day"].max()
    return record.longest_pause(given, days["measure"].iloc[0], *ends)


def worded(counted: pd.DataFrame, labels: pd.Series) -> pd.DataFrame:
    """Add to each row its label, the length of its span and its kind in words."""
    rows = list(counted.itertuples())
    return counted.assign(
        label=labels, length=[length(row) for row in rows], kind=[kind(row) for row in rows]
    )


def length(row) -> str:
    """Say how long a span is: a window in days, a term or a year in years."""
    if pd.isna(row.total):
        return "not in the record"
    number, unit = (row.days, "day") if hasattr(row, "side") else (row.years, "year")
    return f"{number:,g} {unit}{'' if number == 1 else 's'}"


def kind(row) -> str:
    """Tell whether none, all or a part of a total is preliminary."""
    if pd.isna(row.total) or row.preliminary == 0:
        return KINDS[0]
    return KINDS[2] if row.preliminary == row.total else KINDS[1]


def paused(pauses: pd.DataFrame) -> list[str]:
    """Say the longest pause of each row in words."""
    return [
        f"{row.days:,} days, {row.pause_from:%Y-%m-%d} to {row.pause_to:%Y-%m-%d}"
        if pd.notna(row.days)
        else "none: fewer than two such days"
        for row in pauses.itertuples()
    ]
