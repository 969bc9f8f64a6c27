"""Questions that ask for a table of counts: one row per actor, one column per article."""

from collections.abc import Iterator
from functools import cache, partial
from typing import Any

from twoviews.checks.parts import Part, Share, Task, entry, known, labels, names
from twoviews.checks.plain import Unreadable, label, scalar
from twoviews.checks.shapes import table
from twoviews.checks.tasks.listed import GUESSES, listing, unknown_name

ACTOR = "actor_id"


def read_counts(answer: Any, variable: str) -> dict[str, Part]:
    """Read who stands in each row, then the counts in the column of each article."""
    columns = table(answer, variable)
    rows, problems = read_actors(actors_of(columns, variable), variable)
    return {
        article_id: read_column(
            entry(columns, article_id, title), f'{variable}["{article_id}"]', rows, problems
        )
        for article_id, title in labels().items()
    }


def actors_of(columns: dict[str, list], variable: str) -> list:
    """Find the column of actors: by its name, else the index where it is not named."""
    actors = entry(columns, ACTOR)
    if actors is None:
        actors = entry(columns, "index")
    if not actors:
        raise Unreadable(f"{variable} has no rows: no actor is left; look at how you filter.")
    if not any(isinstance(scalar(actor), str) for actor in actors):
        raise Unreadable(f'{variable} has no column "{ACTOR}"; name the column of actors so.')
    return actors


def read_actors(written: list, variable: str) -> tuple[dict[int, str], list[str]]:
    """Give the actor of each row by its number, and a sentence for each row without one."""
    found, problems = {}, []
    for number, value in enumerate(written):
        try:
            text = label(value, f"Row {number + 1} of {variable}", '"a name"')
        except Unreadable as problem:
            problems.append(str(problem))
            continue
        actor_id = names().find(text) if len(problems) <= GUESSES else None
        if actor_id in found.values():
            problems.append(f"{variable} has {names().shown[actor_id]} twice; keep one row each.")
        elif actor_id is None and len(problems) < GUESSES:
            problems.append(unknown_name(text, variable))
        elif actor_id is not None:
            found[number] = actor_id
    return found, problems[:GUESSES]


def read_column(counts: list | None, where: str, rows: dict[int, str], problems: list[str]) -> Part:
    """Read the counts of one article: whole numbers, however they are stored."""
    if counts is None:
        return Part({}, (*problems, f"{where} is missing; add a column of that name."), "")
    values = {actor: whole(counts[number]) for number, actor in rows.items()}
    bad = [actor for actor, count in values.items() if count is None]
    if bad:
        lacking = f"{where} has no whole number for {listing(bad)}; dropna() drops empty rows."
        problems = [*problems, lacking]
    kept = {actor: count for actor, count in values.items() if count is not None}
    return Part(kept, tuple(problems), f"{where}: a whole number for each of {len(kept)} actors.")


def whole(value: Any) -> int | None:
    """Read a count; 3.0 is 3, as pandas stores it beside a missing value."""
    value = scalar(value)
    if type(value) is float and value.is_integer():
        value = int(value)
    return value if type(value) is int and 0 <= value < 1000 else None


@cache
def shared() -> dict[str, dict[str, int]]:
    """Count the paragraphs by article for each actor that every article mentions."""
    mentions = known("mentions")
    counts = mentions.groupby([ACTOR, "article_id"]).size().unstack().dropna().astype(int)
    return counts[list(labels())].to_dict()


def judge_counts(article_id: str, given: dict[str, int]) -> Share:
    """Count the shared actors with the right number; take one off for each other actor."""
    right = shared()[article_id]
    hits = [actor for actor in right if given.get(actor) == right[actor]]
    extra = [actor for actor in given if actor not in right]
    off = [actor for actor in right if actor in given and actor not in hits]
    earned = max(0, len(hits) - len(extra)) / len(right)
    return Share(earned, tuple(say_counts(labels()[article_id], len(hits), extra, off)))


def say_counts(title: str, hits: int, extra: list[str], off: list[str]) -> Iterator[str]:
    """Say how many counts are right, which are not, and who does not belong."""
    yield f"{title}: {hits} of {len(next(iter(shared().values())))} counts right."
    if off:
        yield f"{title}: count again the paragraphs that mention {listing(off)}."
    if extra:
        yield f"Not in both articles, so one off for each: {listing(extra)}."


SHARED = Task("q4_shared", partial(read_counts, variable="q4_shared"), judge_counts)
