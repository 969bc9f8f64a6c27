"""`twoviews grade` gives what nbgrader gives, to what changed, one run at a time."""

import fcntl
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import classroom
import nbformat
import pytest

from twoviews import cli
from twoviews.grading.grade.ledger import digest
from twoviews.grading.grade.results import Outcome, Score, table

NAME = "ex2_actors"
SMALL = 8
pytestmark = pytest.mark.course


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> Path:
    """A course with its class's submissions, not graded."""
    return classroom.handed_in(tmp_path_factory.mktemp("grade") / "course", SMALL, NAME)


@pytest.fixture(scope="module")
def once(released, tmp_path_factory) -> tuple[Path, str]:
    """The same course graded, and what was told."""
    course = shutil.copytree(released, tmp_path_factory.mktemp("once") / "course")
    run = classroom.grade(course, NAME, "--workers", "2")
    assert run.returncode == 0, run.stderr
    return course, run.stdout


@pytest.fixture
def graded(once, tmp_path) -> Path:
    """A copy of the graded course, for a test to change."""
    return shutil.copytree(once[0], tmp_path / "course")


@pytest.fixture
def fresh(released, tmp_path) -> Path:
    """A copy of the course that is not graded."""
    return shutil.copytree(released, tmp_path / "course")


def execute(course: Path, order: str, *values) -> list[tuple]:
    """Run one order on the gradebook."""
    with closing(sqlite3.connect(course / "gradebook.db")) as book, book:
        return book.execute(order, values).fetchall()


def results(told: str) -> dict[str, str]:
    """Read the results in the table by student."""
    return dict(re.findall(r"^(student\d+) +(graded|unchanged|not graded) ", told, re.M))


def answer(course: Path, student: str, source: str, cell: str = "q1_answer") -> None:
    """Let a student change an answer."""
    path = course / "submitted" / student / NAME / f"{NAME}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    next(each for each in notebook.cells if each.id == cell).source = source
    nbformat.write(notebook, path)


# --- the same as nbgrader -------------------------------------------------------------------------


def test_every_row_of_the_gradebook_equals_stock_nbgraders(once, fresh):
    config = fresh / "nbgrader_config.py"
    config.write_text(config.read_text() + classroom.STOCK)
    classroom.command(fresh, "autograde", NAME)
    assert classroom.rows(once[0]) == classroom.rows(fresh)
    assert once[0].joinpath("autograded").exists()


def test_late_penalties_are_nbgraders(fresh):
    config = fresh / "nbgrader_config.py"
    config.write_text(config.read_text() + '\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    assert classroom.grade(fresh, NAME).returncode == 0
    late = "select late_submission_penalty from submitted_notebook"
    taken = [penalty for (penalty,) in execute(fresh, late) if penalty is not None]
    assert len(taken) == 1
    assert taken[0] > 0


def test_the_graded_folder_holds_what_nbgraders_holds_and_is_read_only(once):
    folder = once[0] / "autograded" / "student01" / NAME
    assert sorted(path.name for path in folder.iterdir()) == [f"{NAME}.ipynb", "timestamp.txt"]
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o444}
    assert not list(once[0].joinpath("autograded").glob(".*"))


def test_feedback_and_export_go_on_from_there(graded):
    classroom.command(graded, "generate_feedback", NAME)
    classroom.command(graded, "export", "--to=grades.csv")
    assert len(list(graded.glob("feedback/*/*/*.html"))) == SMALL
    assert NAME in (graded / "grades.csv").read_text()


# --- what changed ---------------------------------------------------------------------------------


def test_a_second_run_grades_nothing_and_tells_the_same_scores(once):
    course, told = once
    before = (course / "gradebook.db").read_bytes()
    again = classroom.grade(course, NAME)
    assert set(results(again.stdout).values()) == {"unchanged"}
    assert again.stdout.split("needs a person")[1].replace("unchanged", "graded   ").split() == (
        told.split("needs a person")[1].split()
    )
    assert (course / "gradebook.db").read_bytes() == before


def test_only_the_changed_submission_is_graded_again(graded):
    answer(graded, "student02", "q1 = ['nobody']")
    found = results(classroom.grade(graded, NAME).stdout)
    assert [name for name, result in found.items() if result == "graded"] == ["student02"]


def test_a_graded_folder_that_was_lost_or_spoiled_is_made_again(graded):
    shutil.rmtree(graded / "autograded" / "student01")
    page = graded / "autograded" / "student02" / NAME / f"{NAME}.ipynb"
    page.chmod(0o644)
    page.write_text("{}")
    found = results(classroom.grade(graded, NAME).stdout)
    assert [name for name in found if found[name] == "graded"] == ["student01", "student02"]


def test_force_grades_all_and_student_only_one(graded):
    forced = results(classroom.grade(graded, NAME, "--force").stdout)
    assert set(forced.values()) == {"graded"}
    one = classroom.grade(graded, NAME, "--force", "--student", "student03")
    assert results(one.stdout) == {"student03": "graded"}


def test_points_given_by_hand_stay_and_wait_for_a_second_look(graded):
    hand = "update grade set manual_score = 2.5, needs_manual_grade = 0 where manual_score is null"
    execute(graded, hand)
    execute(graded, "update comment set manual_comment = 'Well said.'")
    assert classroom.grade(graded, NAME, "--force").returncode == 0
    kept = execute(graded, "select distinct manual_score, needs_manual_grade from grade")
    assert kept == [(2.5, 1)]
    assert execute(graded, "select distinct manual_comment from comment") == [("Well said.",)]


# --- what goes wrong ------------------------------------------------------------------------------


def test_a_broken_submission_is_named_and_the_others_are_graded(fresh):
    path = fresh / "submitted" / "student02" / NAME / f"{NAME}.ipynb"
    path.write_text("<<<<<<< mine\n")
    run = classroom.grade(fresh, NAME)
    found = results(run.stdout)
    assert run.returncode == 1
    assert found.pop("student02") == "not graded"
    assert set(found.values()) == {"graded"}
    assert re.search(r"^student02: .*merge marker", run.stdout, re.M)
    row = "select * from submitted_assignment where student_id = 'student02'"
    assert execute(fresh, row) == []


def test_a_second_run_at_the_same_time_is_refused(fresh):
    held = os.open(fresh, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    try:
        run = classroom.grade(fresh, NAME)
    finally:
        os.close(held)
    assert run.returncode == 1
    assert run.stderr.startswith("Another run is grading the course in ")
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["ex9_none"], "The gradebook knows no assignment 'ex9_none'. Known are: ex2_actors. "),
        ([NAME, "--student", "nobody"], "There is no submission of nobody: looked for "),
    ],
)
def test_what_is_not_there_is_said_in_one_sentence(once, words, told):
    run = classroom.grade(once[0], *words)
    assert run.returncode == 1
    assert run.stderr.startswith(told)
    assert run.stderr.count("\n") == 1


def test_an_assignment_that_nobody_submitted_is_said_so(fresh):
    shutil.rmtree(fresh / "submitted")
    told = classroom.grade(fresh, NAME).stderr
    assert told.startswith("There is no submission of anyone: looked for ")


def test_a_course_without_settings_or_gradebook_is_said_so(fresh, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert classroom.grade(empty, NAME).stderr.startswith("There is no nbgrader_config.py in ")
    (fresh / "gradebook.db").unlink()
    assert classroom.grade(fresh, NAME).stderr.startswith("There is no gradebook ")
    assert not (fresh / "gradebook.db").exists()


@pytest.mark.parametrize("line", ["1 / 0", "c.Execute.timeout = 'long'"])
def test_broken_settings_stop_the_run_instead_of_grading_with_others(fresh, line):
    config = fresh / "nbgrader_config.py"
    config.write_text(f"{config.read_text()}\n{line}\n")
    run = classroom.grade(fresh, NAME)
    assert run.returncode == 1
    assert "nbgrader_config.py" in run.stderr.splitlines()[-1]
    assert "Traceback" not in run.stderr
    assert not (fresh / "autograded").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no bubblewrap at all")
def test_without_bubblewrap_it_says_how_to_get_one(fresh):
    run = classroom.grade(fresh, NAME, env=os.environ | {"PATH": "/nowhere"})
    assert run.returncode == 1
    assert "apt-get install bubblewrap" in run.stderr
    assert not (fresh / "autograded").exists()


def test_on_windows_it_says_where_to_grade(capsys, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert cli.main(["grade", NAME]) == 1
    assert capsys.readouterr().err.endswith("on Windows: grade in WSL or Linux.\n")


@pytest.mark.parametrize("workers", ["0", "many", "-1", "1000"])
def test_a_wrong_number_of_workers_is_bad_usage(capsys, workers):
    with pytest.raises(SystemExit) as end:
        cli.main(["grade", NAME, "--workers", workers])
    assert end.value.code == 2
    assert "no number from 1 to 64" in capsys.readouterr().err


# --- the table and the digest ---------------------------------------------------------------------


def test_the_table_shows_no_number_for_what_was_not_graded():
    outcomes = [
        Outcome("ada", "graded", ("q1_check: It was missing: it was put back.",)),
        Outcome("be\x1b[2J", "not graded", ("The notebook is an empty file.",)),
    ]
    shown = table(outcomes, {"ada": Score(3, 4, False), "be\x1b[2J": Score(0, 4, False)})
    lines = shown.splitlines()
    assert lines[1].split() == ["ada", "graded", "3", "4", "-", "1"]
    assert lines[2].split() == ["be\\x1b[2J", "not", "graded", "-", "-", "-", "1"]
    assert lines[3] == "ada: q1_check: It was missing: it was put back."
    assert "\x1b" not in shown


def test_what_everyone_shares_is_said_once():
    outcomes = [Outcome(name, "graded", ("There was no sandbox.",)) for name in "abc"]
    assert table(outcomes, {}).splitlines()[-1] == "Everyone: There was no sandbox."


def test_a_digest_follows_no_link_and_tells_a_link_from_its_target(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "secret").write_text("one")
    (tmp_path / "a" / "link").symlink_to(tmp_path / "secret")
    before = digest(tmp_path / "a")
    (tmp_path / "secret").write_text("two")
    assert digest(tmp_path / "a") == before
    (tmp_path / "a" / "link").unlink()
    (tmp_path / "a" / "link").write_text("two")
    assert digest(tmp_path / "a") != before


def test_of_a_folder_of_large_files_a_part_is_read(tmp_path):
    for number in range(40):
        with (tmp_path / f"{number}.dat").open("wb") as file:
            file.truncate(10**9 if number % 2 else 19_000_000)
    (tmp_path / "small.ipynb").write_text("{}")
    started = time.process_time()
    first = digest(tmp_path)
    assert time.process_time() - started < 5 and digest(tmp_path) == first
    for name, text in (("small.ipynb", "[]"), ("38.dat", "")):
        before = digest(tmp_path)
        (tmp_path / name).write_text(text)
        assert digest(tmp_path) != before


def test_a_folder_of_very_deep_folders_is_summed_up_too(tmp_path):
    first, place = digest(tmp_path), os.open(tmp_path, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("deep", dir_fd=place)
        inner = os.open("deep", os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    os.close(place)
    assert digest(tmp_path) != first
    subprocess.run(["rm", "-rf", tmp_path / "deep"], check=True)
