"""Questions that ask for a summary or a contrast: their form is looked at, a person reads them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from twoviews.checks.draft.judged import advice
from twoviews.checks.draft.remark import Draft
from twoviews.checks.draft.review import LEAST, MOST
from twoviews.checks.parts import Part, Task, known, labels
from twoviews.checks.tasks.borrowed import own_words
from twoviews.checks.tasks.credited import actors, source, unnamed
from twoviews.checks.tasks.prose import guided, measured, open_text

BRIEF, LONGER = 30, 60  # words asked for in a contrast
UNSEEN = (
    "The points of this check are for length, own words, source and actors. Whether your summary "
    "states the key points, and states them truly, a person reads."
)
ALIKE = (
    "This check looks at length, copied words and names only. Whether the articles agree and "
    "differ as you say, a person reads."
)


def looks(article_id: str) -> list[Callable[[Draft], Part]]:
    """List what is looked at in a summary; each weighs the same, and what is not is in UNSEEN."""
    return [
        partial(measured, least=LEAST, most=MOST),
        own_words,
        partial(source, article_id=article_id),
        partial(actors, article_id=article_id),
    ]


def read_summary(answer: Any, question: str, variable: str) -> dict[str, Part]:
    """Look at a summary of the article that the question gives, aspect by aspect."""
    draft = open_text(answer, variable, LEAST, MOST)
    table = known("items").set_index("question_id")
    found = looks(table.at[question, "article_id"])
    return {str(number): look(draft) for number, look in enumerate(found, start=1)}


def read_contrast(answer: Any, variable: str) -> dict[str, Part]:
    """Look at a contrast: length and own words count for each article, beside its name."""
    draft = open_text(answer, variable, BRIEF, LONGER)
    common = [measured(draft, BRIEF, LONGER), own_words(draft)]
    problems = [problem for part in common for problem in part.problems]
    praise = " ".join(part.summary for part in common)
    return {
        article_id: Part(draft, (*problems, *unnamed(draft, article_id)), praise)
        for article_id in labels()
    }


def task(question: str, variable: str) -> Task:
    """Put together how a summary of one article is read."""
    return Task(
        variable,
        partial(read_summary, question=question, variable=variable),
        limits=(UNSEEN,),
        advice=partial(found, question=question),
    )


def found(answer: Any, question: str) -> tuple[str, ...]:
    """List the key ideas that a program finds in the answer, as advice."""
    return advice(
        answer, guided()[known("items").set_index("question_id").at[question, "article_id"]]
    )


CONTRAST = Task("q5_contrast", partial(read_contrast, variable="q5_contrast"), limits=(ALIKE,))
