"""Examine what students handed in, and put right what can be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat

from twoviews.grading.doctor.keep import copy_aside, set_aside, write
from twoviews.grading.door.admit import Admitted, admit
from twoviews.grading.door.files import OURS
from twoviews.grading.door.findings import Finding
from twoviews.grading.errors import NotGraded
from twoviews.grading.record import Record

ORIGINALS = "originals"  # beside submitted/: what a repair has replaced


@dataclass(frozen=True)
class Patient:
    """One submission, and what was found in it.

    Parameters
    ----------
    student : str
        Whose it is.
    folder : Path
        submitted/<student>/<assignment>.
    admitted : Admitted or None
        What would be graded; None when nothing would.
    findings : tuple of Finding
        Every departure from the released exercise.
    """

    student: str
    folder: Path
    admitted: Admitted | None
    findings: tuple[Finding, ...]

    @property
    def repairable(self) -> bool:
        """Whether a repair would change anything."""
        return self.admitted is not None and any(each.repaired for each in self.findings)


def examine(
    folder: Path, student: str, records: Mapping[str, Record], shipped: set[str]
) -> Patient:
    """Look at one submission as grading does, and change nothing but an unreadable time."""
    try:
        admitted = admit(folder, student, records, shipped)
    except NotGraded as problem:
        finding = Finding(student, problem.cell or None, problem.reason, repaired=False)
        return Patient(student, folder, None, (finding,))
    return Patient(student, folder, admitted, admitted.findings)


def repair(patient: Patient, root: Path, shipped: set[str]) -> None:
    """Write the notebooks anew; what they replace, and strange files, go to originals/.

    Parameters
    ----------
    patient : Patient
        A submission that can be repaired.
    root : Path
        The folder of the course.
    shipped : set of str
        The files that the assignment comes with.
    """
    kept = root / ORIGINALS / patient.student / patient.folder.name
    for name, notebook in patient.admitted.notebooks.items():
        path = patient.folder / f"{name}.ipynb"
        if path.exists():
            copy_aside(path, kept / path.name)
        write(path, nbformat.writes(notebook))
    made = {f"{name}.ipynb" for name in patient.admitted.notebooks}
    for path in strange(patient.folder, shipped | made):
        set_aside(path, kept / path.relative_to(patient.folder))


def strange(folder: Path, expected: set[str]) -> Iterator[Path]:
    """Give the files that a repair sets aside: all but nbgrader's own and those expected."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in OURS | expected:
            yield path
