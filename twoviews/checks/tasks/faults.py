"""Questions that ask which statement of fact does not hold, and which event speaks against it."""

from collections.abc import Iterator
from functools import cache, partial
from typing import Any

import pandas as pd

from twoviews.checks.parts import Part, Share, Task, entry, items, known, labels
from twoviews.checks.plain import Unreadable, day, label
from twoviews.checks.shapes import mapping
from twoviews.checks.tasks.cited import read_event
from twoviews.checks.tasks.labelled import choose

SHAPE = '{"claim": "…", "event": "E…", "date": "1999-12-31"}'
WORTH = {"claim": 0.5, "event": 0.25, "date": 0.25}
DAY = pd.Timedelta(days=1)  # a date may be off by one: it is not the same day everywhere


def read_faults(answer: Any, question: str, variable: str) -> dict[str, Part]:
    """Read a claim, an event and a date for each article."""
    given = mapping(answer, variable, f'{{"article": {SHAPE}}}')
    found = {}
    for article_id, title in labels().items():
        where = f'{variable}["{article_id}"]'
        try:
            fields = mapping(entry(given, article_id, title), where, SHAPE)
            found[article_id] = read_fault(fields, where, items(question, article_id)["item"])
        except Unreadable as problem:
            found[article_id] = Part({}, (str(problem),), "")
    return found


def read_fault(fields: dict, where: str, claims: pd.Series) -> Part:
    """Read what is said of one article, and a sentence for each part that cannot be read."""
    readers = {
        "claim": lambda value, place: choose(label(value, place, '"…"'), place, claims, "claim"),
        "event": read_event,
        "date": day,
    }
    values, problems = {}, []
    for name, read in readers.items():
        try:
            values[name] = read(entry(fields, name), f'{where}["{name}"]')
        except Unreadable as problem:
            problems.append(str(problem))
    return Part(values, tuple(problems), f"{where}: a claim of the list, a known event and a day.")


@cache
def against(article_id: str, question: str) -> pd.DataFrame:
    """List the events that speak against a statement listed, and whether they came before."""
    rows, asked = known("evidence"), items(question, article_id)["claim_id"]
    rows = rows[rows["claim_id"].isin(asked) & (rows["bears"] == "contradicts")]
    rows = rows.merge(known("events")[["event_id", "date"]], on="event_id")
    first = known("articles").set_index("article_id").at[article_id, "published_from"]
    return rows.assign(earlier=rows["date"] < first)


def judge_fault(article_id: str, values: dict[str, Any], question: str) -> Share:
    """Give half for the statement, a quarter for the event and a quarter for its date."""
    rows = against(article_id, question)
    claim = values.get("claim") in set(rows.loc[rows["earlier"], "claim_id"])
    about = rows[rows["claim_id"] == values["claim"]] if claim else rows
    own = about[about["event_id"] == values.get("event")]
    date = near(values.get("date"), about["date"])
    parts = {"claim": claim, "event": own["earlier"].any(), "date": date}
    earned = sum(WORTH[name] for name, right in parts.items() if right)
    said = say(values, parts, own)
    return Share(earned, tuple(f"{labels()[article_id]}: {sentence}" for sentence in said))


def near(given: Any, dates: pd.Series) -> bool:
    """Tell whether a day is that of one of the events, or next to it."""
    return given is not None and bool(((dates - pd.Timestamp(given)).abs() <= DAY).any())


def say(values: dict[str, Any], parts: dict[str, bool], own: pd.DataFrame) -> Iterator[str]:
    """Say which parts are right, and what to look at where one is not."""
    right = [name for name in parts if parts[name]]
    yield f"right: {', '.join(right) or 'nothing yet'}."
    if "claim" in values and not parts["claim"]:
        yield f"no earlier event in the tables speaks against {values['claim']}; take another."
    if "event" in values and own.empty:
        target = values["claim"] if parts["claim"] else "any statement of the list"
        yield f"{values['event']} does not speak against {target}."
    elif "event" in values and not parts["event"]:
        yield f"{values['event']} may be later than the article; find an event that is not."
    if "date" in values and not parts["date"]:
        yield "the date is not that of such an event; look the event up."


FAULTS = Task(
    "q5_faults",
    partial(read_faults, question="ex3.q5", variable="q5_faults"),
    partial(judge_fault, question="ex3.q5"),
)
