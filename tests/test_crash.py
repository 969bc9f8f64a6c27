"""A run that is killed at any moment, and started again, ends with the right gradebook."""

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import classroom
import pytest
from processes import family, gone

NAME = "ex2_actors"
SMALL = 8
MOMENTS = 20
pytestmark = pytest.mark.course


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> Path:
    """A course with its class's submissions, not graded."""
    return classroom.handed_in(tmp_path_factory.mktemp("crash") / "course", SMALL, NAME)


@pytest.fixture(scope="module")
def whole(released, tmp_path_factory) -> tuple[Path, float]:
    """The course graded by one run that nothing disturbed, and the seconds it took."""
    course = shutil.copytree(released, tmp_path_factory.mktemp("whole") / "course")
    start = time.monotonic()
    run = classroom.grade(course, NAME, "--workers", "2")
    assert run.returncode == 0, run.stderr
    return course, time.monotonic() - start


def start(course: Path) -> subprocess.Popen:
    """Start a run, and go on while it works."""
    words = ["grade", "--course", str(course), NAME, "--workers", "2"]
    return subprocess.Popen(
        [sys.executable, "-m", "twoviews.cli", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_until(run: subprocess.Popen, course: Path, submissions: int) -> None:
    """Wait until a run wrote so many submissions, or ended."""
    while run.poll() is None and len(classroom.graded(course)) < submissions:
        time.sleep(0.005)


def test_a_run_killed_at_random_moments_loses_doubles_and_halves_no_grade(
    released, whole, tmp_path
):
    """Each kill has its moment: by the clock from the first second to the last, or by the work.

    The clock alone would miss the short time in which grades are written where the
    machine is busy with other work.
    """
    right, seconds = whole
    dice = random.Random(6)
    stages = []
    for number in range(MOMENTS):
        course = shutil.copytree(released, tmp_path / str(number))
        run = start(course)
        if number % 2:
            wait_until(run, course, dice.randint(1, SMALL))
            time.sleep(dice.random() / 20)
        else:
            time.sleep(seconds * (number + dice.random()) / MOMENTS)
        pids = family(run.pid)
        run.send_signal(signal.SIGKILL)
        run.communicate()
        assert gone(pids), f"kill {number} left processes"
        half_way = classroom.rows(course)
        assert set(half_way) <= set(classroom.rows(right)), f"kill {number} left half a grade"
        stages.append(len(half_way))
        again = classroom.grade(course, NAME, "--workers", "2")
        assert again.returncode == 0, again.stderr
        assert classroom.rows(course) == classroom.rows(right)
        assert classroom.folders(course).keys() == classroom.folders(right).keys()
        shutil.rmtree(course)
    assert len(set(stages)) > 3, "the kills hit too few moments of the run"


def test_a_run_that_is_interrupted_says_so_and_goes_on_from_there(released, whole, tmp_path):
    course = shutil.copytree(released, tmp_path / "course")
    run = start(course)
    while not list(course.glob("autograded/student*")):
        assert run.poll() is None, run.communicate()
        time.sleep(0.02)
    pids = family(run.pid)
    run.send_signal(signal.SIGTERM)
    told, _ = run.communicate(timeout=60)
    assert run.returncode == 130
    assert told.endswith("Stopped: what was graded is kept, run again to go on.\n")
    assert gone(pids)
    kept = classroom.rows(course)
    assert 0 < len(kept) < len(classroom.rows(whole[0]))
    assert not (course / "autograded" / ".grading").exists()
    assert classroom.grade(course, NAME).returncode == 0
    assert classroom.rows(course) == classroom.rows(whole[0])


def test_nbgraders_own_command_at_the_same_time_does_no_harm(released, whole, tmp_path):
    course = shutil.copytree(released, tmp_path / "course")
    theirs = subprocess.Popen(
        [sys.executable, "-m", "nbgrader", "autograde", NAME, "--force"],
        cwd=course,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while theirs.poll() is None:
        run = classroom.grade(course, NAME, "--force", "--workers", "2")
        assert "cannot be used" not in run.stderr
    assert classroom.grade(course, NAME).returncode == 0
    assert classroom.rows(course) == classroom.rows(whole[0])
