"""Questions that ask for a short text, which a person grades; the form is looked at here."""

from functools import partial
from typing import Any

from twoviews.checks.parts import Part, Task, known, labels
from twoviews.checks.plain import Unreadable, kind
from twoviews.text import QUOTE, copied_run, words

LEAST, MOST = 60, 120  # words asked for
TOO_LONG = 20_000  # characters beyond which a text is not looked at


def read_text(
    answer: Any, variable: str, say: str, least: int = LEAST, most: int = MOST
) -> dict[str, Part]:
    """Look at length and copying, and whether each article is named and what it has to `say`."""
    if type(answer) is not str:
        raise Unreadable(f"{variable} is {kind(answer)}; write it as text in quotes.")
    if len(answer) > TOO_LONG:
        raise Unreadable(f"{variable} has {len(answer)} characters; write {least} to {most} words.")
    count = len(answer.split())
    problems = [*measure(count, variable, least, most), *compare(answer)]
    return {
        article_id: Part(
            answer,
            (*problems, *naming(answer, title, say)),
            f"{count} words: long enough and not too long.",
        )
        for article_id, title in labels().items()
    }


def measure(count: int, variable: str, least: int, most: int) -> list[str]:
    """Hold the number of words to what is asked."""
    if least <= count <= most:
        return []
    return [f"Words in {variable}: {count}; write {least} to {most}."]


def compare(text: str) -> list[str]:
    """Look for words in a row that an article has too."""
    run = copied_run(text, set(known("fingerprints")["hash"]))
    if run <= QUOTE:
        return []
    return [
        f"{run} words in a row are as in the article; "
        f"use your own words, or quote at most {QUOTE} in a row."
    ]


def naming(text: str, title: str, say: str) -> list[str]:
    """Ask that an article be called by its label."""
    if set(words(title)) <= set(words(text)):
        return []
    return [f"The {title} is not named; {say}."]


ACTING = "say what the actor is there"
CONTRAST = Task("q5_draft", partial(read_text, variable="q5_draft", say=ACTING))
