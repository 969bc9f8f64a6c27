"""Hold that what came from a student's process is exactly what it has to be."""

from typing import Any

from twoviews.grading.values.kinds import carried


def exact(value: Any, *kinds: type) -> Any:
    """Hold that a value is exactly of one of some types."""
    if type(value) not in kinds:
        raise TypeError(type(value).__name__)
    return value


def text(value: Any) -> str:
    """Hold that a value is text."""
    return exact(value, str)


def dtype(name: Any) -> str:
    """Hold that a name is that of a plain type of column."""
    if not carried(text(name)):
        raise ValueError(name)
    return name
