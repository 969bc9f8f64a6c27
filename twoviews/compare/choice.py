"""Hold what a reader chooses to what there is."""

from collections.abc import Iterable

from twoviews.errors import PlainError, unknown

ALL = "all"  # the choice that leaves nothing out


class ChoiceError(PlainError):
    """Say in one sentence what cannot be chosen, and what can."""


def hold(name: str, known: Iterable[str], what: str) -> str:
    """Give a name back when it is known, else raise ChoiceError with the known ones."""
    names = list(known)
    if name not in names:
        raise ChoiceError(f"There is no {what} {name!r}. {unknown(name, names)}")
    return name
