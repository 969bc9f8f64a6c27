"""Score forecasts and weigh hypotheses: words to probabilities, Brier score, consistency matrix."""

from twoviews.scoring.base_rates import per_span
from twoviews.scoring.brier import brier_score, calibration, decomposition, skill_score
from twoviews.scoring.hedges import Band, band, bands
from twoviews.scoring.held import ScoringError
from twoviews.scoring.matrix import decisive, diagnosticity, drop_each, inconsistency
from twoviews.scoring.means import leave_one_out, mean_scores
from twoviews.scoring.outcomes import readings, scorable, score_each
from twoviews.scoring.ratings import grid

__all__ = [
    "Band",
    "ScoringError",
    "band",
    "bands",
    "brier_score",
    "calibration",
    "decisive",
    "decomposition",
    "diagnosticity",
    "drop_each",
    "grid",
    "inconsistency",
    "leave_one_out",
    "mean_scores",
    "per_span",
    "readings",
    "scorable",
    "score_each",
    "skill_score",
]
