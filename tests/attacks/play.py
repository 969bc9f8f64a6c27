"""Grade a whole class of attackers and odd but honest students with one command."""

import json
import os
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from . import ATTACKS, ODDITIES
from .attack import NAME, Attack
from .classroom import Course, config_of_ours, environment

HERE = Path(__file__).resolve().parent
COMMANDS = {"autograde": ("nbgrader", "autograde", NAME), "grade": ("twoviews.cli", "grade", NAME)}
LIMITS = """
c.Execute.timeout = 3
c.IsolatedExecute.notebook_timeout = 20
"""
MOST = 900  # seconds
NBGRADERS = {"files", "database", "symlinks", "metadata", "pages"}
OTHERS = [attack for attack in ATTACKS if attack.way not in NBGRADERS]


@dataclass(frozen=True)
class Played:
    """What a command made of the class.

    Parameters
    ----------
    course : Course
        The course afterwards.
    before, after : dict
        Digests of what grading may not change.
    defined : tuple of dict
        What the gradebook said of the assignment before and afterwards.
    scores : dict
        Scores by student and cell.
    report : dict
        Exit status, seconds, processes left, calls heard.
    out : str
        What the command printed.
    """

    course: Course
    before: dict[str, str]
    after: dict[str, str]
    defined: tuple[dict, dict]
    scores: dict[str, dict[str, float | None]]
    report: dict
    out: str

    def earned(self, student: str) -> float | None:
        """Add up what a student has; None for one who was not graded."""
        scores = self.scores.get(student)
        return None if scores is None else sum(score or 0 for score in scores.values())


def free_port() -> int:
    """Ask the system for a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def tried(command: str) -> list[Attack]:
    """List the attacks on a command.

    nbgrader's own, which grades one after the other, has all those at which its own code is
    at work too, and a part of the others: the sandbox is the same.
    """
    if command == "grade":
        return ATTACKS
    return [attack for attack in ATTACKS if attack.way in NBGRADERS] + OTHERS[::5]


def enrolled(folder: Path, command: str) -> Course:
    """Make the course with the submissions of attackers and of odd but honest students."""
    course = Course(folder, free_port())
    course.make(config_of_ours() + LIMITS)
    for each in [*tried(command), *ODDITIES]:
        course.submit(each.name, each.cells, each.edit)
    return course


def play(course: Course, command: str) -> Played:
    """Grade the class in a process namespace of its own, so that nothing outside can be hit."""
    before, defined = course.kept(), course.definitions()
    inside = [sys.executable, str(HERE / "inside.py"), str(course.socket), str(course.port)]
    subprocess.run(
        [*apart(), *inside, str(MOST), sys.executable, "-m", *COMMANDS[command]],
        cwd=course.folder,
        env=environment(course.home),
        check=True,
        timeout=MOST + 60,
    )
    folder = course.folder.parent
    report = json.loads((folder / "report.json").read_text())
    out = (folder / "out.txt").read_text(errors="replace")
    now = course.kept(), (defined, course.definitions())
    return Played(course, before, *now, course.scores(), report, out)


def apart() -> list[str]:
    """Start a command with process numbers of its own; what it leaves ends with it."""
    rights = [] if os.geteuid() == 0 else ["--user", "--map-current-user"]
    return ["unshare", *rights, "--pid", "--fork", "--kill-child", "--mount-proc"]


def possible() -> str:
    """Say why the class cannot be played on this machine; nothing where it can."""
    for program in ("bwrap", "unshare"):
        if shutil.which(program) is None:
            return f"{program} is not installed: on Debian, apt-get install bubblewrap util-linux"
    if subprocess.run([*apart(), "true"], capture_output=True).returncode:
        return "this machine does not let a process have namespaces of its own"
    return ""
