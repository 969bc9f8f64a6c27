"""See whether a student's text names its article, credits its authors, and keeps to its actors."""

from functools import cache

from twoviews.checks.draft.naming import credit
from twoviews.checks.draft.remark import FINE, Draft
from twoviews.checks.parts import Part, known
from twoviews.checks.tasks.listed import mentioned, states_of
from twoviews.checks.tasks.prose import guided
from twoviews.text import Span

ACTORS = 3  # actors of its article that a summary names at least


def source(draft: Draft, article_id: str) -> Part:
    """Ask that the article be named and its authors, as far as they are known, and nobody else."""
    remark = credit(draft, guided()[article_id])
    if remark.state == FINE:
        return Part(draft, (), "Source: the article is named, and its author as far as known.")
    return Part(draft, (f"Source: {remark.advice}",), "")


def unnamed(draft: Draft, article_id: str) -> list[str]:
    """Ask that an article be called by its label, its title or its outlet."""
    guide = guided()[article_id]
    if guide.called.find(draft.text, draft.tokens):
        return []
    return [f'The {guide.label} is not named: write "{guide.label}".']


def actors(draft: Draft, article_id: str) -> Part:
    """Ask for some actors of the article, and for none that only another article has."""
    guide = guided()[article_id]
    titles = guide.called.find(draft.text, draft.tokens)
    hits = [hit for hit in guide.actors.find(draft.text, draft.tokens) if apart(hit, titles)]
    strange = draft.shown([hit for hit in hits if hit.what in foreign(article_id)])
    own = sorted({hit.what for hit in hits if hit.what in guide.cast})
    problems = [f"Actors: not in the {guide.label}: {', '.join(strange)}."] if strange else []
    if len(own) < ACTORS:
        told = f"only {' and '.join(own)}" if own else "none"
        problems.append(f"Actors: of the {guide.label} you name {told}; say who does what.")
    praise = f"Actors: {len(own)} of the {guide.label}, and nobody whom only another article has."
    return Part(draft, tuple(problems), praise)


def apart(hit: Span, titles: list[Span]) -> bool:
    """Tell whether a name stands outside the names of the article: these name it, not an actor."""
    return not any(title.start <= hit.start < title.end for title in titles)


@cache
def foreign(article_id: str) -> frozenset[str]:
    """Name the persons and states that only another article has.

    A state that stands behind somebody whom the article names is none of them.
    """
    there = mentioned(article_id)
    table = known("actors").set_index("actor_id")
    near = there | states_of(there)
    strange = table[table["kind"].isin(["person", "state"]) & ~table.index.isin(near)]
    return frozenset(strange["name"])
