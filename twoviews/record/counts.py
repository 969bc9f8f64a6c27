"""Count a measure by term and by calendar year: tables in, tables out.

Every table has the raw total and the rate per year side by side. `tables` maps names to
whole tables: launches, nuclear_tests, events and leaders, as far as the measure needs them.
"""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from twoviews.record.figures import figures, nothing, shown
from twoviews.record.measures import Tables, counted, find
from twoviews.record.spans import DAYS_IN_A_YEAR, Span, covered, remark
from twoviews.record.terms import each_term


def per_term(
    tables: Tables,
    measure: str,
    country: str,
    only: Iterable[str] | None = None,
    until: str | date | None = None,
) -> pd.DataFrame:
    """Count a measure in each term of a country's office.

    A row of the record belongs to the term that it names (leader_id). Where the rows name
    no term of this country they are placed by date, and a day that two terms share counts
    in both.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        leaders, the measure's own table, and for all but launches also events: its last row
        tells up to which day the record was checked.
    measure : str
        One of `MEASURES`.
    country : str
        A country of the leaders table.
    only : iterable of str, optional
        The leader ids wanted; all when left out.
    until : day, optional
        Last verified day of the record; the day of its last row when left out. The term
        that is still running is counted up to it.

    Returns
    -------
    DataFrame
        One row per term: measure, leader_id, name, first_day and last_day counted, years
        (of 365.25 days), total (in `unit`), per_year (total for one year of term),
        preliminary (how much of the total is preliminary), unit, not_counted, note.

    Raises
    ------
    RecordError
        When the measure, country or leader is not known, or a table is missing.

    Examples
    --------
    >>> from twoviews.data import load
    >>> tables = {name: load(name) for name in ["launches", "leaders"]}
    >>> counted = per_term(tables, "launches", "US", only=["trump1", "biden"])
    >>> counted[["leader_id", "years", "total", "per_year"]].values.tolist()
    [['trump1', 4.0, 57, 14.25], ['biden', 4.0, 152, 38.0]]
    """
    found, made = find(measure), []
    for who, rows, span, note in each_term(tables, found, country, only, until):
        years = (span.last - span.first).days / DAYS_IN_A_YEAR
        made.append(who | figures(found, rows, span, years, note))
    return shown(made, ["leader_id", "name"], nothing(found))


def per_year(tables: Tables, measure: str, until: str | date | None = None) -> pd.DataFrame:
    """Count a measure in each calendar year of the record, years without any included.

    Parameters
    ----------
    tables, measure, until
        As for `per_term`.

    Returns
    -------
    DataFrame
        One row per calendar year: measure, year, then as for `per_term`. `years` is the
        share of the year that the record covers, per_year what that makes for a whole one.

    Examples
    --------
    >>> from twoviews.data import load
    >>> tables = {name: load(name) for name in ["launches", "leaders"]}
    >>> per_year(tables, "launches").query("year == 2022")["total"].tolist()
    [69]
    """
    found = find(measure)
    record, rows, made = covered(tables, found, until), counted(tables, found), []
    for year in range(record.first.year, record.last.year + 1) if record else ():
        wanted = Span(pd.Timestamp(year, 1, 1), pd.Timestamp(year, 12, 31))
        span = wanted.cut(record)
        own = rows[span.holds(rows["date"])]
        share = span.days / wanted.days
        made.append({"year": year} | figures(found, own, span, share, remark(wanted, record)))
    return shown(made, ["year"], nothing(found))
