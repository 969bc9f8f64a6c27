"""Questions that ask for a list of actors of each article."""

from collections.abc import Iterator
from functools import cache, partial
from typing import Any

from twoviews.checks.parts import Part, Share, Task, authors, entry, known, labels, names
from twoviews.checks.plain import Unreadable, label, quoted
from twoviews.checks.shapes import mapping, sequence

ENOUGH = 8  # actors asked of each article
GUESSES = 5  # unknown names that are answered one by one
SHAPE = '{"first_article": ["name", "name"], "second_article": ["name"]}'


def read_lists(answer: Any, variable: str) -> dict[str, Part]:
    """Read a list of names for each article."""
    lists = mapping(answer, variable, SHAPE)
    return {
        article_id: read_list(
            entry(lists, article_id, title), f'{variable}["{article_id}"]', article_id
        )
        for article_id, title in labels().items()
    }


def read_list(answer: Any, where: str, article_id: str) -> Part:
    """Read the names for one article and find who is meant; the same actor counts once."""
    if answer is None:
        return Part([], (f"{where} is missing; add it with a list of names.",), "")
    try:
        found, problems = look_up(sequence(answer, where), where)
    except Unreadable as problem:
        return Part([], (str(problem),), "")
    number = len(set(found) - authors(article_id))
    if number < ENOUGH:
        problems.append(
            f"{where} has {number} known names; name {ENOUGH} different actors besides the authors."
        )
    summary = f"{labels()[article_id]}: {number} different actors besides the authors, all known."
    return Part(found, tuple(problems), summary)


def look_up(written: list, where: str) -> tuple[list[str], list[str]]:
    """Give the ids of the actors, each once, and a sentence for each entry that is none."""
    found, problems, strange = [], [], []
    for number, value in enumerate(written, start=1):
        try:
            text = label(value, f"Entry {number} of {where}", '"a name"')
        except Unreadable as problem:
            problems.append(str(problem))
            continue
        actor_id = names().find(text)
        (found if actor_id else strange).append(actor_id or text)
    problems += [unknown_name(text, where) for text in strange[:GUESSES]]
    if len(problems) > GUESSES or len(strange) > GUESSES:
        problems[GUESSES:] = [f"{where} has more entries that are no known names."]
    return list(dict.fromkeys(found)), problems


def unknown_name(text: str, where: str) -> str:
    """Report a name that no actor has, with the nearest that one has."""
    near = names().nearest(text)
    advice = f"did you mean {near}?" if near else "the actors table lists the known ones."
    return f"{where}: {quoted(text)} is no known actor; {advice}"


def judge_list(article_id: str, found: list[str]) -> Share:
    """Count the right names up to enough; take one off for each wrong one.

    The authors neither earn nor cost, and nor does a state of which the article mentions
    only a person or a group: a careful reader may name it or leave it out.
    """
    there = mentioned(article_id)
    idle = (authors(article_id) | states_of(there)) & set(found)
    right = [actor for actor in found if actor in there - idle]
    wrong = [actor for actor in found if actor not in there | idle]
    earned = max(0, min(len(right), ENOUGH) - len(wrong)) / ENOUGH
    return Share(earned, tuple(say_list(labels()[article_id], right, wrong, sorted(idle))))


@cache
def mentioned(article_id: str) -> frozenset[str]:
    """Give the ids of those whom an article mentions."""
    mentions = known("mentions")
    return frozenset(mentions.loc[mentions["article_id"] == article_id, "actor_id"])


@cache
def states_of(there: frozenset[str]) -> set[str]:
    """Name the states that stand behind somebody mentioned and are not mentioned themselves."""
    actors = known("actors").set_index("actor_id")
    countries = set(actors.loc[sorted(there), "country"].dropna())
    states = actors[(actors["kind"] == "state") & actors["country"].isin(countries)]
    return set(states.index) - there


def say_list(title: str, right: list[str], wrong: list[str], idle: list[str]) -> Iterator[str]:
    """Say what counts, what is taken off and what is left out of account."""
    yield f"{title}: right names: {len(right)}; {ENOUGH} are enough."
    if wrong:
        yield f"{title}: not in this article, so one off for each: {listing(wrong)}."
    if idle:
        yield f"{title}: neither earns nor costs a point: {listing(idle)}."


def listing(actor_ids: list[str]) -> str:
    """Join the names of some actors."""
    shown = [names().shown[actor_id] for actor_id in actor_ids[:ENOUGH]]
    more = [f"and {len(actor_ids) - ENOUGH} more"] if len(actor_ids) > ENOUGH else []
    return ", ".join(shown + more)


LISTED = Task("q1_actors", partial(read_lists, variable="q1_actors"), judge_list)
