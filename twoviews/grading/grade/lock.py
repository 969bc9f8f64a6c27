"""Hold a course for one run, so that no two runs grade it at the same time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from twoviews.grading.grade.error import GradingError


@contextmanager
def only_run(root: Path) -> Iterator[None]:
    """Hold a course's folder while a block runs; a run that is killed lets it go.

    Raises
    ------
    GradingError
        When another run holds it.
    """
    folder = os.open(root, os.O_RDONLY)
    try:
        claim(folder, root)
        yield
    finally:
        os.close(folder)


def claim(folder: int, root: Path) -> None:
    """Lock an open folder, or say that another run has."""
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise GradingError(
            f"Another run is grading the course in {root}: let it end, then try again."
        ) from None
