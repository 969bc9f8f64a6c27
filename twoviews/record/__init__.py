"""Count the dated record by term, year and window, always with a rate beside the raw total."""

from twoviews.record.counts import per_term, per_year
from twoviews.record.measures import MEASURES, RecordError
from twoviews.record.pauses import longest_pause, longest_pause_per_term
from twoviews.record.windows import before_and_after, per_window

__all__ = [
    "MEASURES",
    "RecordError",
    "before_and_after",
    "longest_pause",
    "longest_pause_per_term",
    "per_term",
    "per_window",
    "per_year",
]
