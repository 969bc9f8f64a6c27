"""Put a graded submission in its folder: all of it, or nothing."""

import os
import shutil
from pathlib import Path
from uuid import uuid4

PARTIAL = ".grading"  # hidden from nbgrader, on the disk that the graded folders are on


class Shelf:
    """The folder of graded submissions, and a place in it to make the next ones.

    As a context manager it takes that place away at the end; what a run has left that
    was killed goes at the beginning.

    Parameters
    ----------
    folder : Path
        The folder that holds all graded submissions.
    permissions : int
        Those of each file, as nbgrader's settings have them.
    """

    def __init__(self, folder: Path, permissions: int) -> None:
        self.folder, self.permissions = folder, permissions
        self.partial = folder / PARTIAL

    def __enter__(self) -> "Shelf":
        shutil.rmtree(self.partial, ignore_errors=True)
        self.partial.mkdir(parents=True)
        return self

    def __exit__(self, *problem) -> None:
        shutil.rmtree(self.partial, ignore_errors=True)

    def prepare(self, files: dict[str, bytes]) -> Path:
        """Write the files of a submission, by their names, to a folder that is not in place yet."""
        made = self.partial / uuid4().hex
        for name, content in files.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            path.chmod(self.permissions)
        return made

    def place(self, made: Path, folder: Path) -> None:
        """Put a folder in place of what is there."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        self.discard(folder)
        made.rename(folder)

    def discard(self, folder: Path) -> None:
        """Take away what is in a place, at once and whole."""
        if os.path.lexists(folder):
            old = self.partial / uuid4().hex
            folder.rename(old)
            shutil.rmtree(old, ignore_errors=True)
