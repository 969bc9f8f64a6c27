"""Questions that ask for a consistency matrix: ratings, counts, what leads and what decides."""

import re
from functools import partial
from typing import Any

from twoviews.checks.parts import Part, Task, entry, fill, items, labels
from twoviews.checks.plain import Unreadable, label, number, of, quoted
from twoviews.checks.shapes import ALMOST, mapping, sequence
from twoviews.checks.tasks.cited import read_event
from twoviews.checks.tasks.labelled import choose
from twoviews.checks.tasks.weighed import Answer, asked, ideas, judge_matrix
from twoviews.scoring.ratings import RATINGS

LEAST, DECIDES, NONE = "least", "decides", "none"
APART = re.compile(r"[\s,;/|]+")
SHAPE = '{"event": "CIN", "first_article": [0, 1, 0], "least": ["idea"], "decides": ["event"]}'
MARKS = {mark.lower(): mark for mark in RATINGS.values()} | RATINGS


def read_matrix(answer: Any, question: str, variable: str) -> dict[str, Part]:
    """Read ratings, counts and what both come to, with what is said of each article's part."""
    given = mapping(answer, variable, SHAPE)
    return {article_id: read_own(given, question, variable, article_id) for article_id in labels()}


def read_own(given: dict, question: str, variable: str, article_id: str) -> Part:
    """Read what concerns one article; the ratings of the others belong to the matrix too."""
    title, every = labels()[article_id], asked(question)
    ratings, _ = fill(given, every, variable, "ratings", read_row)
    _, faults = fill(given, items(question, article_id)["item"], variable, "ratings", read_row)
    own = {article_id: entry(given, article_id, title)}
    counts, missing = fill(own, own, variable, "counts", read_counts)
    least, lacking = fill(given, [LEAST], variable, "idea", read_least)
    decides, open_ = fill(given, [DECIDES], variable, "event", partial(read_deciding, every=every))
    answer = Answer(ratings, counts.get(article_id), least.get(LEAST), decides.get(DECIDES))
    summary = f"{title}: its ratings and counts can be read, and so can the two conclusions."
    return Part(answer, (*faults, *missing, *lacking, *open_), summary)


def by_idea(value: Any, where: str) -> list:
    """Take a row apart: a list in the order of the ideas, or a dictionary by idea."""
    if of(value, dict, *ALMOST):
        row = mapping(value, where, "{}")
        return [entry(row, idea) for idea in ideas()]
    return sequence(value, where)


def read_row(value: Any, where: str) -> list[str]:
    """Read the ratings of one event: letters in a row, or a list of letters or words."""
    if type(value) is str:
        parts = APART.split(label(value, where, '"CIN"').strip())
        written = parts if len(parts) > 1 else list(parts[0])
    else:
        written = by_idea(value, where)
    marks = [MARKS.get(mark.strip().lower()) for mark in written if type(mark) is str]
    if len(marks) == len(written) == len(ideas()) and None not in marks:
        return marks
    shown = quoted(value) if type(value) is str else "no such row"
    raise Unreadable(
        f"{where} is {shown}; write {len(ideas())} letters, each C, I or N: "
        f"one for each of {', '.join(ideas())}, in this order."
    )


def read_counts(value: Any, where: str) -> list[int]:
    """Read one whole number for each idea."""
    counts = [number(count) for count in by_idea(value, where)]
    if len(counts) == len(ideas()) and all(
        count is not None and count >= 0 and count.is_integer() for count in counts
    ):
        return [int(count) for count in counts]
    raise Unreadable(
        f"{where} must be {len(ideas())} whole numbers in a list, one for each of "
        f"{', '.join(ideas())}, in this order."
    )


def named(value: Any, where: str) -> list:
    """Read one name or a list of names."""
    return [value] if type(value) is str else sequence(value, where)


def read_least(value: Any, where: str) -> list[str]:
    """Read the names of ideas."""
    return [
        choose(label(name, where, '"idea"'), where, ideas(), "idea") for name in named(value, where)
    ]


def read_deciding(value: Any, where: str, every: list[str]) -> list[str]:
    """Read the events that decide; "none" stands for none."""
    names = [label(name, where, '"E001"') for name in named(value, where)]
    if [name.strip().lower() for name in names] == [NONE]:
        return []
    found = [read_event(name, where) for name in names]
    strange = [event for event in found if event not in every]
    if strange:
        known = ", ".join(every)
        raise Unreadable(f"{where} has {strange[0]}; the events to choose from are {known}.")
    return found


MATRIX = Task(
    "q4_matrix",
    partial(read_matrix, question="ex4.q4", variable="q4_matrix"),
    partial(judge_matrix, question="ex4.q4"),
)
