"""A text that a student writes on the articles: opened safely, and measured."""

from functools import cache
from typing import Any

from twoviews.checks.draft.guide import Guide, guides
from twoviews.checks.draft.remark import Draft, counted, read
from twoviews.checks.parts import Part, known
from twoviews.checks.plain import Unreadable, kind
from twoviews.checks.tasks.written import TOO_LONG

TABLES = (
    "articles",
    "key_points",
    "fingerprints",
    "passages",
    "actors",
    "mentions",
    "claims",
    "hedges",
)


@cache
def guided() -> dict[str, Guide]:
    """Give the guide to each article, by article id."""
    return guides(*map(known, TABLES))


def open_text(answer: Any, variable: str, least: int, most: int) -> Draft:
    """Read a text of at least half the words asked for: of fewer there is little to say."""
    if type(answer) is not str:
        raise Unreadable(f"{variable} is {kind(answer)}; write it as text in quotes.")
    if len(answer) > TOO_LONG:
        raise Unreadable(f"{variable} has {len(answer)} characters; write {least} to {most} words.")
    draft = read(answer)
    if draft.count < least // 2:
        raise Unreadable(
            f"{variable} has {counted(draft.count, 'word')}; write {least} to {most}. "
            f"The rest is looked at from {least // 2} words on."
        )
    return draft


def measured(draft: Draft, least: int, most: int) -> Part:
    """Hold the number of words to what is asked."""
    told = f"Length: {counted(draft.count, 'word')}"
    if least <= draft.count <= most:
        return Part(draft, (), f"{told}, as asked.")
    return Part(draft, (f"{told}; write {least} to {most}.",), "")
