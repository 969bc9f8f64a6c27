"""An answer read article by article, so that both articles weigh the same in every question."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from twoviews.checks.names import Names, spelling
from twoviews.checks.plain import Unreadable, empty
from twoviews.data import load


class Part(NamedTuple):
    """What an answer says about one article: what was read, and sentences on its form."""

    values: Any
    problems: tuple[str, ...]
    summary: str


class Share(NamedTuple):
    """How much of one article's points are earned, from 0 to 1, and sentences on why."""

    earned: float
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Task:
    """How the answer to one question is read and judged.

    Parameters
    ----------
    variable : str
        The variable that holds the answer.
    read : callable
        Takes the answer, gives a `Part` for each article id (of a text on one article: for
        each aspect of it); raises `Unreadable` where nothing can be read.
    judge : callable, optional
        Takes an article id and the part's values, gives a `Share`; None where a person does.
    limits : tuple of str
        Sentences on what the check of the form cannot see, said with every outcome.
    advice : callable, optional
        Takes the answer, gives sentences that are said with every outcome and cost nothing.
    """

    variable: str
    read: Callable[[Any], dict[str, Part]]
    judge: Callable[[str, Any], Share] | None = None
    limits: tuple[str, ...] = ()
    advice: Callable[[Any], tuple[str, ...]] = lambda answer: ()


@cache  # the tables stay as they are while a notebook runs, and a check shall answer at once
def known(name: str) -> pd.DataFrame:
    """Load a table once."""
    return load(name)


@cache
def names() -> Names:
    """Give the actors by name."""
    return Names(known("actors"))


@cache
def labels() -> dict[str, str]:
    """Give the label of each article by its id, in the fixed order."""
    articles = known("articles")
    return dict(zip(articles["article_id"], articles["label"], strict=True))


@cache
def authors(article_id: str) -> set[str]:
    """Give the ids of those who write an article."""
    mentions = known("mentions")
    rows = mentions[(mentions["article_id"] == article_id) & (mentions["role"] == "author")]
    return set(rows["actor_id"])


@cache
def items(question: str, article_id: str) -> pd.DataFrame:
    """Give the things that a question asks about one article."""
    table = known("items")
    return table[(table["question_id"] == question) & (table["article_id"] == article_id)]


def entry(answer: dict[str, Any], key: str, *others: str) -> Any:
    """Look up a key whatever its case and spacing; None where it is missing."""
    wanted = {spelling(key), *(spelling(other) for other in others)}
    return next((value for name, value in answer.items() if spelling(name) in wanted), None)


def fill(
    given: dict[str, Any],
    wanted: Iterable[str],
    where: str,
    noun: str,
    read: Callable[[Any, str], Any],
) -> tuple[dict[str, Any], list[str]]:
    """Read the entry of each key wanted, and write a sentence for each that cannot be read."""
    values, problems, missing = {}, [], []
    for key in wanted:
        value = entry(given, key)
        try:
            if empty(value):
                missing.append(key)
            else:
                values[key] = read(value, f'{where}["{key}"]')
        except Unreadable as problem:
            problems.append(str(problem))
    if missing:
        problems.insert(0, f"{where} has no {noun} yet for {', '.join(missing)}.")
    return values, problems
