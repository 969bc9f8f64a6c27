"""Climb a ladder of hints, from a nudge to a worked example on other data."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from twoviews.checks.parts import known
from twoviews.data.error import DataError
from twoviews.errors import unknown


@dataclass(frozen=True)
class Hint:
    """One step of a question's ladder; it shows itself in a notebook, `print` gives plain text."""

    question: str
    step: int
    steps: int
    text: str

    def __str__(self) -> str:
        return "\n\n".join([f"{self.question}, hint {self.step} of {self.steps}", *self._told()])

    def _repr_markdown_(self) -> str:
        """Show the hint's code and lists as such."""
        return "\n\n".join([f"**Hint {self.step} of {self.steps}**", *self._told()])

    def _told(self) -> list[str]:
        """Give the hint, if one was asked for, and how to go on."""
        if self.step == 0:
            return ["Change 0 to 1 and run this cell again for the first hint."]
        if self.step < self.steps:
            return [self.text, f'Still stuck? Run `hint("{self.question}", {self.step + 1})`.']
        last = "This is the last hint: try again, then ask your instructor or a neighbour."
        return [self.text, last]


def hint(question: str, step: Any = 1) -> Hint:
    """Give one hint; each says how to get the next.

    Parameters
    ----------
    question : str
        The question's id, as in the hints table.
    step : int
        Which hint, from 1; 0 gives none yet, and beyond the last the last is given.

    Returns
    -------
    Hint
        The hint; never the answer.

    Raises
    ------
    DataError
        When there are no hints for such a question.

    Examples
    --------
    >>> print(hint("ex2.q1", 0))
    ex2.q1, hint 0 of 3
    <BLANKLINE>
    Change 0 to 1 and run this cell again for the first hint.
    """
    if type(question) is not str or question not in ladders():
        raise DataError(f"There is no question {str(question)!r}. {unknown(question, ladders())}")
    ladder = ladders()[question]
    place = min(max(step, 0), len(ladder)) if type(step) is int else 1
    return Hint(question, place, len(ladder), ladder[place - 1] if place else "")


@cache
def ladders() -> dict[str, list[str]]:
    """Give the hints of each question, from a nudge to an example."""
    table = known("hints").sort_values(["question_id", "step"])
    return {question: list(texts) for question, texts in table.groupby("question_id")["text"]}
