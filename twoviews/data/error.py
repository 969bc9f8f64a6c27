"""The one error that the data layer raises."""

from twoviews.errors import PlainError


class DataError(PlainError):
    """Say in one sentence what is wrong with a table, where, and what to do."""
