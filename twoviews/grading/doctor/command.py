"""The command `twoviews doctor`: its options, and what it tells."""

import argparse
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from twoviews.errors import PlainError
from twoviews.grading.door.findings import Finding
from twoviews.grading.errors import NotGraded
from twoviews.place.command import in_one_sentence
from twoviews.place.error import FULL

if TYPE_CHECKING:
    from twoviews.grading.doctor.submissions import Patient
    from twoviews.grading.doctor.ward import Ward

REPAIR = "Run it again with --repair to put right what can be; the originals are kept."


def add(commands: argparse._SubParsersAction) -> None:
    """Add `doctor` to the commands of the command line."""
    command = commands.add_parser(
        "doctor",
        help="examine submissions before grading, or your own notebook before handing it in",
        description="Name in a sentence each whatever would trouble grading. The exit status is "
        "1 while something remains.",
    )
    command.add_argument(
        "what", nargs="?", help="an assignment, such as ex2_actors, or a notebook's path (all)"
    )
    command.add_argument("--student", help="only this one")
    command.add_argument("--repair", action="store_true", help="put right what can be")
    command.add_argument("--course", type=Path, help="the folder of the course (the current one)")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Examine and tell; give 0 when nothing remains."""
    folder = (options.course or Path.cwd()).resolve()
    own = options.what and options.what.endswith(".ipynb")
    work = partial(own_notebook, Path(options.what)) if own else partial(submissions, folder)
    done = partial(told, partial(work, options))
    return in_one_sentence(done, folder, "The doctor could not work")


def told(work: Callable[[], int]) -> int:
    """Do the doctor's work; what stops it is one sentence."""
    try:
        return work()
    except PlainError as problem:
        print(problem, file=sys.stderr)
        return 1


def own_notebook(path: Path, options: argparse.Namespace) -> int:
    """Examine a student's own notebook."""
    from twoviews.grading.doctor.own import examine_own, repair_own

    try:
        notebook, findings = examine_own(path)
    except NotGraded as problem:
        print(problem)
        return 1
    tell(findings)
    if options.repair and any(finding.repaired for finding in findings):
        print(f"Repaired: {path}. The original is {repair_own(path, notebook)}.")
        findings = [finding for finding in findings if not finding.repaired]
    return ended(findings, options.repair, f"{path} is ready to hand in.")


def submissions(folder: Path, options: argparse.Namespace) -> int:
    """Examine the submissions of one assignment, or of all."""
    from twoviews.grading.doctor.ward import Ward

    ward = Ward(folder)
    remaining, seen = [], 0
    for patient in ward.patients(options.what, options.student):
        seen += 1
        tell(patient.findings)
        repairing = options.repair and patient.repairable
        remaining += repaired(ward, patient) if repairing else patient.findings
    return ended(remaining, options.repair, f"Ready to grade: {seen}.")


def repaired(ward: "Ward", patient: "Patient") -> list[Finding]:
    """Repair one submission, and give what remains; what goes wrong is this submission's alone."""
    place = ward.originals(patient)
    try:
        ward.repair(patient)
    except OSError as error:
        if error.errno in FULL:  # the next one would fail as well, half moved
            raise
        why = f"It was not repaired ({error.strerror}): look in {place} for what was moved."
        remaining = [Finding(patient.student, None, why, repaired=False)]
        tell(remaining)
        return remaining
    print(f"{patient.student}: Repaired, the original is in {place}.")
    return [finding for finding in patient.findings if not finding.repaired]


def tell(findings: Iterable[object]) -> None:
    """Print each finding on a line of its own."""
    for finding in findings:
        print(finding)


def ended(remaining: list, repaired: bool, well: str) -> int:
    """Say how it ended, and give the exit status."""
    if not remaining:
        print(well)
        return 0
    if any(finding.repaired for finding in remaining) and not repaired:
        print(REPAIR)
    return 1
