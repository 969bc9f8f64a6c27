"""Questions that ask for a table of figures: one row per term of office, totals beside rates."""

from collections.abc import Iterator
from functools import cache, partial
from typing import Any

import pandas as pd

from twoviews.checks.names import Names
from twoviews.checks.parts import Part, Share, Task, entry, known, labels
from twoviews.checks.plain import Unreadable, kind, number, scalar
from twoviews.checks.shapes import table
from twoviews.checks.tasks.counts import TABLES
from twoviews.record import per_term

TERM = "leader_id"
COLUMNS = {  # how far a figure may be off, and what to look at where it is
    "years": (0.05, "a term runs from its start to its end; divide the days by 365.25"),
    "launches": (0.0, "in the table launches one row is one missile"),
    "launches_per_year": (0.1, "divide the launches of a term by its years"),
    "nuclear_tests": (0.0, "in the table nuclear_tests one row is one test; no row means 0"),
}
ROWS = (TERM, "index", "name", "president", "term")  # where the terms may stand
Cells = dict[tuple[str, str], float]  # figures by term and column


@cache
def terms(article_id: str) -> tuple[str, ...]:
    """Give the term before the one that an article looks ahead to, and this one."""
    leaders = known("leaders").set_index(TERM)
    own = known("articles").set_index("article_id").at[article_id, TERM]
    earlier = leaders[leaders["country"] == leaders.at[own, "country"]].sort_values("start")
    return tuple(earlier.index[earlier["start"] <= leaders.at[own, "start"]][-2:])


def wanted() -> list[str]:
    """List the terms that the articles need, each once."""
    return list(dict.fromkeys(term for article_id in labels() for term in terms(article_id)))


@cache
def term_names() -> Names:
    """Know each term by its id, by the holder's name and by the last name."""
    rows = known("leaders").set_index(TERM).loc[wanted()].reset_index()
    short = rows["name"].str.split(" (", regex=False).str[0]
    aliases = [[name, name.split()[-1]] for name in short]
    return Names(pd.DataFrame({"actor_id": rows[TERM], "name": rows[TERM], "aliases": aliases}))


def read_figures(answer: Any, variable: str) -> dict[str, Part]:
    """Read the row of each term, then its figures."""
    columns = table(answer, variable)
    rows, problems = find_rows(columns, variable)
    return {
        article_id: read_cells(columns, variable, rows, problems, article_id)
        for article_id in labels()
    }


def find_rows(columns: dict[str, list], variable: str) -> tuple[dict[str, int], list[str]]:
    """Find the row of each term by its label; rows of other terms are left alone."""
    for name in ROWS:
        written = [scalar(value) for value in entry(columns, name) or []]
        spoken = [term_names().find(text) if type(text) is str else None for text in written]
        if any(spoken):
            twice = [term for term in wanted() if spoken.count(term) > 1]
            told = [f"{variable} has {term} twice; keep one row each." for term in twice]
            return {term: spoken.index(term) for term in wanted() if term in spoken}, told
    raise Unreadable(
        f"{variable} names no term; put {', '.join(wanted())} into the index, "
        f'or into a column "{TERM}".'
    )


def read_cells(
    columns: dict[str, list],
    variable: str,
    rows: dict[str, int],
    problems: list[str],
    article_id: str,
) -> Part:
    """Read the figures of one article's terms."""
    cells, own = {}, [term for term in terms(article_id) if term in rows]
    lacking = [term for term in terms(article_id) if term not in rows]
    problems = [*problems, *(f"{variable} has no row for {term}." for term in lacking)]
    for name in COLUMNS:
        column = entry(columns, name)
        if column is None:
            problems.append(f'{variable} has no column "{name}"; add one of that name.')
            continue
        found = {term: number(column[rows[term]]) for term in own}
        cells |= {(term, name): value for term, value in found.items() if value is not None}
        bad = {term: scalar(column[rows[term]]) for term in own if found[term] is None}
        problems += [lack(f'{variable}["{name}"]', term, bad[term]) for term in bad]
    summary = f"{labels()[article_id]}: {len(COLUMNS)} numbers for each of {' and '.join(own)}."
    return Part(cells, tuple(problems), summary)


def lack(where: str, term: str, value: Any) -> str:
    """Say what stands in the place of a number."""
    if value is None or value is pd.NA or type(value) is float:
        return f"{where} has no number for {term}; if a term has no rows, fillna(0) writes 0."
    return f"{where} has {kind(value)} for {term}; write a number."


@cache
def right_figures() -> Cells:
    """Take the figures of the terms from the record."""
    tables, cells = {name: known(name) for name in TABLES}, {}
    country = known("leaders").set_index(TERM).at[wanted()[0], "country"]
    for measure in ("launches", "nuclear tests"):
        for row in per_term(tables, measure, country, wanted()).itertuples():
            name = measure.replace(" ", "_")
            cells[row.leader_id, name] = float(row.total)
            cells[row.leader_id, f"{name}_per_year"] = row.per_year
            cells[row.leader_id, "years"] = row.years
    return cells


def judge_figures(article_id: str, cells: Cells) -> Share:
    """Count the figures that are right, to within what each may be off."""
    places = [(term, name) for name in COLUMNS for term in terms(article_id)]
    hits = [place for place in places if place in cells and close(place, cells[place])]
    off = [place for place in places if place in cells and place not in hits]
    return Share(len(hits) / len(places), tuple(say(article_id, len(hits), off, cells)))


def close(place: tuple[str, str], value: float) -> bool:
    """Tell whether a figure is near enough."""
    return abs(value - right_figures()[place]) <= COLUMNS[place[1]][0] + 1e-9


def say(article_id: str, hits: int, off: list[tuple[str, str]], cells: Cells) -> Iterator[str]:
    """Say how many figures are right, and what to look at where one is not."""
    own = terms(article_id)
    number = len(COLUMNS) * len(own)
    yield f"{labels()[article_id]} ({' and '.join(own)}): {hits} of {number} figures right."
    for name, (_, advice) in COLUMNS.items():
        wrong = [term for term, column in off if column == name]
        if wrong:
            yield f'Look again at "{name}" of {", ".join(wrong)}: {advice}.'
    if cells and not any(name == "launches_per_year" for _, name in cells):
        yield "Totals alone do not compare terms of different length."


FIGURES = Task("q3_rates", partial(read_figures, variable="q3_rates"), judge_figures)
