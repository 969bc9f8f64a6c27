"""The one error that the data layer raises, with the wording for names that are not known."""

from twoviews.text import unknown

__all__ = ["DataError", "unknown"]


class DataError(Exception):
    """Say in one sentence what is wrong with a table, where, and what to do."""

    def _render_traceback_(self) -> list[str]:
        """Show the sentence alone in a notebook: IPython asks for this method."""
        return [f"DataError: {self}"]
