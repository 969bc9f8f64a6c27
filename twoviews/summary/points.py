"""Key points: what a good summary states, with ways of saying it where they are known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from twoviews.errors import PlainError, unknown

LABELS = ("states", "partly", "reverses", "near_miss")


class SummaryError(PlainError):
    """Say in a sentence what is wrong with a key point or an article's name."""


@dataclass(frozen=True)
class KeyPoint:
    """An idea that a good summary states.

    Parameters
    ----------
    statement : str
        The idea in a sentence.
    point_id : str
        Its id; its number when left out.
    weight : float
        How much it counts in the coverage.
    who : str
        "author" where the author holds it, "reported" where others do.
    phrasings : tuple of (label, text)
        Known ways to state it ("states"), to half-state it ("partly"), to turn it round
        ("reverses"), or to come near it ("near_miss").
    paragraphs : tuple of int
        Where it stands.
    """

    statement: str
    point_id: str = ""
    weight: float = 1.0
    who: str = "author"
    phrasings: tuple[tuple[str, str], ...] = ()
    paragraphs: tuple[int, ...] = ()


def key_points(given: Iterable[str | Mapping[str, Any] | KeyPoint]) -> list[KeyPoint]:
    """Read key points in any of the forms in which they may be given.

    Examples
    --------
    >>> [point.point_id for point in key_points(["Ann won.", {"statement": "Bo lost."}])]
    ['1', '2']
    """
    if isinstance(given, str | Mapping):
        raise SummaryError("Key points are a list: put square brackets around the one point.")
    read = [one(entry, number) for number, entry in enumerate(given, start=1)]
    if not read:
        raise SummaryError("There is no key point: give at least one sentence.")
    twice = {
        point.point_id for point in read if [p.point_id for p in read].count(point.point_id) > 1
    }
    if twice:
        raise SummaryError(f"Two key points have the id {min(twice)!r}: give each its own.")
    return read


def one(entry: Any, number: int) -> KeyPoint:
    """Read one key point."""
    if isinstance(entry, str):
        entry = {"statement": entry}
    if isinstance(entry, KeyPoint):
        entry = vars(entry)
    if not isinstance(entry, Mapping) or not str(entry.get("statement", "")).strip():
        raise SummaryError(
            f'Key point {number} has no statement: write it as text, or as {{"statement": text}}.'
        )
    for name in entry:
        if name not in KeyPoint.__dataclass_fields__:
            known = KeyPoint.__dataclass_fields__
            raise SummaryError(f"Key point {number} has {name!r}. {unknown(str(name), known)}")
    return KeyPoint(
        **{**entry, "point_id": str(entry.get("point_id") or number)}
        | {"weight": weight(entry.get("weight", 1.0), number)}
        | {"phrasings": tuple(phrasing(each, number) for each in entry.get("phrasings", ()))}
    )


def weight(value: Any, number: int) -> float:
    """Read a weight."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e6:
        raise SummaryError(f"The weight of key point {number} is {value!r}: give a number above 0.")
    return float(value)


def phrasing(value: Any, number: int) -> tuple[str, str]:
    """Read a phrasing: a text that states the point, or a label and a text."""
    label, text = ("states", value) if isinstance(value, str) else tuple(value)
    if label not in LABELS:
        known = unknown(str(label), LABELS)
        raise SummaryError(f"A phrasing of key point {number} has the label {label!r}. {known}")
    return str(label), str(text)


def of_article(
    article: str, points: pd.DataFrame, phrasings: pd.DataFrame | None = None
) -> list[KeyPoint]:
    """Take the key points of an article, with their phrasings, out of the tables.

    Parameters
    ----------
    article : str
        An id of the articles.
    points : DataFrame
        The table key_points.
    phrasings : DataFrame, optional
        The table phrasings; without it the key points are plain.
    """
    known = list(points["article_id"].unique())
    if article not in known:
        raise SummaryError(f"There is no article {article!r}. {unknown(str(article), known)}")
    ways = {} if phrasings is None else by_point(phrasings)
    return [
        KeyPoint(
            row.statement,
            row.point_id,
            float(row.weight),
            row.who,
            ways.get(row.point_id, ()),
            tuple(row.paragraphs),
        )
        for row in points[points["article_id"] == article].itertuples()
    ]


def by_point(phrasings: pd.DataFrame) -> dict[str, tuple[tuple[str, str], ...]]:
    """Gather label and text of the phrasings of each key point."""
    grouped = phrasings.groupby("point_id")
    return {key: tuple(zip(rows["label"], rows["text"], strict=True)) for key, rows in grouped}
