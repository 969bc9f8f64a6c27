"""Hold what a reader chooses to what there is."""

from collections.abc import Iterable

ALL = "all"  # the choice that leaves nothing out


class ChoiceError(ValueError):
    """Say in one sentence what cannot be chosen, and what can."""

    def _render_traceback_(self) -> list[str]:
        """Show the sentence alone in a notebook: IPython asks for this method."""
        return [f"ChoiceError: {self}"]


def hold(name: str, known: Iterable[str], what: str) -> str:
    """Give a name back when it is known, else raise ChoiceError with the known ones."""
    names = list(known)
    if name not in names:
        raise ChoiceError(f"There is no {what} {name!r}. Known are: {', '.join(names)}.")
    return name
