"""Grade submissions of which nothing is trusted: an nbgrader plug-in and the commands with it."""

from twoviews.grading.errors import NoSandbox, NotGraded
from twoviews.grading.sandbox.limits import Limits

__all__ = ["Limits", "NoSandbox", "NotGraded"]
