"""What a check tells a student: a state in words, the points, and sentences."""

import os
from dataclasses import dataclass
from html import escape

from IPython.display import display

from twoviews.errors import PlainError

VALIDATING = "NBGRADER_VALIDATING"  # nbgrader sets it while the Validate button is at work
NOT_ATTEMPTED, NEEDS_WORK, RIGHT = "not attempted", "needs work", "right"


class Unfinished(PlainError):
    """Carry the sentences of a check to the Validate button, which shows errors only."""


@dataclass(frozen=True)
class Feedback:
    """The outcome of one check; it shows itself in a notebook, and `print` gives plain text.

    Parameters
    ----------
    question : str
        The question's id.
    state : str
        "not attempted", "needs work" or "right".
    points : float
        Points earned, from 0 to `maximum`, to four decimals.
    maximum : float
        Points that this check can give; 0 where a person grades.
    sentences : tuple of str
        What is right, what is wrong and where, what to do next.

    Examples
    --------
    >>> print(Feedback("ex9.q1", "needs work", 0.5, 1.0, ("Row 2 is empty: fill it in.",)))
    ex9.q1: needs work (0.5 of 1 point)
    - Row 2 is empty: fill it in.
    """

    question: str
    state: str
    points: float
    maximum: float
    sentences: tuple[str, ...]

    def __str__(self) -> str:
        lines = [f"{self.question}: {self.state}{self._worth(' ({})')}"]
        return "\n".join(lines + [f"- {sentence}" for sentence in self.sentences])

    def _repr_html_(self) -> str:
        """Show the state in bold words, not by colour, and the sentences as a list."""
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in self.sentences)
        return (
            f'<div role="group" aria-label="Feedback on {escape(self.question)}">'
            f"<p>{escape(self.question)}: <strong>{escape(self.state)}</strong>"
            f"{self._worth(' ({})')}</p><ul>{items}</ul></div>"
        )

    def _repr_pretty_(self, printer, cycle: bool) -> None:
        """Show the plain text where a page takes no HTML."""
        printer.text(str(self))

    def grade(self) -> float:
        """Show the feedback and return the points: the last line of a test cell.

        Returns
        -------
        float
            The points, a plain finite number, which nbgrader takes as partial credit.

        Raises
        ------
        Unfinished
            Under the Validate button, when points are missing: it would show none of the
            sentences otherwise.

        Examples
        --------
        >>> Feedback("ex9.q1", "right", 1.0, 1.0, ("All there.",)).grade()
        ex9.q1: right (1 of 1 point)
        - All there.
        1.0
        """
        if VALIDATING in os.environ and self.points < self.maximum:
            raise Unfinished(str(self))
        display(self)
        return self.points

    def _worth(self, frame: str) -> str:
        """Word the points; nothing where the check gives none."""
        if not self.maximum:
            return ""
        noun = "point" if self.maximum == 1 else "points"
        return frame.format(f"{self.points:g} of {self.maximum:g} {noun}")
