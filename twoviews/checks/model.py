"""Show a model answer to who learns without an instructor."""

import re
from dataclasses import dataclass

from twoviews.checks.questions import find
from twoviews.data import solution

REGION = re.compile(r"#{3} BEGIN SOLUTION\n(.*?)\n?#{3} END SOLUTION", re.DOTALL)
NONE = (
    "The model answers are not in this copy of the course: your instructor has them, and so does "
    "the full course in its folder solutions."
)


@dataclass(frozen=True)
class Model:
    """A model answer; it shows itself in a notebook, and `print` gives plain text."""

    question: str
    text: str
    code: bool

    def __str__(self) -> str:
        return self.text

    def _repr_markdown_(self) -> str:
        """Show code as code and prose as prose."""
        return f"```python\n{self.text}\n```" if self.code else self.text


def model(question: str) -> Model:
    """Show one right answer to a question; others may be as good.

    Parameters
    ----------
    question : str
        The question's id, as in the questions table.

    Returns
    -------
    Model
        The answer, or a sentence on who has it where the solutions are not at hand.

    Raises
    ------
    DataError
        When there is no such question.

    Examples
    --------
    >>> model("ex2.q1").question
    'ex2.q1'
    """
    source = solution(find(question)["exercise"], f"{question.split('.')[1]}_answer")
    if source is None:
        return Model(question, NONE, code=False)
    region = REGION.search(source)
    return Model(question, region.group(1) if region else source, code=region is not None)
