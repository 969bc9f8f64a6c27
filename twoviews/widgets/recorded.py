"""Write counts of the record as HTML: bars beside their table, each total beside its rate."""

from collections.abc import Mapping
from html import escape

import pandas as pd

from twoviews import record
from twoviews.widgets import charts, tables
from twoviews.widgets.counts import KINDS, count, paused

FIGURES = {"per_year": "rate per year", "total": "raw total"}
HEADS = {
    "label": "span",
    "first_day": "from",
    "last_day": "to",
    "length": "length",
    "total": "total",
    "per_year": "rate per year",
    "preliminary": "of it preliminary",
    "pause": "longest pause",
    "note": "remark",
}
MOST_SAID = 5  # rows that a status line can hold
SHORT = (
    "the rate of less than a year is stretched to a whole year; a few launches more change it much."
)

STYLE = f"""{charts.STYLE}{tables.STYLE}<style>
.tv-beside {{align-items: flex-start; display: flex; flex-flow: row wrap; gap: 0 2em}}
.tv-beside > * {{max-width: 100%; overflow-x: auto}}
</style>"""


def figures(row, figure: str) -> str:
    """Say total, length and rate together, the chosen figure first."""
    if pd.isna(row.total):
        return row.length
    rate = "no rate" if pd.isna(row.per_year) else f"{row.per_year:g} a year"
    total = f"{row.total} in {row.length}"
    first, second = (total, rate) if figure == "total" else (rate, total)
    told = f"{row.total}" if row.length == "1 year" else f"{first} ({second})"
    return told + (f", {row.preliminary} preliminary" if row.preliminary else "")


def drawn(counted: pd.DataFrame, figure: str, title: str) -> str:
    """Draw the bars of a count, with total, length and rate above each."""
    told = [figures(row, figure) for row in counted.itertuples()]
    frame = counted[["label", "kind"]].assign(value=counted[figure], text=told)
    unit = counted["unit"].iloc[0] + (" a year" if figure == "per_year" else "")
    kinds = KINDS if frame["kind"].ne(KINDS[0]).any() else ()
    return charts.bars(frame, f"{title}: {FIGURES[figure]}", unit, kinds)


def listed(counted: pd.DataFrame, caption: str) -> str:
    """Write the table of a count: total, length and rate, a remark where there is one."""
    heads = [name for name in HEADS if name in counted and counted[name].ne("").any()]
    lines = {", ": ",\n", " to ": "\nto\N{NO-BREAK SPACE}"}
    shown = counted[heads].replace({"note": {"": "none"}})
    if "pause" in shown:
        shown["pause"] = shown["pause"].replace(lines, regex=True)
    return tables.table(shown.rename(columns=HEADS), caption)


def said(counted: pd.DataFrame, title: str, figure: str) -> str:
    """Say the result of a count in a sentence or two, as a screen reader reads it out."""
    rows = counted[counted[figure].notna()]
    if len(rows) > MOST_SAID:
        rows, title = rows.loc[[rows[figure].idxmax()]], f"{title}, highest"
    told = "; ".join(f"{row.label} {figures(row, figure)}" for row in rows.itertuples())
    years = counted["years"].dropna()
    unequal = (
        f" The spans last {years.min():g} to {years.max():g} years: compare rates, not totals."
    )
    return f"{title}: {told or 'not in the record'}.{unequal if years.nunique() > 1 else ''}"


def explained(counted: pd.DataFrame, pauses: pd.DataFrame) -> str:
    """Say the unit, what is not counted, the longest pause, and what a short span is worth."""
    first = counted.iloc[0]
    told = {"Unit": f"{first['unit']}.", "Not counted": first["not_counted"]}
    if len(pauses):
        told["Longest pause in all these days"] = f"{paused(pauses)[0]}."
    if counted["years"].min() < 1:
        told["Careful"] = SHORT
    items = [f"<li><strong>{name}:</strong> {escape(text)}</li>" for name, text in told.items()]
    return f"<ul>{''.join(items)}</ul>"


def record_twin(given: Mapping[str, pd.DataFrame], country: str) -> str:
    """Write what the record panel can show by term and by year as folded tables.

    Parameters
    ----------
    given, country
        As `tables` and `country` for `RecordPanel`.

    Returns
    -------
    str
        HTML without a blank line, so that it can stand in a Markdown cell.
    """
    terms = [count(given, country, measure, "term", "", 0) for measure in record.MEASURES]
    named = [frame.assign(label=frame["measure"] + ": " + frame["label"]) for frame in terms]
    meant = pd.concat(terms).drop_duplicates("measure")[["measure", "unit", "not_counted"]]
    parts = (
        listed(pd.concat(named), "Each measure by term of office"),
        tables.table(by_year(given, country), "Raw totals by calendar year"),
        tables.table(meant, "What is counted"),
        "<p>The days around an event are in the panel only.</p>",
    )
    return f"<details><summary>The panel as tables</summary>{''.join(parts)}</details>"


def by_year(given: Mapping[str, pd.DataFrame], country: str) -> pd.DataFrame:
    """Put the yearly totals of all measures side by side; a year that is cut says so."""
    counted = pd.concat(count(given, country, name, "year", "", 0) for name in record.MEASURES)
    cut = counted.loc[counted["years"] < 1, "label"].unique()
    totals = counted.pivot(index="label", columns="measure", values="total")
    years = [f"{year} (in part)" if year in cut else year for year in totals.index]
    return totals[list(record.MEASURES)].assign(year=years)[["year", *record.MEASURES]]
