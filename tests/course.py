"""The assignments as the solutions hold them: model answers, and what must stay private."""

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import nbformat

from twoviews.checks.questions import TASKS
from twoviews.data import load

ROOT = Path(__file__).resolve().parents[1]
DELIMITER = re.compile(r"^(?:# )?### (?:BEGIN|END) SOLUTION\n?", re.M)
PRIVATE = re.compile(r"### BEGIN (SOLUTION|HIDDEN TESTS|MARK SCHEME)(.*?)### END \1", re.S)


def assignments() -> list[str]:
    """Name every assignment that there is a solution of."""
    return sorted(path.stem for path in (ROOT / "solutions").glob("*/*.ipynb"))


def cells(assignment: str, folder: str = "solutions") -> list:
    """Read the cells of an assignment."""
    path = ROOT / folder / assignment / f"{assignment}.ipynb"
    return nbformat.read(path, as_version=4).cells


def answers(cell) -> bool:
    """Tell whether a cell is the student's."""
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def model(assignment: str) -> dict[str, str]:
    """Give what a student with every answer right has in the answer cells, by their ids."""
    found = [cell for cell in cells(assignment) if answers(cell)]
    return {cell.id: DELIMITER.sub("", cell.source) for cell in found}


def visible(assignment: str) -> dict[str, str]:
    """Give the questions with a check that students can run, by their number, such as q1."""
    graded = [c for c in cells(assignment) if c.metadata.get("nbgrader", {}).get("grade")]
    names = [cell.id.removesuffix("_check") for cell in graded if cell.id.endswith("_check")]
    asked = load("questions").query("exercise == @assignment")["question_id"]
    return {question.partition(".")[2]: question for question in asked if question[-2:] in names}


def private(assignment: str) -> set[str]:
    """Give the lines of a solution that a student must not have."""
    hidden, shown = [], []
    for cell in cells(assignment):
        if answers(cell) and not PRIVATE.search(cell.source):
            hidden.append(cell.source)
        else:
            hidden += [region for _, region in PRIVATE.findall(cell.source)]
            shown.append(PRIVATE.sub("", cell.source))
    public = "\n".join(shown)
    return {line for line in lines("\n".join(hidden)) if line not in public}


def lines(text: str) -> set[str]:
    """Give the lines of a text that say something."""
    found = {line.strip("# ") for line in text.splitlines()}
    return {line for line in found if len(line) > 12}


@cache
def solved(assignment: str) -> dict[str, Any]:
    """Run the locked cells before the answers, then the answers; give what they leave."""
    scope: dict[str, Any] = {}
    for cell in cells(assignment):
        mark = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and (mark.get("solution") or mark.get("locked")):
            mark.get("grade") and not mark.get("solution") or exec(cell.source, scope)
    return scope


def right(question: str) -> Any:
    """Give the model answer to a question; None where it is prose in a Markdown cell."""
    exercise = load("questions").set_index("question_id").at[question, "exercise"]
    return solved(exercise).get(TASKS[question].variable)


def nbgrader(folder: Path, home: Path, *command: str) -> subprocess.CompletedProcess:
    """Run one of nbgrader's commands in a folder, away from the user's own settings."""
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR", "HOME")
    return subprocess.run(
        [sys.executable, "-m", "nbgrader", *command],
        cwd=folder,
        env=os.environ | dict.fromkeys(names, str(home)),
        capture_output=True,
        text=True,
        timeout=300,
    )
