"""Honest submissions have, cell by cell, the scores that stock nbgrader gives them.

The class is the simulated one: right, half-right, wrong, odd and empty answers to every exercise.
"""

import shutil

import pytest
from attacks.play import possible
from classroom import STOCK, command, generated, grade, rows, submitted
from course import assignments

pytestmark = pytest.mark.course
STUDENTS = 8


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """A course with the answers of a class to every exercise."""
    if reason := possible():
        pytest.skip(reason)
    course = generated(tmp_path_factory.mktemp("a class") / "course", *assignments())
    assert len(submitted(course, STUDENTS, *assignments())) == STUDENTS
    return course


@pytest.fixture(scope="module")
def stock(handed_in):
    """Everything that stock nbgrader writes about the class."""
    course = copied(handed_in, "stock")
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as settings:
        settings.write(STOCK)
    for name in assignments():
        command(course, "autograde", name)
    return rows(course)


def copied(course, name):
    """Copy the course, to grade it in another way."""
    return shutil.copytree(course, course.parent.with_name(name) / "course")


def test_nbgraders_own_command_gives_the_scores_of_stock(handed_in, stock):
    course = copied(handed_in, "plug-in")
    for name in assignments():
        command(course, "autograde", name)
    assert rows(course) == stock


def test_twoviews_grade_gives_the_scores_of_stock(handed_in, stock):
    course = copied(handed_in, "command")
    for name in assignments():
        run = grade(course, name)
        assert run.returncode == 0, run.stdout + run.stderr
    assert rows(course) == stock
