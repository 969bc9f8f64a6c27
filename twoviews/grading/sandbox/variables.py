"""Give the values of variables away, and take those of another process in."""

from collections.abc import Iterable
from typing import Any

from twoviews.grading.values.decode import Unreadable, decode
from twoviews.grading.values.encode import encode
from twoviews.grading.values.other import Other


class Variables:
    """The variables of a process that runs cells.

    What the locked cells have made stays as it is: a value from outside takes a
    name that is free, that holds nothing yet, or that the answer cells are there
    to fill, and it may change as long as no locked cell has made something of the name.

    Parameters
    ----------
    space : dict
        The variables by name.

    Examples
    --------
    >>> here = Variables({"q1": None, "limit": 3})
    >>> here.take({"q1": "[1]", "q2": "2", "limit": "99"}, owned=[])
    >>> here.space
    {'q1': [1], 'limit': 3, 'q2': 2}
    """

    def __init__(self, space: dict[str, Any]) -> None:
        self.space = space
        self.taken: dict[str, Any] = {}

    def give(self, names: Iterable[str]) -> dict[str, str]:
        """Write what the named variables hold; those that do not exist are left out."""
        return {name: encode(self.space[name]) for name in names if name in self.space}

    def take(self, given: dict[str, str], owned: Iterable[str]) -> None:
        """Read the values that came from outside into the variables that may take them."""
        for name, text in given.items():
            now = self.space.get(name)
            if name in owned or blank(now) or (name in self.taken and now is self.taken[name]):
                self.space[name] = self.taken[name] = read(text)

    def settle(self, names: Iterable[str]) -> None:
        """Keep what a locked cell has made of some names: no value from outside replaces it."""
        for name in names:
            if not blank(self.space.get(name)):
                self.taken.pop(name, None)


def read(text: str) -> Any:
    """Read a value, or say that it cannot be read."""
    try:
        return decode(text)
    except Unreadable:
        return Other("a value that cannot be read")


def blank(value: Any) -> bool:
    """Tell whether a variable waits to be filled: it holds None, dots, or something empty."""
    return value is None or value is ... or (type(value) in (str, list, dict, set) and not value)
