"""Say in one sentence what went wrong: the base of the package's errors."""

from collections.abc import Iterable
from difflib import get_close_matches


class PlainError(ValueError):
    """Say in one sentence what is wrong, where, and what to do."""

    def _render_traceback_(self) -> list[str]:
        """Show the sentence alone in a notebook: IPython asks for this method."""
        return [f"{type(self).__name__}: {self}"]


def unknown(name: str, known: Iterable[str]) -> str:
    """Name the nearest known value, then all of them.

    Examples
    --------
    >>> unknown("claim", ["actors", "claims"])
    "Did you mean 'claims'? Known are: actors, claims."
    """
    names = [str(each) for each in known]
    near = get_close_matches(str(name), names, n=1)
    guess = f"Did you mean {near[0]!r}? " if near else ""
    return f"{guess}Known are: {', '.join(names)}."
