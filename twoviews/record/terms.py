"""Pick the terms of an office and the rows that fall in each."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import pandas as pd

from twoviews.errors import unknown
from twoviews.record.measures import Measure, RecordError, Tables, counted, table
from twoviews.record.spans import Span, covered, remark


def terms(tables: Tables, country: str, only: Iterable[str] | None = None) -> pd.DataFrame:
    """Pick the terms of one country's office, all or those of the leader ids given."""
    leaders = table(tables, "leaders", "leader_id", "country", "name", "start", "end")
    countries = list(leaders["country"].unique())
    if country not in countries:
        raise RecordError(f"There is no country {country!r}. {unknown(country, countries)}")
    own = leaders[leaders["country"] == country]
    known = list(own["leader_id"])
    chosen = known if only is None else [only] if isinstance(only, str) else list(only)
    for leader_id in chosen:
        if leader_id not in known:
            near = unknown(leader_id, known)
            raise RecordError(f"There is no leader {leader_id!r} of {country}. {near}")
    return own[own["leader_id"].isin(chosen)]


def each_term(
    tables: Tables,
    measure: Measure,
    country: str,
    only: Iterable[str] | None,
    until: str | date | None,
) -> Iterator[tuple[dict, pd.DataFrame, Span, str]]:
    """Go through the terms: who, the rows counted, the days counted, and where they were cut.

    Rows that name terms of this country (leader_id) belong to the term that they name: on the
    day of a handover the date alone does not tell. Other countries' rows are placed by date.
    """
    held, chosen = terms(tables, country), terms(tables, country, only)
    record, rows = covered(tables, measure, until), counted(tables, measure)
    named = tables[measure.checked]["leader_id"].isin(held["leader_id"]).any()
    for term in chosen.itertuples() if record else ():
        wanted = whole(term, record)
        span = wanted.cut(record)
        own = rows["leader_id"] == term.leader_id if named else span.holds(rows["date"])
        kept = rows[own & record.holds(rows["date"])]
        who = {"leader_id": term.leader_id, "name": term.name}
        yield who, kept, span, remark(wanted, record)


def whole(term: NamedTuple, record: Span) -> Span:
    """Give the first and the last day of a term; one that has no end yet outlasts the record."""
    open_end = record.last + pd.Timedelta(days=1)
    return Span(term.start, open_end if pd.isna(term.end) else term.end)
