"""Judge whether a testable wording fits its claim: what it counts, which way, how far and when."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pandas as pd

from twoviews.checks.parts import Share, items, known, labels
from twoviews.checks.tasks.cited import horizon, spelled_out
from twoviews.checks.tasks.compared import UPWARD, fault
from twoviews.checks.tasks.counts import most
from twoviews.record import MEASURES
from twoviews.record.spans import Span

PARTS = ("measure", "comparison", "threshold", "window")
SHORTEST = 180  # days of a window
Trial = dict[str, Any]  # the four parts, as far as they could be read


def judge_trials(article_id: str, trials: dict[str, Trial], question: str) -> Share:
    """Count the parts of each wording that fit the claim."""
    rows, parts, said = items(question, article_id), 0, []
    for item, claim_id in zip(rows["item"], rows["claim_id"], strict=True):
        trial = trials.get(item, {})
        faults = dict(find_faults(claim_id, trial))
        right = [name for name in PARTS if name not in faults]
        parts += len(right)
        listed = f": {', '.join(right)}" if right else ""
        said.append(f"{labels()[article_id]}, {item}: {len(right)} of 4 parts fit{listed}.")
        bears = measures(claim_id)["note"].get(trial.get("measure"))
        told = faults if bears is None else {"measure": bears, **faults}
        said += [f"{item}, {name}: {sentence}" for name, sentence in told.items() if sentence]
    return Share(parts / (len(PARTS) * len(rows)), tuple(said))


def find_faults(claim_id: str, trial: Trial) -> Iterator[tuple[str, str]]:
    """Name each part of a wording that does not fit, and why; parts not read have no reason."""
    yield from ((name, "") for name in PARTS if name not in trial)
    measure, comparison = trial.get("measure"), trial.get("comparison")
    wanted = horizon(claim_id)
    direction = measures(claim_id)["direction"].get(measure)
    if measure and not direction:
        yield "measure", "it does not bear on this claim. What could you count if it were wrong?"
    if comparison and not direction:
        yield "comparison", "whether it fits can be told only with a measure that bears on it."
    elif comparison and (comparison in UPWARD) != (direction == "more"):
        yield "comparison", "so worded, the claim would hold if its opposite came. Turn it round."
    if "threshold" in trial and not (measure and comparison):
        yield "threshold", "whether it can fail can be told only with a measure and a comparison."
    elif "threshold" in trial:
        yield from (("threshold", told) for told in doubt(trial, trial.get("window", wanted)))
    if "window" in trial:
        yield from (("window", told) for told in misplaced(trial["window"], wanted))


@cache
def measures(claim_id: str) -> pd.DataFrame:
    """Give the measures that bear on a claim, which way (more or fewer speak for it), and why."""
    rows = known("testable")
    return rows[rows["claim_id"] == claim_id].set_index("measure")


def doubt(trial: Trial, window: Span) -> Iterator[str]:
    """Say why a wording could come out in one way only."""
    measure, comparison = trial["measure"], trial["comparison"]
    highest = most(measure, window.days)
    found = fault(comparison, trial["threshold"], highest)
    if found and comparison in UPWARD:
        yield f"{found}, because no count is below 0. Choose a number that could be missed."
    elif found == "it cannot hold":
        yield f"{found}, because no count is below 0. Choose a number that could be kept."
    elif found:
        unit = MEASURES[measure].unit
        yield f"{found}: in so many days the record never holds more than {highest} {unit}."


def misplaced(window: Span, wanted: Span) -> Iterator[str]:
    """Say why a window is not one in which the claim can be tested."""
    if window.cut(wanted) != window:
        yield f"it leaves the days that the claim speaks about, {spelled_out(wanted)}."
    elif window.days < SHORTEST:
        yield f"it has {window.days} days; take {SHORTEST} or more, so that chance counts less."
