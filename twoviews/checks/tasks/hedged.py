"""Questions that ask how likely the words of a claim make it: a probability for each."""

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import Any

from twoviews.checks.parts import Part, Share, Task, fill, items, known, labels
from twoviews.checks.plain import LONGEST, Unreadable, kind, number, quoted
from twoviews.checks.shapes import mapping
from twoviews.scoring import Band

NEAR = 0.05  # outside a band by no more than this earns half
WRITTEN = re.compile(r"(\d{1,3}(?:[.,]\d{1,9})?|[.,]\d{1,9})(%|percent)?")
SHAPE = "write a probability from 0 to 1, such as 0.3 (or 30 for 30 per cent)."


def read_chances(answer: Any, question: str, variable: str) -> dict[str, Part]:
    """Read a probability for each item of each article."""
    given = mapping(answer, variable, '{"item": 0.3, "item": 0.4}')
    return {article_id: read_own(given, question, variable, article_id) for article_id in labels()}


def read_own(given: dict, question: str, variable: str, article_id: str) -> Part:
    """Read the probabilities of one article's items, and tell where per cent were turned."""
    wanted = list(items(question, article_id)["item"])
    read, problems = fill(given, wanted, variable, "probability", chance)
    turned = [f"{item} as {value:g}" for item, (value, per_cent) in read.items() if per_cent]
    summary = f"{labels()[article_id]}: a probability for each of the {len(wanted)} predictions."
    if turned:
        summary += f" Per cent are taken as parts of 1: {', '.join(turned)}."
    return Part({item: value for item, (value, _) in read.items()}, tuple(problems), summary)


def chance(value: Any, where: str) -> tuple[float, bool]:
    """Read a probability, and whether it was written in per cent.

    Examples
    --------
    >>> chance(0.6, "it"), chance(60, "it"), chance("60 %", "it")
    ((0.6, False), (0.6, True), (0.6, True))
    """
    found, per_cent = number(value), False
    if type(value) is str and len(value) <= LONGEST:
        hit = WRITTEN.fullmatch("".join(value.lower().split()))
        found = float(hit[1].replace(",", ".")) if hit else None
        per_cent = bool(hit and hit[2])
    if found is None:
        shown = quoted(value) if type(value) is str else kind(value)
        raise Unreadable(f"{where} is {shown}; {SHAPE}")
    per_cent = per_cent or found > 1
    share = found / 100 if per_cent else found
    if not 0 <= share <= 1:
        raise Unreadable(f"{where} is {found:g}; {SHAPE}")
    return round(share, 9), per_cent


@cache
def band_of(question: str, article_id: str) -> dict[str, Band]:
    """Give the published band of each item's claim."""
    rows = items(question, article_id)[["item", "claim_id"]].merge(known("claims"), on="claim_id")
    return {row.item: Band(row.probability_low, row.probability_high) for row in rows.itertuples()}


def worth(value: float | None, band: Band) -> float:
    """Give 1 inside the band, 0.5 close to it, else 0.

    Examples
    --------
    >>> [worth(value, Band(0.55, 0.80)) for value in (0.8, 0.85, 0.86, None)]
    [1.0, 0.5, 0.0, 0.0]
    """
    if value is None:
        return 0.0
    off = round(max(band.low - value, value - band.high), 9)
    return 1.0 if off <= 0 else 0.5 if off <= NEAR else 0.0


def judge_chances(article_id: str, given: dict[str, float], question: str) -> Share:
    """Hold each probability to the published band of the words."""
    bands = band_of(question, article_id)
    earned = {item: worth(given.get(item), band) for item, band in bands.items()}
    return Share(sum(earned.values()) / len(earned), tuple(say_chances(article_id, earned, given)))


def say_chances(article_id: str, earned: dict[str, float], given: dict) -> Iterator[str]:
    """Say which probabilities lie in the band of the words, which close to it, which do not."""
    title = labels()[article_id]
    inside = [item for item, share in earned.items() if share == 1]
    close = [item for item, share in earned.items() if share == 0.5]
    off = [item for item, share in earned.items() if share == 0 and item in given]
    listed = f": {', '.join(inside)}" if inside else ""
    yield f"{title}: {len(inside)} of {len(earned)} inside the published band{listed}."
    if close:
        yield f"{title}: outside the band by {NEAR:g} or less, so half: {', '.join(close)}."
    if off:
        yield f"{title}: too far from the band: {', '.join(off)}. Look the words up in hedges."


CHANCES = Task(
    "q1_chances",
    partial(read_chances, question="ex4.q1", variable="q1_chances"),
    partial(judge_chances, question="ex4.q1"),
)
