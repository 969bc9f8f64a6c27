"""Stand in for a value that is no plain data and so never reaches the tests."""

from typing import NoReturn

from twoviews.errors import PlainError


class NeedsObject(PlainError):
    """Say that a test wants more of a student's value than plain data."""


class Other:
    """Tell what a student's value was, in place of the value.

    Parameters
    ----------
    what : str
        What it was, in words.

    Examples
    --------
    >>> Other("a function")
    <a function: only plain data reaches the tests>
    """

    __slots__ = ("_what",)

    def __init__(self, what: str) -> None:
        self._what = what

    def __repr__(self) -> str:
        return f"<{self._what}: only plain data reaches the tests>"

    def __call__(self, *args: object, **kwargs: object) -> NoReturn:
        """Say clearly that a student's function cannot be called here."""
        raise NeedsObject(
            f"This test calls {self._what} of the student's, but only plain data reaches the "
            "tests: let a cell of the student's keep what it returns in a variable, and test that."
        )
