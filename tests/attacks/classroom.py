"""A small course for submissions of every kind: one assignment, its data file, its witnesses."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import nbformat
from course import ROOT, right
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from .attack import NAME, path_of
from .inside import ABSTRACT

DATA = "launches.csv"
SETUP = """\
import pandas as pd

from twoviews.checks import content, form

LEAST = 4


def share(found, wanted):
    \"\"\"Give the part of the wanted entries that was found.\"\"\"
    return len(set(found) & wanted) / len(wanted)


q1 = q2 = q3 = q4 = q6 = None
"""
HIDDEN = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
TABLE = 'pd.DataFrame({"year": [2017, 2018], "launches": [20, 0]})'
RIGHT = {
    "q1_answer": "q1 = [2, 3, 5, 7]",
    "q2_answer": f"q2 = {right('ex2.q1')!r}",
    "q3_answer": f'q3 = pd.read_csv("{DATA}")["launches"].sum()',
    "q4_answer": f"q4 = {TABLE}",
    "q6_answer": 'q6 = "heron"',
}
SOURCES = {  # id, points and source of each cell; points stand on what nbgrader scores
    "title": (None, "# Sums\n\nPrimes, actors, a sum, a table, a sentence, and a bird."),
    "setup": (None, SETUP),
    "q1_prompt": (None, "Write the four primes below ten."),
    "q1_answer": (None, RIGHT["q1_answer"]),
    "q1_check": (
        1,
        'assert type(q1) is list and len(q1) >= LEAST, "Write a list of four."\n'
        'assert all(int(number) == number for number in q1), "Write whole numbers."',
    ),
    "q1_content": (2, HIDDEN.format("round(2 * share(q1, {2, 3, 5, 7}), 2)")),
    "q2_answer": (None, RIGHT["q2_answer"]),
    "q2_check": (1, 'form("ex2.q1", q2).grade()'),
    "q2_content": (3, HIDDEN.format('content("ex2.q1", q2).grade()')),
    "q3_answer": (None, RIGHT["q3_answer"]),
    "q3_content": (2, HIDDEN.format(f'assert q3 == pd.read_csv("{DATA}")["launches"].sum()')),
    "q4_answer": (None, RIGHT["q4_answer"]),
    "q4_content": (
        2,
        HIDDEN.format(
            f"from pandas.testing import assert_frame_equal\n\nassert_frame_equal(q4, {TABLE})"
        ),
    ),
    "q5_answer": (3, "One launch does not make a policy."),
    "q6_answer": (None, RIGHT["q6_answer"]),
    "q6_content": (1, HIDDEN.format('assert q6 == "heron"')),
}
FULL = sum(points for points, _ in SOURCES.values() if points) - 3  # q5 is read by a person
PROSE = {"title", "q1_prompt", "q5_answer"}
LEFT = {"README", "history.sqlite", "nbsignatures.db"}  # by IPython and Jupyter
LEFT |= {"timestamp.txt", "timestamp.txt.bak"}  # a bad one is set aside
NBGRADERS = "WHERE tbl_name NOT LIKE 'two_views%' ORDER BY name"  # not the table of our own runs
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def cell(name: str, points: int | None, source: str) -> nbformat.NotebookNode:
    """Make a cell of the solution."""
    answer = name.endswith("answer")
    mark = {"grade_id": name, "schema_version": 3, "solution": answer, "locked": not answer}
    mark |= {"grade": points is not None, "task": False} | ({"points": points} if points else {})
    if answer:
        blank = "" if name in PROSE else f"{name[:2]} = None\n"
        source = f"{blank}### BEGIN SOLUTION\n{source}\n### END SOLUTION"
    new = new_markdown_cell if name in PROSE else new_code_cell
    return new(source, id=name, metadata={"nbgrader": mark})


def environment(home: Path) -> dict[str, str]:
    """Give the environment of an instructor whose home is `home`."""
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR", "HOME")
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return os.environ | dict.fromkeys(names, str(home)) | {"PATH": programs}


class Course:
    """A course in a folder of its own, with the home of its instructor beside it.

    Parameters
    ----------
    folder : Path
        Where course/ and home/ are.
    port : int
        Where a canary listens.
    """

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.home = folder / "course", folder / "home"
        self.socket, self.port = folder / "canary", port

    def make(self, config: str) -> None:
        """Write the solution and the settings, and generate the assignment."""
        source = self.folder / "solutions" / NAME
        source.mkdir(parents=True)
        (source / DATA).write_text("year,launches\n2017,20\n2018,0\n2019,26\n")
        cells = [cell(name, points, text) for name, (points, text) in SOURCES.items()]
        nbformat.write(new_notebook(cells=cells, metadata=KERNEL), path_of(source))
        (self.folder / "nbgrader_config.py").write_text(config)
        (self.home / ".ssh").mkdir(parents=True)
        (self.home / ".ssh" / "id_rsa").write_text("a key of the instructor's\n")
        made = self.run("nbgrader", "generate_assignment", NAME)
        assert made.returncode == 0, made.stderr[-2000:]

    def run(self, module: str, *words: str, seconds: int = 600) -> subprocess.CompletedProcess:
        """Run a command in the course's folder, to its end."""
        return subprocess.run(
            [sys.executable, "-m", module, *words],
            cwd=self.folder,
            env=environment(self.home),
            capture_output=True,
            text=True,
            errors="replace",
            timeout=seconds,
        )

    def submit(self, student: str, cells: dict[str, str], edit=None) -> None:
        """Hand in the released assignment with some cells written, `$COURSE` in them filled in."""
        target = self.folder / "submitted" / student / NAME
        shutil.copytree(self.folder / "exercises" / NAME, target)
        notebook = json.loads(path_of(target).read_text())
        for each in notebook["cells"]:
            each["source"] = cells.get(each["id"], each["source"])
        path_of(target).write_text(json.dumps(notebook))
        if edit:
            edit(target)
        for path in target.iterdir():
            if path.is_file() and not path.is_symlink() and path.stat().st_nlink == 1:
                path.write_bytes(self.placed(path.read_bytes()))

    def placed(self, source: bytes) -> bytes:
        """Fill in what an attacker may know of the machine."""
        places = {"COURSE": self.folder, "HOME": self.home, "SOCKET": self.socket}
        places |= {"PORT": self.port, "ABSTRACT": f"{ABSTRACT}{self.port}"}
        for word, place in places.items():
            source = source.replace(f"${word}".encode(), str(place).encode())
        return source

    def scores(self) -> dict[str, dict[str, float | None]]:
        """Read the automatic scores of each graded submission, cell by cell."""
        query = """
            SELECT submitted_assignment.student_id, base_cell.name, grade.auto_score FROM grade
            JOIN base_cell ON base_cell.id = grade.cell_id
            JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
            JOIN submitted_assignment
                ON submitted_assignment.id = submitted_notebook.assignment_id"""
        found: dict[str, dict[str, float | None]] = {}
        for student, name, score in self.rows(query):
            found.setdefault(student, {})[name] = score
        return found

    def rows(self, query: str) -> list[tuple]:
        """Ask the gradebook."""
        connection = sqlite3.connect(f"file:{self.folder / 'gradebook.db'}?mode=ro", uri=True)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()

    def kept(self) -> dict[str, str]:
        """Digest what grading may not change: all but gradebook, autograded/ and logs."""
        return {
            **digests(self.folder, "gradebook.db", "autograded", "feedback", ".twoviews"),
            **digests(self.home),
        }

    def definitions(self) -> dict[str, list]:
        """Read what the gradebook says of the assignment itself, and of points given by hand."""
        return {
            "schema": self.rows(f"SELECT type, name, sql FROM sqlite_master {NBGRADERS}"),
            "cells": self.rows("SELECT * FROM source_cell ORDER BY id"),
            "points": self.rows("SELECT id, max_score FROM grade_cells ORDER BY id"),
            "by hand": self.rows(
                "SELECT id, manual_score, extra_credit FROM grade "
                "WHERE manual_score IS NOT NULL OR extra_credit IS NOT NULL"
            ),
        }


def digests(folder: Path, *besides: str) -> dict[str, str]:
    """Digest every file below a folder, links as where they lead."""
    found = {}
    tops = [path for path in folder.iterdir() if not path.name.startswith(besides)]
    for path in sorted(each for top in tops for each in (top, *top.rglob("*"))):
        if path.name in LEFT:
            continue
        if path.is_symlink():
            found[str(path)] = f"-> {path.readlink()}"
        elif path.is_file():
            found[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def config_of_stock() -> str:
    """Give the settings of a course that grades with nbgrader as it comes."""
    return (
        "c = get_config()\n"
        'c.CourseDirectory.source_directory = "solutions"\n'
        'c.CourseDirectory.release_directory = "exercises"\n'
        "c.Execute.timeout = 8\n"
    )


def config_of_ours() -> str:
    """Give the settings of this course."""
    return (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
