"""Submissions that attack a grader, by their way in, and honest ones that look odd."""

from .channel import CHANNEL
from .database import DATABASE
from .files import FILES
from .ipython import IPYTHON
from .messages import MESSAGES
from .metadata import METADATA
from .names import NAMES
from .network import NETWORK
from .objects import OBJECTS
from .oddities import ODDITIES
from .pages import PAGES
from .processes import PROCESSES
from .resources import RESOURCES
from .symlinks import SYMLINKS

ATTACKS = [
    *NAMES,
    *OBJECTS,
    *IPYTHON,
    *MESSAGES,
    *FILES,
    *DATABASE,
    *SYMLINKS,
    *PROCESSES,
    *NETWORK,
    *RESOURCES,
    *METADATA,
    *CHANNEL,
    *PAGES,
]

__all__ = ["ATTACKS", "ODDITIES"]
