"""Judge a consistency matrix: the ratings against the tables, the rest against the ratings."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pandas as pd

from twoviews.checks.parts import Share, items, known, labels
from twoviews.scoring import decisive, inconsistency

Ratings = dict[str, list[str]]  # C, I or N by event id, in the order of the ideas
NEIGHBOUR = 0.5  # for a rating one step away: careful readers differ by that much
SHARES = {"ratings": 3, "counts": 1, "least": 1, "decides": 1}  # sixths of an article's points


class Answer(NamedTuple):
    """What was read: the ratings of every article's events, and what follows from them."""

    ratings: Ratings
    against: list[int] | None  # of this article's events, by idea
    least: list[str] | None
    decides: list[str] | None


class Verdict(NamedTuple):
    """How much of one part is earned, from 0 to 1, and what is said of it."""

    earned: float
    said: str


def ideas() -> list[str]:
    """List the hypotheses in their order."""
    return list(known("hypotheses")["hypothesis_id"])


def asked(question: str) -> list[str]:
    """List the events of a question, those of all articles."""
    return [event for article_id in labels() for event in items(question, article_id)["item"]]


@cache
def given(event_id: str) -> list[str]:
    """Give the ratings of an event in the table."""
    rows = known("matrix").set_index(["event_id", "hypothesis_id"])["rating"]
    return [rows[event_id, idea] for idea in ideas()]


def matrix(question: str, ratings: Ratings) -> pd.DataFrame:
    """Lay ratings out as `scoring` takes them; where one is missing, with that of the table."""
    rows = [
        (event, idea, mark)
        for event in asked(question)
        for idea, mark in zip(ideas(), ratings.get(event) or given(event), strict=True)
    ]
    return pd.DataFrame(rows, columns=["evidence", "hypothesis", "rating"])


def judge_matrix(article_id: str, answer: Answer, question: str) -> Share:
    """Judge the ratings by the table, and by the ratings what is counted and concluded."""
    own, title = list(items(question, article_id)["item"]), labels()[article_id]
    if not any(event in answer.ratings for event in own):
        told = "no event is rated, and all the rest follows from the ratings"
        return Share(0.0, (f"{title}: {told}.",))
    verdicts = dict(verdicts_on(answer, own, matrix(question, answer.ratings)))
    earned = sum(SHARES[part] * verdict.earned for part, verdict in verdicts.items())
    sentences = tuple(f"{title}, {part}: {verdict.said}" for part, verdict in verdicts.items())
    return Share(earned / sum(SHARES.values()), sentences)


def verdicts_on(answer: Answer, own: list[str], whole: pd.DataFrame) -> Iterator[tuple]:
    """Judge part after part."""
    yield "ratings", rated(answer.ratings, own)
    against = inconsistency(whole[whole["evidence"].isin(own)]).set_index("hypothesis")
    yield "counts", counted(answer.against, list(against.loc[ideas(), "inconsistent"]))
    pieces = decisive(whole)
    advice = "add up the counts of both presidencies; ideas can be level"
    yield "least", same(answer.least, set(pieces["leading"].iloc[0]), advice)
    turning = set(pieces.loc[pieces["decides"], "evidence"]) & set(own)
    named = None if answer.decides is None else [each for each in answer.decides if each in own]
    advice = "leave out one event at a time and see whether the same ideas lead"
    yield "decides", same(named, turning, advice)


def rated(ratings: Ratings, own: list[str]) -> Verdict:
    """Count the ratings as in the table, and by half those one step away."""
    points, exact, again = 0.0, 0, []
    for event in own:
        marks = ratings.get(event, [])
        for idea, mark, right in zip(ideas(), marks, given(event), strict=False):
            points += step(mark, right, marks)
            exact += mark == right
            again += [f"{event} and {idea}"] * (mark != right)
    cells = len(own) * len(ideas())
    near = f", with neighbours worth {points:g}" if points > exact else ""
    look = f" Look again at {', '.join(again)}." if again else ""
    said = f"{exact} of {cells} as in our matrix{near}.{look}"
    return Verdict(points / cells, said)


def step(mark: str, right: str, marks: list[str]) -> float:
    """Give 1 for the same rating and half for a neighbour, but none in a row of one letter only.

    Examples
    --------
    >>> step("N", "I", list("NCNI")), step("N", "I", list("NNNN")), step("C", "I", list("CIIN"))
    (0.5, 0.0, 0.0)
    """
    if mark == right:
        return 1.0
    return NEIGHBOUR if "N" in (mark, right) and len(set(marks)) > 1 else 0.0


def counted(found: list[int] | None, right: list[int]) -> Verdict:
    """Compare counts idea by idea."""
    if found is None:
        return Verdict(0.0, "not there yet.")
    hits = sum(mine == key for mine, key in zip(found, right, strict=True))
    advice = "" if hits == len(right) else " Count the I under each idea, in these events only."
    return Verdict(hits / len(right), f"{hits} of {len(right)} right for your ratings.{advice}")


def same(found: list[str] | None, right: set[str], advice: str) -> Verdict:
    """Hold names to those that follow from the ratings."""
    if found is None:
        return Verdict(0.0, "not there yet.")
    if set(found) == right:
        return Verdict(1.0, "right for your ratings.")
    return Verdict(0.0, f"not what the ratings come to: {advice}.")
