"""Name what can be counted in the record, in which unit, and what the count leaves out."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from twoviews.errors import PlainError, unknown

Tables = Mapping[str, pd.DataFrame]


class RecordError(PlainError):
    """Say in one sentence what the record cannot answer, and what to ask instead."""


@dataclass(frozen=True)
class Measure:
    """Something that the record lets you count.

    `table` holds the rows and `only`, a column and its value, picks some of them. The first
    and the last day of the record are taken from the table `checked`: a table of rare events
    does not show by its last row how far it was checked.
    """

    name: str
    table: str
    unit: str
    one: str
    not_counted: str
    only: tuple[str, str] | None = None
    by_day: bool = False
    checked: str = "events"


OTHER_ARMS = (
    "Only ballistic missiles and space launchers are counted; low-flying, anti-ship and "
    "air-defence missiles and artillery rockets are not."
)
LISTED = (
    "Only what the list of events holds is counted; {}. "
    "An event known to the month only stands on its first day."
)

MEASURES = {
    measure.name: measure
    for measure in (
        Measure("launches", "launches", "missiles", "a launch", OTHER_ARMS, checked="launches"),
        Measure(
            "launch days",
            "launches",
            "days with a launch",
            "a launch",
            f"A day with many missiles counts once. {OTHER_ARMS}",
            by_day=True,
            checked="launches",
        ),
        Measure(
            "ICBM launches",
            "launches",
            "intercontinental ballistic missiles",
            "an ICBM launch",
            "Space launchers, shorter ranges and types not established are not counted.",
            only=("class", "ICBM"),
            checked="launches",
        ),
        Measure(
            "nuclear tests",
            "nuclear_tests",
            "nuclear tests",
            "a nuclear test",
            "Tests of parts of a weapon and tests without a nuclear yield are not counted.",
        ),
        Measure(
            "summits",
            "events",
            "meetings of leaders",
            "a summit",
            LISTED.format("whoever met whom counts the same"),
            only=("category", "summit"),
        ),
        Measure(
            "talks",
            "events",
            "contacts below leaders",
            "talks",
            LISTED.format("an approach left unanswered counts too"),
            only=("category", "talks"),
        ),
        Measure(
            "sanctions",
            "events",
            "events about sanctions",
            "a step on sanctions",
            LISTED.format("a veto counts too, measures of single countries do not"),
            only=("category", "sanctions"),
        ),
    )
}


def find(measure: str) -> Measure:
    """Pick a measure by its name, or name the known ones.

    Examples
    --------
    >>> find("launch days").unit
    'days with a launch'
    """
    if measure not in MEASURES:
        raise RecordError(f"There is no measure {measure!r}. {unknown(measure, MEASURES)}")
    return MEASURES[measure]


def table(tables: Tables, name: str, *columns: str) -> pd.DataFrame:
    """Take a table out of those given and hold that it has the columns needed."""
    if name not in tables:
        raise RecordError(f"The table {name} is missing: give it with the others, under this name.")
    lost = [column for column in columns if column not in tables[name]]
    if lost:
        raise RecordError(f"The table {name} has no column {lost[0]}: give the whole table.")
    for column in {"date", "start", "end"}.intersection(columns):
        if not pd.api.types.is_datetime64_any_dtype(tables[name][column]):
            raise RecordError(
                f"The column {column} of {name} holds no dates: load the table with twoviews.data."
            )
    return tables[name]


def counted(tables: Tables, measure: Measure) -> pd.DataFrame:
    """List what a measure counts.

    Returns
    -------
    DataFrame
        One row per thing counted, by day: date, leader_id, preliminary (true where the
        row, or any row of a day, is a preliminary entry).
    """
    column, value = measure.only or ("date", None)
    rows = table(tables, measure.table, "date", "leader_id", column)
    kept = rows[rows[column] == value] if measure.only else rows
    kept = kept.assign(preliminary=kept.get("preliminary", False))
    kept = kept[["date", "leader_id", "preliminary"]]
    if measure.by_day:
        each = {"leader_id": "first", "preliminary": "any"}
        kept = kept.groupby("date", as_index=False).agg(each)
    return kept.sort_values("date", kind="stable", ignore_index=True)
