"""The error of this layer."""

from twoviews.place.error import PlaceError


class BundleError(PlaceError):
    """Say in one sentence why there is no students' copy, and what to do."""
