"""The errors of this layer."""

from twoviews.place.error import PlaceError


class SimulationError(PlaceError):
    """Say in one sentence what is wrong, where, and what to do."""


class CommandError(SimulationError):
    """A command of nbgrader failed: the sentence is followed by its last lines."""
