"""How much a submission may use before it is stopped."""

import sys
from dataclasses import dataclass
from pathlib import Path

MEGA = 1_000_000


@dataclass(frozen=True)
class Limits:
    """What a submission may use: the student's cells all of it, and the tests all of it again.

    Parameters
    ----------
    cell_seconds, notebook_seconds : float
        Time that passes while a cell, or all cells of a notebook, run.
    grace_seconds : float
        What an interrupted cell is given to end by itself.
    memory : int
        Bytes that a cell's process and whatever it started may hold together.
    processes : int
        Processes and threads at a time.
    file_size, disk_size : int
        Bytes of one file, and of all files; they are kept in memory.
    cell_output, notebook_output : int
        Bytes that a cell, or the student's cells together, may show.

    Examples
    --------
    >>> Limits(cell_seconds=5).processes
    64
    """

    cell_seconds: float = 30
    notebook_seconds: float = 120
    grace_seconds: float = 2
    memory: int = 1 << 30
    processes: int = 64
    file_size: int = 20 * MEGA
    disk_size: int = 64 * MEGA
    cell_output: int = 100_000
    notebook_output: int = MEGA


def scratch() -> str:
    """Name the folder for temporary files: /tmp, but another one where /tmp holds the course.

    Examples
    --------
    >>> scratch() in ("/tmp", "/scratch")
    True
    """
    held = (sys.prefix, sys.base_prefix, str(Path(__file__).resolve()))
    return "/scratch" if any(path.startswith("/tmp/") for path in held) else "/tmp"
