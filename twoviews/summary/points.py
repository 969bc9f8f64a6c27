"""Key points: what a good summary states, with ways of saying it where they are known."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from twoviews.errors import unknown
from twoviews.summary.error import SummaryError
from twoviews.summary.fields import LABELS, READERS, listed

__all__ = ["LABELS", "KeyPoint", "SummaryError", "by_point", "key_points", "of_article"]


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
        "author" where the author holds it, "reported" where the text hands on the view of
        others. Where a sentence gives a reported view to the author, a person decides.
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

    Parameters
    ----------
    given : iterable of str, mapping or KeyPoint; or DataFrame
        Sentences, mappings with the fields of `KeyPoint`, or a table with these as columns.

    Raises
    ------
    SummaryError
        When there is none, one of them is not readable, or two are the same.

    Examples
    --------
    >>> [point.point_id for point in key_points(["Ann won.", {"statement": "Bo lost."}])]
    ['1', '2']
    """
    if isinstance(given, pd.DataFrame):
        given = given.drop(columns="article_id", errors="ignore").to_dict("records")
    if not listed(given) or isinstance(given, set | frozenset):
        raise SummaryError("Key points are a list: put square brackets around the one point.")
    read = [one(entry, number) for number, entry in enumerate(given, start=1)]
    if not read:
        raise SummaryError("There is no key point: give at least one sentence.")
    hold_apart(read)
    return read


def one(entry: Any, number: int) -> KeyPoint:
    """Read one key point."""
    if isinstance(entry, KeyPoint):
        entry = vars(entry)
    if not isinstance(entry, Mapping):
        entry = {"statement": entry}
    for name in entry:
        if name not in READERS:
            raise SummaryError(f"Key point {number} has {name!r}. {unknown(str(name), READERS)}")
    given = {"statement": None, "point_id": None} | dict(entry)
    return KeyPoint(**{name: READERS[name](value, number) for name, value in given.items()})


def hold_apart(points: list[KeyPoint]) -> None:
    """Hold the ids apart, and the statements: equal ones cannot be told from each other."""
    name, often = Counter(point.point_id for point in points).most_common(1)[0]
    if often > 1:
        raise SummaryError(f"Two key points have the id {name!r}: give each its own.")
    said = Counter(" ".join(re.findall(r"\w+", each.statement.casefold())) for each in points)
    text, often = said.most_common(1)[0]
    if often > 1:
        raise SummaryError(f"Two key points say the same ({text!r}): leave one out.")


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
