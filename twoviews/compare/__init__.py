"""Lay two articles side by side: their themes, their claims, how the claims stand to each other."""

from twoviews.compare.actors import cast, pick_mentions
from twoviews.compare.choice import ALL, ChoiceError, hold
from twoviews.compare.coverage import counted, grid, in_words
from twoviews.compare.predictions import pick_claims, presidencies, spelled_out
from twoviews.compare.relations import pairs, tallied
from twoviews.compare.themes import by_theme, side_by_side, space, themes, vantage

__all__ = [
    "ALL",
    "ChoiceError",
    "by_theme",
    "cast",
    "counted",
    "grid",
    "hold",
    "in_words",
    "pairs",
    "pick_claims",
    "pick_mentions",
    "presidencies",
    "side_by_side",
    "space",
    "spelled_out",
    "tallied",
    "themes",
    "vantage",
]
