"""The submissions of a course, as the doctor goes from one to the next."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from twoviews.grading.doctor.own import read_released
from twoviews.grading.doctor.submissions import ORIGINALS, Patient, examine, repair
from twoviews.grading.grade.course import Course
from twoviews.grading.grade.error import GradingError
from twoviews.grading.record import Record


class Ward:
    """A course and its submissions.

    Parameters
    ----------
    folder : Path
        Where nbgrader_config.py is.

    Raises
    ------
    GradingError
        When there are no settings.
    """

    def __init__(self, folder: Path) -> None:
        self._course = Course(folder)
        self._records = cache(self._read)

    def patients(self, assignment: str | None, student: str | None) -> Iterator[Patient]:
        """Examine the submissions of an assignment, or of all that were released.

        Raises
        ------
        GradingError
            When an assignment was not released, or nothing was handed in.
        """
        known = [path.name for path in self._released("*").parent.glob("*") if path.is_dir()]
        if assignment is not None and assignment not in known:
            names = ", ".join(sorted(known)) or "none"
            raise GradingError(f"{assignment} was not released: there are {names}.")
        found = 0
        for name in sorted(known) if assignment is None else [assignment]:
            students = self._course.students(name)
            for each in students if student is None else sorted({student} & set(students)):
                found += 1
                folder = self._course.submission(each, name)
                yield examine(folder, each, self._records(name), self._shipped(name))
        if not found:
            raise GradingError("Nothing was handed in that fits: collect first.")

    def repair(self, patient: Patient) -> None:
        """Put right what can be in a submission, and keep the original."""
        repair(patient, self._course.root, self._shipped(patient.folder.name))

    def originals(self, patient: Patient) -> Path:
        """Name the folder that keeps what a repair has replaced."""
        return Path(ORIGINALS, patient.student, patient.folder.name)

    def _released(self, assignment: str) -> Path:
        course = self._course.directory
        return Path(course.format_path(course.release_directory, ".", assignment))

    def _read(self, assignment: str) -> dict[str, Record]:
        paths = sorted(self._released(assignment).glob("*.ipynb"))
        return {path.stem: read_released(path) for path in paths}

    def _shipped(self, assignment: str) -> set[str]:
        folder = self._released(assignment)
        files = [path for path in folder.rglob("*") if path.is_file()]
        names = {path.relative_to(folder).as_posix() for path in files}
        return {name for name in names if not name.endswith(".ipynb")}
