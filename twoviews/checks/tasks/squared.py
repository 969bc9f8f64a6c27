"""Questions that ask what forecasts cost: squares by hand, means beside a base rate."""

from functools import cache, partial

import pandas as pd

from twoviews.checks.parts import Task, known
from twoviews.checks.tasks.scored import TOLERANCE, Figure, task
from twoviews.checks.tasks.written import read_text
from twoviews.scoring import brier_score, readings

MEAN = "mean"
BRIER, BASE_RATE = "brier", "base_rate"
DISTANCE = "is the distance; square it"
OTHER = "takes the other outcome"
SUM = "is a sum; take the mean"
RATE = "is the base rate itself; score it like a forecast"
OWN_RATE = "scores the article's own share; take one base rate for all rows"
OVERALL = "is the mean of all rows; take the mean for each article"


@cache
def asked(question: str) -> pd.DataFrame:
    """Give forecast and outcome of each item: the middle of the band where no forecast is given."""
    items = known("items")
    rows = items.loc[
        items["question_id"] == question, ["item", "article_id", "claim_id", "forecast"]
    ]
    claims = known("claims")
    outcomes = readings(claims).dropna(subset="outcome")[["claim_id", "outcome"]]
    rows = rows.merge(claims[["claim_id", "probability_low", "probability_high"]], on="claim_id")
    rows = rows.merge(outcomes.astype({"outcome": int}), on="claim_id")
    middle = rows[["probability_low", "probability_high"]].mean(axis=1)
    return rows.assign(forecast=rows["forecast"].fillna(middle))


def squares(article_id: str, given: dict[str, float]) -> dict[str, Figure]:
    """Square the distance of each forecast from its outcome, and take the mean.

    The mean of a student's own squares is right as well, if one of them is.
    """
    rows = asked("ex4.q2").query("article_id == @article_id")
    pairs = zip(rows["item"], rows["forecast"], rows["outcome"], strict=True)
    found = {item: square(forecast, outcome) for item, forecast, outcome in pairs}
    right = {item: each.right[0] for item, each in found.items()}
    own = [given[item] for item in found if item in given]
    hit = any(abs(given[item] - right[item]) <= TOLERANCE for item in found if item in given)
    accepted = [sum(right.values()) / len(right)]
    if hit and len(own) == len(right):
        accepted.append(sum(own) / len(own))
    return found | {MEAN: Figure(tuple(accepted), {SUM: sum(own)} if any(own) else {})}


def square(forecast: float, outcome: int) -> Figure:
    """Give the squared distance, and what comes of the usual mistakes."""
    slips = {DISTANCE: abs(forecast - outcome), OTHER: (forecast - (1 - outcome)) ** 2}
    return Figure(((forecast - outcome) ** 2,), slips)


def means(article_id: str, given: dict[str, float]) -> dict[str, Figure]:
    """Score an article's forecasts, and the share of all outcomes as a forecast of its own."""
    every = asked("ex4.q3")
    rows = every[every["article_id"] == article_id]
    forecast, outcome = rows["forecast"], rows["outcome"]
    rate, own = every["outcome"].mean(), outcome.mean()
    score = brier_score(forecast, outcome)
    base = brier_score([rate] * len(rows), outcome)
    slips = {
        SUM: score * len(rows),
        DISTANCE: (forecast - outcome).abs().mean(),
        OVERALL: brier_score(every["forecast"], every["outcome"]),
    }
    base_slips = {
        SUM: base * len(rows),
        RATE: rate,
        OWN_RATE: own * (1 - own),
        OVERALL: rate * (1 - rate),
    }
    return {BRIER: Figure((score,), slips), BASE_RATE: Figure((base,), base_slips)}


SQUARES = task("q2_scores", squares)
MEANS = task("q3_means", means)
SAY = "say what its score shows and what not"
SCORES = Task("q5_draft", partial(read_text, variable="q5_draft", say=SAY, least=80, most=150))
