"""What can be wrong with a place, and how the operating system's errors are put into words."""

import errno
from pathlib import Path

FULL = {errno.ENOSPC, errno.EDQUOT}
CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


class PlaceError(Exception):
    """Say in one sentence what is wrong, where, and what to do."""


def in_words(error: OSError, folder: Path, failed: str) -> str:
    """Put an error of the operating system into one sentence.

    Parameters
    ----------
    error : OSError
        What the system said.
    folder : Path
        Where the command writes.
    failed : str
        What did not come about, as the beginning of a sentence.

    Examples
    --------
    >>> full = OSError(errno.ENOSPC, "No space left on device")
    >>> in_words(full, Path("class"), "The class could not be played")
    'The disk that holds class is full: free some space, or choose another place.'
    """
    if error.errno in FULL:
        return f"The disk that holds {folder} is full: free some space, or choose another place."
    place = error.filename or folder
    if error.errno in CLOSED:
        return f"{place} cannot be written to: choose another place with --folder."
    return f"{failed} ({place}: {error.strerror or error}): put that right."
