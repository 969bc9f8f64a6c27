"""Questions that ask for some numbers of each article, right within a tolerance."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

import pandas as pd

from twoviews.checks.parts import Part, Share, Task, entry, fill, labels
from twoviews.checks.plain import LONGEST, SHOWN, Unreadable, empty, kind, number, of, quoted
from twoviews.checks.shapes import heading, mapping, table

TOLERANCE = 0.005  # so that two decimals are enough
SHAPE = '{"first_article": {"name": 0.1}, "second_article": {"name": 0.2}}'
Cells = dict[str, dict[str, Any]]  # by row, then by column


class Figure(NamedTuple):
    """The values that are right, and what common mistakes give, with a sentence on each."""

    right: tuple[float, ...]
    slips: dict[str, float]


Key = Callable[[str, dict[str, float]], dict[str, Figure]]  # by article, and what was given


def read_figures(answer: Any, variable: str, key: Key) -> dict[str, Part]:
    """Read the numbers of each article out of a table or of dictionaries."""
    given, faults = cells(answer, variable)
    return {
        article_id: read_own(
            entry(given, article_id, title) or {},
            entry(faults, article_id, title),
            f'{variable}["{article_id}"]',
            list(key(article_id, {})),
            title,
        )
        for article_id, title in labels().items()
    }


def read_own(own: dict, fault: str | None, where: str, wanted: list[str], title: str) -> Part:
    """Read the numbers of one article."""
    if fault:
        return Part({}, (fault,), "")
    values, problems = fill(own, wanted, where, "number", figure)
    return Part(values, tuple(problems), f"{title}: a number for {', '.join(wanted)}.")


def figure(value: Any, where: str) -> float:
    """Read one number; text such as "0.12" will do."""
    found = number(value)
    if type(value) is str and len(value) <= LONGEST:
        try:
            found = number(float(value.strip().replace(",", ".")))
        except ValueError:
            found = None
    if found is None:
        shown = quoted(value) if type(value) is str else kind(value)
        raise Unreadable(f"{where} is {shown}; write a number that can be a score, such as 0.12.")
    return found


def cells(answer: Any, variable: str) -> tuple[Cells, dict[str, str]]:
    """Lay an answer out with a row for each article; give a sentence for a row of no use."""
    faults: dict[str, str] = {}
    if of(answer, pd.DataFrame, pd.Series):
        rows = by_row(answer, variable)
    else:
        rows = {}
        for key, value in mapping(answer, variable, SHAPE).items():
            try:
                rows[key] = row(value, f'{variable}["{key[:SHOWN]}"]')
            except Unreadable as problem:
                faults[key] = str(problem)
    found = any(entry(rows | faults, article_id, title) for article_id, title in labels().items())
    return (rows if found else turned(rows)), faults


def row(value: Any, where: str) -> dict[str, Any]:
    """Read what stands under one key: a dictionary of numbers, or a column with an index."""
    if type(value) is pd.Series:
        return next(iter(turned(by_row(value, where)).values()), {})
    return {} if empty(value) else mapping(value, where, '{"name": 0.1}')


def by_row(value: pd.DataFrame | pd.Series, where: str) -> Cells:
    """Take a table or a column apart by the first of its columns in which all is text."""
    if type(value) is pd.Series:
        value = pd.DataFrame({value.name if heading(value.name) else "value": value})
    columns = table(value, where)
    names = [name for name, column in columns.items() if column and all(map(heading, column))]
    called = columns[names[0]] if names else []
    twice = [name for name in called if called.count(name) > 1]
    if twice:
        raise Unreadable(f"{where} has {quoted(twice[0])} in several rows; make one row of them.")
    kept = {name: column for name, column in columns.items() if name not in names}
    rows = enumerate(called)
    return {key: {name: column[i] for name, column in kept.items()} for i, key in rows}


def turned(rows: Cells) -> Cells:
    """Exchange rows and columns."""
    columns = dict.fromkeys(name for row in rows.values() for name in row)
    return {name: {key: row.get(name) for key, row in rows.items()} for name in columns}


def judge_figures(article_id: str, given: dict[str, float], key: Key) -> Share:
    """Count the numbers that are right within the tolerance."""
    wanted = key(article_id, given)
    hits = [name for name, each in wanted.items() if name in given and near(given[name], each)]
    return Share(len(hits) / len(wanted), tuple(say_figures(article_id, given, wanted, hits)))


def near(value: float, figure: Figure) -> bool:
    """Tell whether a number is one of the right ones, or as near as two decimals bring it."""
    return any(abs(value - right) <= TOLERANCE + 1e-9 for right in figure.right)


def say_figures(article_id: str, given: dict, wanted: dict, hits: list[str]) -> Iterator[str]:
    """Say which numbers are right, and of the others what they look like."""
    title = labels()[article_id]
    listed = f": {', '.join(hits)}" if hits else ""
    yield f"{title}: {len(hits)} of {len(wanted)} numbers right{listed}."
    for name in (name for name in wanted if name in given and name not in hits):
        value, slips = given[name], wanted[name].slips.items()
        likely = [slip for slip, wrong in slips if abs(value - wrong) <= TOLERANCE]
        yield f"{title}, {name}: {value:g} {likely[0] if likely else 'is not right'}."


def task(variable: str, key: Key) -> Task:
    """Put together how one such question is read and judged."""
    return Task(
        variable,
        partial(read_figures, variable=variable, key=key),
        partial(judge_figures, key=key),
    )
