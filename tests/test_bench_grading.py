"""How fast a class is graded: stock nbgrader, nbgrader with the plug-in, and `twoviews grade`.

TWOVIEWS_BENCH_STUDENTS sets the size of the class; 100 gives the figures of the documentation.
"""

import os
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import classroom
import pytest
from processes import family, megabytes

NAME = "ex2_actors"
CLASS = int(os.environ.get("TWOVIEWS_BENCH_STUDENTS", "20"))
pytestmark = [pytest.mark.bench, pytest.mark.course]


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> Path:
    """A course with its class's submissions, not graded."""
    return classroom.handed_in(tmp_path_factory.mktemp("bench") / "course", CLASS, NAME)


def timed(command: list[str], course: Path) -> float:
    """Run a command in a course, which must succeed, and tell the seconds."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", *command], cwd=course, check=True, capture_output=True)
    return time.perf_counter() - start


def grade(*words: str) -> list[str]:
    """Write the command that grades everything anew with two workers."""
    return ["twoviews.cli", "grade", NAME, "--workers", "2", "--force", *words]


def test_the_plug_in_is_faster_than_stock_and_the_command_faster_still(released, tmp_path, figure):
    courses = [shutil.copytree(released, tmp_path / name) for name in ("stock", "plug", "grade")]
    config = courses[0] / "nbgrader_config.py"
    config.write_text(config.read_text() + classroom.STOCK)
    stock = timed(["nbgrader", "autograde", NAME], courses[0])
    plug = timed(["nbgrader", "autograde", NAME], courses[1])
    ours = timed(grade(), courses[2])
    right = classroom.rows(courses[0])
    assert classroom.rows(courses[1]) == right
    assert classroom.rows(courses[2]) == right
    each = [f"{seconds:.1f} s ({seconds / CLASS:.3f} each)" for seconds in (stock, plug, ours)]
    figure(f"grading {CLASS} submissions, start included: stock nbgrader {each[0]},")
    figure(f"  nbgrader with the plug-in {each[1]}: {stock / plug:.1f} times as fast,")
    figure(f"  `twoviews grade` with 2 workers {each[2]}: {stock / ours:.1f} times as fast")
    assert stock / plug > 2  # the target is 4, and 12 below at 100 submissions
    assert stock / ours > 4


def test_time_grows_linearly_with_the_class(released, tmp_path, figure):
    """A fifth of the class, the class, and a class three times as large."""
    found = {}
    for size in (CLASS // 5, CLASS, 3 * CLASS):
        course = shutil.copytree(released, tmp_path / str(size))
        resize(course / "submitted", size)
        found[size] = timed(grade(), course)
    begun = timed(["twoviews.cli", "grade", NAME], course)  # nothing has changed
    told = ", ".join(f"{size}: {seconds:.1f} s" for size, seconds in found.items())
    figure(f"  by size of the class: {told}; a run in which nothing changed: {begun:.1f} s")
    assert found[3 * CLASS] < 3.6 * found[CLASS]


def resize(submitted: Path, size: int) -> None:
    """Leave so many students in a class, or add some who hand in the same."""
    students = sorted(submitted.iterdir())
    for folder in students[size:]:
        shutil.rmtree(folder)
    for number in range(len(students), size):
        shutil.copytree(students[number % len(students)], submitted / f"more{number}")


def test_where_the_time_goes(released, tmp_path, figure, monkeypatch):
    """One submission at a time, so that the parts add up."""
    from twoviews.grading import side
    from twoviews.grading.grade import recorder, run, session

    course = shutil.copytree(released, tmp_path / "course")
    monkeypatch.chdir(course)  # the command goes there, and back at the end
    spent = defaultdict(float)

    def watch(owner, name: str, part) -> None:
        inner = getattr(owner, name)

        def outer(*given, **more):
            start = time.perf_counter()
            try:
                return inner(*given, **more)
            finally:
                spent[part(*given) if callable(part) else part] += time.perf_counter() - start

        monkeypatch.setattr(owner, name, outer)

    watch(session, "Course", "start")
    watch(session, "open_book", "start")
    watch(run.Run, "changed", "start")
    watch(run, "admit", "door")
    watch(side.Side, "run", lambda self, *_: "tests" if self.course else "student's cells")
    watch(recorder.Recorder, "record", "gradebook and files")
    monkeypatch.setattr(run, "EXTRA", 0)
    start = time.perf_counter()
    options = classroom.options(NAME, workers=1)
    assert session.grade(course, options, sys.stderr) == 0
    whole = time.perf_counter() - start
    start = spent.pop("start")
    parts = ", ".join(f"{part} {1000 * s / CLASS:.0f}" for part, s in sorted(spent.items()))
    rest = whole - start - sum(spent.values())
    figure(f"  milliseconds a submission: {parts}; start {start:.1f} s, the rest {rest:.1f} s")


def test_memory_stays_small(released, tmp_path, figure):
    course = shutil.copytree(released, tmp_path / "course")
    process = subprocess.Popen(
        [sys.executable, "-m", *grade()], cwd=course, stdout=subprocess.DEVNULL
    )
    head = boxes = 0.0
    while process.poll() is None:
        head = max(head, megabytes(process.pid))
        others = family(process.pid) - {process.pid}
        boxes = max(boxes, sum(megabytes(pid) for pid in others))
        time.sleep(0.05)
    assert process.returncode == 0
    figure(f"  memory at most: the command {head:.0f} MB, a worker {boxes / 2:.0f} MB")
    assert head < 300
    assert boxes / 2 < 300
