"""Questions that ask for one label from a closed list for each of some items."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import cache, partial
from typing import Any

from twoviews.checks.names import spelling
from twoviews.checks.parts import Part, Share, Task, authors, fill, items, known, labels, names
from twoviews.checks.plain import Unreadable, label, quoted
from twoviews.checks.shapes import mapping

AUTHOR, OTHERS = "author", "others"


def read_labels(answer: Any, question: str, variable: str, read: Callable) -> dict[str, Part]:
    """Read a label for each item of each article."""
    given = mapping(answer, variable, '{"item": "label", "item": "label"}')
    return {
        article_id: read_items(given, question, variable, read, article_id)
        for article_id in labels()
    }


def read_items(given: dict, question: str, variable: str, read: Callable, article_id: str) -> Part:
    """Read the labels of one article's items."""
    wanted = list(items(question, article_id)["item"])
    values, problems = fill(
        given,
        wanted,
        variable,
        "label",
        lambda value, where: read(label(value, where, '"label"'), where, article_id),
    )
    summary = f"{labels()[article_id]}: each of the {len(wanted)} items has a known label."
    return Part(values, tuple(problems), summary)


def read_role(text: str, where: str, article_id: str) -> str:
    """Know a role again in any spelling."""
    return choose(text, where, known("roles")["role"], "role")


def choose(text: str, where: str, choices: Iterable[str], noun: str) -> str:
    """Know a word of a closed list again in any spelling."""
    spelled = {spelling(choice): choice for choice in choices}
    if spelling(text) in spelled:
        return spelled[spelling(text)]
    near = get_close_matches(spelling(text), list(spelled), n=1)
    guess = f"did you mean {spelled[near[0]]}? " if near else ""
    raise Unreadable(
        f"{where} is {quoted(text)}, which is no {noun}; {guess}"
        f"The {noun}s are: {', '.join(spelled.values())}."
    )


def read_voice(text: str, where: str, article_id: str) -> str:
    """Know a voice again: the article's author, others without a name, or an actor."""
    bare = spelling(text).removeprefix("the").removesuffix("s")
    if bare in (AUTHOR, "other"):
        return AUTHOR if bare == AUTHOR else OTHERS
    actor_id = names().find(text)
    if actor_id is not None:
        return voice_of(actor_id, article_id)
    near = names().nearest(text)
    guess = f"; did you mean {near}?" if near else "."
    raise Unreadable(
        f'{where} is {quoted(text)}, which is not "{AUTHOR}", "{OTHERS}" or a known actor{guess}'
    )


@cache
def voice_of(actor_id: str, article_id: str) -> str:
    """Fold the authors by name into one voice, and groups, who have no name, into another."""
    if actor_id in authors(article_id):
        return AUTHOR
    kinds = known("actors").set_index("actor_id")["kind"]
    return OTHERS if kinds[actor_id] == "group" else actor_id


@cache
def right_roles(question: str, article_id: str) -> dict[str, str]:
    """Give the role of each item's actor in its paragraph."""
    keys = ["article_id", "paragraph", "actor_id"]
    rows = items(question, article_id).merge(known("mentions"), on=keys, how="left")
    return dict(zip(rows["item"], rows["role"], strict=True))


@cache
def right_voices(question: str, article_id: str) -> dict[str, str]:
    """Give the voice of each item's claim."""
    rows = items(question, article_id)[["item", "claim_id"]].merge(known("claims"), on="claim_id")
    return {
        row.item: AUTHOR if row.voice == AUTHOR else voice_of(row.speaker, article_id)
        for row in rows.itertuples()
    }


def judge_labels(
    article_id: str, given: dict[str, str], question: str, right: Callable, advice: str
) -> Share:
    """Count the items with the right label."""
    key = right(question, article_id)
    hits = [item for item in key if given.get(item) == key[item]]
    misses = [item for item in key if item in given and item not in hits]
    title = labels()[article_id]
    said = [f"{title}: {len(hits)} of {len(key)} right{': ' if hits else ''}{', '.join(hits)}."]
    if misses:
        said.append(f"{title}: not right: {', '.join(misses)}. {advice}")
    return Share(len(hits) / len(key), tuple(said))


def task(
    question: str,
    variable: str,
    read: Callable,
    right: Callable,
    advice: str = "Read the paragraphs again.",
) -> Task:
    """Put together how one such question is read and judged."""
    return Task(
        variable,
        partial(read_labels, question=question, variable=variable, read=read),
        partial(judge_labels, question=question, right=right, advice=advice),
    )


ROLES = task("ex2.q2", "q2_roles", read_role, right_roles)
VOICES = task("ex2.q3", "q3_voices", read_voice, right_voices)
