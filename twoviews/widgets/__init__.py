"""Show the tables of a lesson and the panels that a reader moves; the only place with widgets."""

from twoviews.widgets.actors import ActorPanel
from twoviews.widgets.claimed import claim_twin
from twoviews.widgets.claims import ClaimPanel
from twoviews.widgets.compared import comparison_twin
from twoviews.widgets.comparison import ComparisonPanel
from twoviews.widgets.drafted import workshop_twin
from twoviews.widgets.forecast import ForecastPanel
from twoviews.widgets.matrix import MatrixPanel
from twoviews.widgets.mentions import actor_twin
from twoviews.widgets.passages import reading_twin
from twoviews.widgets.practice import PracticePanel
from twoviews.widgets.practised import practice_twin
from twoviews.widgets.ranges import show_ranges
from twoviews.widgets.reading import ReadingPanel
from twoviews.widgets.record import RecordPanel
from twoviews.widgets.recorded import record_twin
from twoviews.widgets.tables import show, table
from twoviews.widgets.tally import forecast_twin
from twoviews.widgets.weighed import matrix_twin
from twoviews.widgets.workshop import WorkshopPanel

__all__ = [
    "ActorPanel",
    "ClaimPanel",
    "ComparisonPanel",
    "ForecastPanel",
    "MatrixPanel",
    "PracticePanel",
    "ReadingPanel",
    "RecordPanel",
    "WorkshopPanel",
    "actor_twin",
    "claim_twin",
    "comparison_twin",
    "forecast_twin",
    "matrix_twin",
    "practice_twin",
    "reading_twin",
    "record_twin",
    "show",
    "show_ranges",
    "table",
    "workshop_twin",
]
