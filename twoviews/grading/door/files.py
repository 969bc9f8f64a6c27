"""Look at the files of a submission: what stays out, and which of them is the notebook."""

import os
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from nbgrader.utils import parse_utc

from twoviews.grading.door.findings import Finding, shown
from twoviews.grading.door.read import raw
from twoviews.grading.errors import NotGraded

TIMESTAMP = "timestamp.txt"
OURS = {TIMESTAMP, "submission_secret.txt"}  # what nbgrader itself puts beside a notebook
CACHES = {".ipynb_checkpoints", "__pycache__"}
MOST_FILES = 1_000
NAME = re.compile(r"(?![.~-])[^\x00-\x1f\x7f/\\*?\[\]{}<>|\"$%`;&:]{1,100}(?<![. ])")


def plain_name(name: str) -> bool:
    """Tell whether a student's name can be a folder's, and a part of a command.

    Examples
    --------
    >>> [plain_name(name) for name in ("bitdiddle", "김철수", "..", "a/b", "a\\nb", "--force", "*")]
    [True, True, False, False, False, False, False]
    """
    return NAME.fullmatch(name) is not None and name.isprintable()


@dataclass(frozen=True)
class Submission:
    """The files of one submission.

    Parameters
    ----------
    folder : Path
        Where it is.
    student : str
        Whose it is.
    files : tuple of str
        Its plain files, seen from the folder, without caches; in alphabetical order.
    """

    folder: Path
    student: str
    files: tuple[str, ...]

    def notebook(self, name: str, others: Collection[str] = ()) -> tuple[Path, list[Finding]]:
        """Find the file of a notebook, also where the student has renamed it.

        Parameters
        ----------
        name : str
            The notebook's name, without ending.
        others : collection of str
            The names of the assignment's other notebooks.

        Raises
        ------
        NotGraded
            When there is none, or several that it may be.
        """
        wanted = f"{name}.ipynb"
        if wanted in self.files:
            return self.folder / wanted, []
        taken = {f"{other}.ipynb" for other in others}
        found = [file for file in self.files if ".ipynb" in file.casefold() and file not in taken]
        if len(found) == 1:
            sentence = f"The notebook {wanted} is called {shown(found[0])}: it is taken for it."
            return self.folder / found[0], [Finding(self.student, None, sentence)]
        raise NotGraded(absent(wanted, found), self.student)

    def foreign(self, shipped: Collection[str]) -> list[str]:
        """Name the files that are not the assignment's."""
        return [file for file in self.files if file not in OURS and file not in shipped]


def absent(wanted: str, found: Sequence[str]) -> str:
    """Say that a notebook is not there, and what is."""
    if not found:
        return f"There is no {wanted} in the submission: ask for it."
    names = ", ".join(shown(file) for file in found[:5])
    return f"There is no {wanted}, but {names}: give the right one its name."


def submission(folder: Path, student: str) -> Submission:
    """Look at a submission's folder.

    Raises
    ------
    NotGraded
        When anything in it is a link or no plain file, or there are too many files.
    """
    if not plain_name(student):
        raise NotGraded("The student's name cannot be a folder's: rename it.", shown(student))
    for place in (folder.parent, folder):
        if place.is_symlink() or not place.is_dir():
            raise NotGraded(
                f"The folder {shown(place.name)} is a link: ask for the files.", student
            )
    return Submission(folder, student, files_in(folder, student))


def files_in(folder: Path, student: str) -> tuple[str, ...]:
    """List the plain files in a folder, seen from it, without caches; refuse everything else."""
    files = tuple(sorted(islice(walk(folder, student), MOST_FILES + 1)))
    if len(files) > MOST_FILES:
        raise NotGraded(f"There are more than {MOST_FILES} files in it.", student)
    return files


def walk(folder: Path, student: str, inner: str = "") -> Iterator[str]:
    """Give the plain files in a folder and its folders, and refuse everything else."""
    with os.scandir(folder) as entries:
        for entry in entries:
            name = inner + entry.name
            if entry.is_symlink() or not (entry.is_dir() or entry.is_file()):
                why = f"{shown(name)} is a link or no plain file: ask for the file itself."
                raise NotGraded(why, student)
            if entry.is_dir() and inner.count("/") > 10:
                raise NotGraded("Its folders lie too deep in each other.", student)
            if entry.is_dir() and entry.name not in CACHES:
                yield from walk(Path(entry.path), student, f"{name}/")
            elif entry.is_file():
                yield name


def time_of(found: Submission) -> datetime | None:
    """Read when a submission was made: None when its file is missing, empty or no time."""
    return read_time(found.folder / TIMESTAMP) if TIMESTAMP in found.files else None


def read_time(path: Path) -> datetime | None:
    """Read a time from a plain file; None where there is none."""
    if path.is_symlink() or not path.is_file():
        return None
    try:
        return parse_utc(raw(path, "").decode().strip() or None)
    except (NotGraded, ValueError, OverflowError, TypeError):
        return None


def set_time_aside(found: Submission) -> list[Finding]:
    """Set aside a time of submission that cannot be read, and say so.

    It would end nbgrader's commands and its list of submissions, for the whole class.
    The file stays beside, as timestamp.txt.bak.
    """
    path = found.folder / TIMESTAMP
    if TIMESTAMP not in found.files or time_of(found) or not path.stat().st_size:
        return []
    path.replace(path.with_name(f"{TIMESTAMP}.bak"))
    sentence = f"{TIMESTAMP} holds no time: the submission counts as one without a time."
    return [Finding(found.student, None, sentence)]
