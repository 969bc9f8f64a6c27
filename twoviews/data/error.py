"""The one error that this layer raises, and how a name that is not known is put into words."""

from collections.abc import Iterable
from difflib import get_close_matches


class DataError(Exception):
    """Say in one sentence what is wrong with a table, where, and what to do."""

    def _render_traceback_(self) -> list[str]:
        """Show the sentence alone in a notebook: IPython asks for this method."""
        return [f"DataError: {self}"]


def unknown(name: str, known: Iterable[str]) -> str:
    """Name the nearest known value, then all of them.

    Examples
    --------
    >>> unknown("claim", ["actors", "claims"])
    "Did you mean 'claims'? Known are: actors, claims."
    """
    names = list(known)
    near = get_close_matches(str(name), names, n=1)
    guess = f"Did you mean {near[0]!r}? " if near else ""
    return f"{guess}Known are: {', '.join(names)}."
