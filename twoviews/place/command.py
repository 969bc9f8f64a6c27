"""Run a command's work: whatever stops it is one sentence and an exit status."""

import signal
import sys
from collections.abc import Callable
from pathlib import Path

from twoviews.place.error import PlaceError, in_words


def in_one_sentence(work: Callable[[], int], folder: Path, failed: str) -> int:
    """Do a command's work on a folder.

    Parameters
    ----------
    work : callable
        What to do; it gives the exit status.
    folder : Path
        Where the command writes.
    failed : str
        What did not come about when it fails, as the beginning of a sentence.

    Returns
    -------
    int
        The work's own status, 1 when something is wrong, 130 when interrupted.
    """
    # ended from outside or interrupted at the keyboard: both tidy up
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return work()
    except PlaceError as problem:
        print(problem, file=sys.stderr)
    except OSError as error:
        print(in_words(error, folder, failed), file=sys.stderr)
    except KeyboardInterrupt:
        print(f"\nStopped: nothing half-made was left, {folder} is as it was.", file=sys.stderr)
        return 130
    finally:
        signal.signal(signal.SIGTERM, before)
    return 1
