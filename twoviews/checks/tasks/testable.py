"""Questions that ask to make a vague claim testable; the wording is run on the record at once."""

from functools import partial
from typing import Any

import pandas as pd

from twoviews.checks.names import spelling
from twoviews.checks.parts import Part, Task, entry, items, labels
from twoviews.checks.plain import Unreadable, day, empty, kind, label, number
from twoviews.checks.shapes import mapping, sequence
from twoviews.checks.tasks.cited import spelled_out
from twoviews.checks.tasks.compared import NONE, holds, read_comparison, worded
from twoviews.checks.tasks.counts import count, cut_short
from twoviews.checks.tasks.fitting import PARTS, Trial, judge_trials
from twoviews.checks.tasks.labelled import choose
from twoviews.record import MEASURES
from twoviews.record.spans import Span

SHAPE = '{"measure": "…", "comparison": "…", "threshold": 1, "window": ("…", "…")}'
LARGEST = 1000  # of a threshold


def read_trials(answer: Any, question: str, variable: str) -> dict[str, Part]:
    """Read a wording for each item of each article."""
    given = mapping(answer, variable, f'{{"item": {SHAPE}}}')
    return {article_id: read_own(given, question, variable, article_id) for article_id in labels()}


def read_own(given: dict, question: str, variable: str, article_id: str) -> Part:
    """Read the wordings of one article's claims, and run those that are whole."""
    trials, problems, ran = {}, [], []
    for item in items(question, article_id)["item"]:
        where = f'{variable}["{item}"]'
        value = entry(given, item)
        if empty(value):
            problems.append(f"{where} is missing; add it, such as {SHAPE}.")
            continue
        try:
            trials[item], faults = read_trial(value, where)
        except Unreadable as problem:
            problems.append(str(problem))
            continue
        problems += faults
        ran += [] if faults else [run(item, **trials[item])]
    return Part(trials, tuple(problems), " ".join(ran))


def read_trial(value: Any, where: str) -> tuple[Trial, list[str]]:
    """Read the four parts of a wording, and a sentence for each that has not the shape."""
    fields, trial, problems = mapping(value, where, SHAPE), {}, []
    for name, read in READERS.items():
        given = entry(fields, name)
        if name == "threshold" and trial.get("comparison") == NONE and empty(given):
            given = 0
        try:
            trial[name] = read(given, f'{where}["{name}"]')
        except Unreadable as problem:
            problems.append(str(problem))
    return trial, problems


def read_measure(value: Any, where: str) -> str:
    """Know a measure of the record again in any spelling; one or many is the same."""
    text = label(value, where, '"summits"')
    forms = {spelling(text + ending) for ending in ("", "s", "es")}
    found = next((name for name in MEASURES if spelling(name) in forms), None)
    return found or choose(text, where, MEASURES, "measure")


def read_threshold(value: Any, where: str) -> float:
    """Read the number to compare with."""
    found = number(value)
    if found is None or not 0 <= found <= LARGEST:
        shown = kind(value) if found is None else f"{found:g}"
        raise Unreadable(f"{where} is {shown}; write a number from 0 to {LARGEST}.")
    return found


def read_window(value: Any, where: str) -> Span:
    """Read the first and the last day, the earlier first or last."""
    days = sequence(value, where)
    if len(days) != 2:
        raise Unreadable(f"{where} has {len(days)} entries; write the first and the last day.")
    first, last = sorted(day(each, where) for each in days)
    return Span(pd.Timestamp(first), pd.Timestamp(last))


READERS = dict(
    zip(PARTS, (read_measure, read_comparison, read_threshold, read_window), strict=True)
)


def run(item: str, measure: str, comparison: str, threshold: float, window: Span) -> str:
    """Say what the record gives for a wording."""
    found, short = count(measure, window), cut_short(measure, window)
    if found is None:
        return f"{item}: the record cannot tell. {short}"
    outcome = "holds" if holds(comparison, threshold, found) else "does not hold"
    told = [
        f"{item}: from {spelled_out(window)} the record counts {found} {MEASURES[measure].unit}.",
        f"You ask for {worded(comparison, threshold)}, so in your wording the claim {outcome}.",
        MEASURES[measure].not_counted,
    ]
    return " ".join([*told, short]).strip()


TRIALS = Task(
    "q2_tests",
    partial(read_trials, question="ex3.q2", variable="q2_tests"),
    partial(judge_trials, question="ex3.q2"),
)
