"""The errors of this command."""

from twoviews.errors import PlainError


class GradingError(PlainError):
    """Say in one sentence why the run cannot start or go on, and what to do."""
