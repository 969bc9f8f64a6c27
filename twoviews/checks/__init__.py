"""Check answers in words: `form` while working, `content` when graded, `hint` when stuck."""

from twoviews.checks.feedback import Feedback
from twoviews.checks.hints import Hint, hint
from twoviews.checks.installation.environment import setup
from twoviews.checks.installation.programs import installed
from twoviews.checks.model import Model, model
from twoviews.checks.questions import content, form

__all__ = ["Feedback", "Hint", "Model", "content", "form", "hint", "installed", "model", "setup"]
