"""The one error that the judge of summaries raises."""

from twoviews.errors import PlainError


class SummaryError(PlainError):
    """Say in a sentence what is wrong with a key point, a source or an article's name."""
