"""The errors of this layer, and how the operating system's are put into words."""

import errno
from pathlib import Path

FULL = {errno.ENOSPC, errno.EDQUOT}
CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


class SimulationError(Exception):
    """Say in one sentence what is wrong, where, and what to do."""


class CommandError(SimulationError):
    """A command of nbgrader failed: the sentence is followed by its last lines."""


def in_words(error: OSError, folder: Path) -> str:
    """Put an error of the operating system into one sentence.

    Examples
    --------
    >>> in_words(OSError(errno.ENOSPC, "No space left on device"), Path("class"))
    'The disk that holds class is full: free some space, or choose another place.'
    """
    if error.errno in FULL:
        return f"The disk that holds {folder} is full: free some space, or choose another place."
    place = error.filename or folder
    if error.errno in CLOSED:
        return f"{place} cannot be written to: choose another place with --folder."
    return f"The class could not be played ({place}: {error.strerror or error}): put that right."
