"""A class is played with nbgrader's own commands, and every score is the expected one."""

import errno
import fcntl
import html
import os
import re
import signal
import subprocess
import sys
import time
import tomllib
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from twoviews import cli
from twoviews.place.progress import Progress
from twoviews.simulate import folder as folders
from twoviews.simulate import play as playing
from twoviews.simulate.bank import Answer, Bank, find_banks, read_bank
from twoviews.simulate.cast import cast, expected
from twoviews.simulate.error import CommandError, SimulationError
from twoviews.simulate.gradebook import Score
from twoviews.simulate.notebook import check
from twoviews.simulate.shell import Shell
from twoviews.simulate.table import class_table, differing, text

ROOT = Path(__file__).resolve().parents[1]
SEED = 7

# --- a small course of our own: one question for the machine, one for a reader -------------------

CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "sample"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
"""
CELLS = [
    ("q1_answer", None, "### BEGIN SOLUTION\nq1 = [2, 3, 5]\n### END SOLUTION"),
    ("q1_check", 1, "assert isinstance(q1, list), 'Your answer must be a list.'"),
    (
        "q1_content",
        2,
        "### BEGIN HIDDEN TESTS\nround(2 * len({2, 3, 5} & set(q1)) / 3, 2)\n### END HIDDEN TESTS",
    ),
    ("q2_answer", 3, "### BEGIN SOLUTION\nMy words.\n### END SOLUTION"),
]
BANK = """\
[[q1]]
kind = "half"
source = "q1 = [2, 3]"
form = 1
content = 1.33
[[q2]]
kind = "half"
source = "Primes."
manual = 1.5
[[q2]]
kind = "empty"
source = "YOUR ANSWER HERE"
manual = 0
"""


def sample_course(folder: Path) -> Path:
    """Make the small course."""
    path = folder / "solutions" / "sums" / "sums.ipynb"
    path.parent.mkdir(parents=True)
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    cells = [cell(*parts) for parts in CELLS]
    nbformat.write(new_notebook(cells=cells, metadata=kernel), path)
    (folder / "tests" / "answers").mkdir(parents=True)
    (folder / "tests" / "answers" / "sums.toml").write_text(BANK, encoding="utf-8")
    (folder / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    return folder


def cell(name: str, points: float | None, source: str):
    """Make a cell with nbgrader's metadata; prose is a Markdown cell."""
    answer = name.endswith("answer")
    mark = {"grade_id": name, "schema_version": 3, "solution": answer, "locked": not answer}
    mark |= {"grade": points is not None, "task": False} | ({"points": points} if points else {})
    new = new_markdown_cell if answer and points else new_code_cell
    return new(source, id=name, metadata={"nbgrader": mark})


@pytest.fixture
def course(tmp_path):
    return sample_course(tmp_path / "a course")


def simulate(course: Path, *more: str) -> int:
    """Run the command on a course as its user would."""
    return cli.main(["simulate", f"--course={course}", "--students=3", *more])


# --- the course of this project, played for real -------------------------------------------------


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """A class of the fewest students that show every kind of answer, in a path with a space."""
    folder = tmp_path_factory.mktemp("a class") / "class"
    words = ["simulate", f"--course={ROOT}", f"--folder={folder}", f"--seed={SEED}"]
    with redirect_stdout(StringIO()) as out:
        status = cli.main([*words, f"--students={fewest()}"])
    assert status == 0, out.getvalue()
    return folder, pd.read_csv(folder / "ex2_actors.csv"), out.getvalue()


def fewest() -> int:
    banks = find_banks(ROOT)
    answers = [answer for bank in banks for some in bank.questions.values() for answer in some]
    return len({answer.kind for answer in answers}) + 1


def submitted(assignment: str):
    """The students of the played class who submitted."""
    people = cast(find_banks(ROOT), fewest(), SEED)
    return [(student, student.hands[assignment]) for student in people if not student.absent]


@pytest.mark.course
def test_each_student_gets_exactly_the_expected_score(played):
    _, table, _ = played
    rows = table.set_index("student")
    for student, hand in submitted("ex2_actors"):
        row = rows.loc[student.name]
        due = {q: sum(answer.worth.values()) for q, answer in hand.items()}
        if row["status"] == "needs a reader":
            assert pd.isna(row["q5"])
            del due["q5"]
        assert row[list(due)].to_dict() == due
        assert row["total"] == row["expected"] == sum(due.values())
        assert row["equal"]
    assert differing(table) == []


@pytest.mark.course
def test_the_seed_alone_decides_the_table(played):
    """Whatever the table tells follows from the cast, so that the same seed repeats it."""
    _, table, _ = played
    people = cast(find_banks(ROOT), fewest(), SEED)
    for student, (_, row) in zip(people, table.iterrows(), strict=True):
        assert (row["student"], row["late"]) == (student.name, student.late)
        prose = student.hands["ex2_actors"]["q5"].kind if not student.absent else None
        waits = not (student.absent or student.read or prose == "empty")
        absent = "not submitted" if student.absent else "graded"
        assert row["status"] == ("needs a reader" if waits else absent)


@pytest.mark.course
def test_every_kind_is_there_one_is_late_and_one_never_submitted(played):
    _, table, _ = played
    hands = [hand for _, hand in submitted("ex2_actors")]
    shown = {answer.kind for hand in hands for answer in hand.values()}
    assert shown >= {"right", "half", "wrong", "empty", "misspelt", "malformed"}
    assert any(sum(a.worth["q1_check"] for a in [hand["q1"]]) == 1 for hand in hands)
    assert table["late"].sum() == 1
    (absent,) = table.index[table["status"] == "not submitted"]
    assert table.loc[absent, ["q1", "total", "expected"]].isna().all()
    line = text(table).splitlines()[absent + 1]
    assert "not submitted" in line
    assert "0" not in line.replace(table.loc[absent, "student"], "")


@pytest.mark.course
def test_feedback_pages_say_what_was_wrong_and_hide_the_tests(played):
    folder, _, _ = played
    bank = tomllib.loads((ROOT / "tests/answers/ex2_actors.toml").read_text(encoding="utf-8"))
    says = {entry["source"]: entry["says"] for q in bank.values() for entry in q if "says" in entry}
    for student, hand in submitted("ex2_actors"):
        page = folder / "course/feedback" / student.name / "ex2_actors/ex2_actors.html"
        shown = html.unescape(page.read_text(encoding="utf-8"))
        assert "HIDDEN TESTS" not in shown
        assert "MARK SCHEME" not in shown
        for answer in hand.values():
            assert says.get(answer.source, "") in shown
    pages = list((folder / "exchange").glob("*/feedback/*.html"))
    assert len(pages) == len(submitted("ex2_actors")) * len(find_banks(ROOT))


@pytest.mark.course
def test_progress_names_each_step_with_its_count_and_time(played):
    _, _, shown = played
    lines = [line for line in shown.splitlines() if line.startswith("[")]
    many, each = fewest(), len(find_banks(ROOT))
    assert all(re.search(r"\d s(, \d+ s left)?$", line) for line in lines)
    sent = (many - 2) * each
    for told in (f"fetch {many}/{many}", f"submit {sent}/{sent}", f"submit late {each}/{each}"):
        assert any(told in line for line in lines)
    assert lines[-1].startswith("[11/11] export 1/1")


@pytest.mark.course
def test_the_table_and_the_place_of_the_pages_are_printed(played):
    folder, table, shown = played
    assert text(table) in shown
    (page,) = [line for line in shown.splitlines() if line.startswith("Feedback pages: ")]
    assert Path(page.removeprefix("Feedback pages: ").removesuffix(", and so on.")).is_file()
    assert str(folder / "course") in shown
    assert shown.endswith("Every score is the expected one.\n")


@pytest.mark.course
def test_nothing_half_made_is_left_and_nothing_points_to_where_it_was_made(played):
    folder, _, _ = played
    assert [path.name for path in folder.parent.iterdir()] == ["class"]
    files = [path for path in folder.rglob("*") if path.is_file() and "log" not in path.parts]
    assert [path for path in files if b"class.partial" in path.read_bytes()] == []


# --- what goes wrong on the way ------------------------------------------------------------------


def test_a_score_that_differs_is_named(course, capsys, monkeypatch):
    table = tabled(Score({"q1_content": 1.0}, waiting=True, late=False), 1.0)
    (course / "class/course/feedback/student01/sums").mkdir(parents=True)
    (course / "class/course/feedback/student01/sums/sums.html").touch()
    monkeypatch.setattr(playing, "play", lambda *_: [table])
    assert simulate(course) == 1
    shown = capsys.readouterr()
    (name,) = differing(table)
    assert shown.err.startswith(f"Not as expected: {name}. Compare the table with")
    assert name in shown.out


@pytest.mark.course
def test_a_failing_command_shows_its_last_lines_and_its_log(course, capsys):
    path = course / "solutions/sums/sums.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source = "### BEGIN SOLUTION\nq1 = [2]"  # which never ends
    nbformat.write(notebook, path)
    assert simulate(course) == 1
    shown = capsys.readouterr().err
    log = course / "class.partial/log/generate_assignment_sums.txt"
    assert shown.startswith("nbgrader generate_assignment failed: its last lines follow")
    assert str(log) in shown
    assert log.is_file()
    assert not (course / "class").exists()


@pytest.mark.course
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_nothing_behind(course, sent):
    run = subprocess.Popen(
        [sys.executable, "-m", "twoviews.cli", "simulate", f"--course={course}", "--students=3"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    end = time.monotonic() + 60
    while not (course / "class.partial/log/db_student_import.txt").exists():
        assert time.monotonic() < end
        time.sleep(0.05)
    run.send_signal(sent)
    told = run.communicate(timeout=30)[1]
    assert run.returncode == 130
    assert told.strip().startswith("Stopped: nothing half-made was left")
    assert sorted(path.name for path in course.iterdir()) == [
        "nbgrader_config.py",
        "solutions",
        "tests",
    ]


# --- bad input: one sentence each, before anything is made ---------------------------------------


def refused(capsys, *words: str) -> str:
    """Run the command, hold that it fails with one sentence and no class, and give the sentence."""
    assert cli.main(["simulate", *words]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert "Traceback" not in shown.err
    return shown.err


def test_a_place_without_a_course_is_named(tmp_path, capsys):
    told = refused(capsys, f"--course={tmp_path / 'nowhere'}")
    assert "nowhere has no solutions/ and tests/answers/" in told


@pytest.mark.parametrize("students", [2, 0, -4])
def test_too_few_students_are_named_with_the_kinds(course, capsys, students):
    told = refused(capsys, f"--course={course}", f"--students={students}")
    assert f"{students} students are too few for 2 kinds of answer (half, empty)" in told
    assert "ask for 3 or more" in told


@pytest.mark.parametrize(
    ("bank", "told"),
    [
        ("[[q1]\n", "sums.toml is not readable as TOML"),
        ("", "sums.toml holds no answers"),
        ("q1 = 3", "q1 must be written as [[q1]]"),
        ("[[q1]]\nkind = 'half'\nform = 1", "[[q1]] number 1 needs a kind and a source"),
        ("[[q1]]\nkind = 'half'\nsource = ''", "[[q1]] number 1 needs its points as numbers"),
        ("[[q1]]\nkind = 'half'\nsource = ''\nform = true", "needs its points as numbers"),
        (
            BANK + "[[q9]]\nkind = 'right'\nsource = ''\nmanual = 1",
            "[[q9]] number 1 needs the cell q9_answer, which is not in",
        ),
        (BANK.replace("form = 1\n", ""), "must give the points of q1_check, q1_content in"),
        (BANK.partition("[[q2]]")[0], "sums.ipynb grades q2_answer: add answers to it"),
    ],
)
def test_a_malformed_bank_is_named(course, capsys, bank, told):
    (course / "tests/answers/sums.toml").write_text(bank, encoding="utf-8")
    assert told in refused(capsys, f"--course={course}")


def test_a_bank_that_is_not_utf8_is_named(course, capsys):
    (course / "tests/answers/sums.toml").write_bytes(b"# \xff")
    assert "sums.toml is not readable as TOML" in refused(capsys, f"--course={course}")


def test_a_course_without_a_bank_is_named(course, capsys):
    (course / "tests/answers/sums.toml").rename(course / "tests/answers/others.toml")
    assert "No assignment in" in refused(capsys, f"--course={course}")


def test_a_broken_solution_is_named(course, capsys):
    (course / "solutions/sums/sums.ipynb").write_text("{", encoding="utf-8")
    told = refused(capsys, f"--course={course}")
    assert "sums.ipynb cannot be read as a notebook" in told


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("c = get_config(", "nbgrader_config.py cannot be loaded"),
        ("c = get_config()", "nbgrader_config.py names no course"),
        (None, "nbgrader_config.py: the course has no settings"),
    ],
)
def test_missing_or_broken_settings_are_named(course, capsys, settings, told):
    (course / "nbgrader_config.py").unlink()
    if settings:
        (course / "nbgrader_config.py").write_text(settings, encoding="utf-8")
    assert told in refused(capsys, f"--course={course}")


def test_what_is_not_ours_is_never_deleted(course, capsys):
    (course / "class").mkdir()
    (course / "class" / "thesis.txt").touch()
    assert "class is in the way" in refused(capsys, f"--course={course}")
    assert (course / "class" / "thesis.txt").exists()
    assert "is in the way" in refused(capsys, f"--course={course}", f"--folder={course}")
    (course / "a file").touch()
    told = refused(capsys, f"--course={course}", f"--folder={course / 'a file'}")
    assert "a file is in the way" in told


@pytest.mark.parametrize(
    ("place", "told"),
    [("no/such/class", "There is no folder"), ("class [1]", "whose name holds one of % * ? [ ]")],
)
def test_a_place_that_cannot_hold_a_class_is_named(course, capsys, place, told):
    assert told in refused(capsys, f"--course={course}", f"--folder={course / place}")


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "class is full: free some space"),
        (errno.EACCES, "cannot be written to: choose another place with --folder."),
        (errno.EROFS, "cannot be written to: choose another place with --folder."),
        (errno.EIO, "The class could not be played"),
    ],
)
def test_a_full_disk_or_a_closed_folder_is_named_and_leaves_nothing(
    course, capsys, monkeypatch, number, told
):
    def fail(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(playing, "lay_out", fail)
    assert told in refused(capsys, f"--course={course}")
    assert not list(course.glob("class*"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_named(course, capsys):
    course.chmod(0o555)
    assert "cannot be written to" in refused(capsys, f"--course={course}")
    course.chmod(0o755)


# --- the folder ----------------------------------------------------------------------------------


def test_a_finished_class_takes_its_place_and_replaces_an_earlier_one(tmp_path):
    for words in ("first", "second"):
        with folders.building(tmp_path / "class", StringIO()) as (partial, _):
            assert partial.name == "class.partial"
            (partial / "words.txt").write_text(words)
    assert (tmp_path / "class/words.txt").read_text() == "second"
    assert [path.name for path in tmp_path.iterdir()] == ["class"]


def test_a_failed_run_keeps_the_earlier_class(tmp_path):
    with folders.building(tmp_path / "class", StringIO()):
        pass
    with pytest.raises(ValueError, match="x"), folders.building(tmp_path / "class", StringIO()):
        raise ValueError("x")
    assert [path.name for path in tmp_path.iterdir()] == ["class"]


def test_what_a_killed_run_left_is_removed(tmp_path):
    for name in ("class.partial", "class.old"):
        (tmp_path / name / "half").mkdir(parents=True)
        (tmp_path / name / folders.MARKER).touch()
    with folders.building(tmp_path / "class", StringIO()) as (partial, _):
        assert [path.name for path in partial.iterdir()] == [folders.MARKER]
    assert [path.name for path in tmp_path.iterdir()] == ["class"]


def test_the_log_of_a_failed_command_stays_until_the_next_run(tmp_path):
    with (
        pytest.raises(CommandError),
        folders.building(tmp_path / "class", StringIO()) as (partial, _),
    ):
        raise CommandError("x")
    assert partial.is_dir()
    with folders.building(tmp_path / "class", StringIO()):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["class"]


def test_two_runs_do_not_share_a_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(folders, "PATIENCE", 0.5)
    out = StringIO()
    with folders.building(tmp_path / "class", out) as (partial, lock):
        with (
            pytest.raises(SimulationError, match="Another run is at work"),
            folders.building(tmp_path / "class", out),
        ):
            pass
        assert partial.is_dir()
        fcntl.flock(lock, fcntl.LOCK_UN)
    assert "Waiting for an earlier run" in out.getvalue()


# --- the commands --------------------------------------------------------------------------------


def test_a_command_that_fails_for_want_of_room_says_so(tmp_path):
    with (tmp_path / "lock").open("w") as lock:
        shell = Shell(tmp_path, lock)
    log = tmp_path / "log" / "export.txt"
    log.write_text("nbgrader export\n\nOSError: [Errno 28] No space left on device\n")
    with pytest.raises(OSError, match="No space") as failed:
        shell._fail("export", log)
    assert failed.value.errno == errno.ENOSPC


# --- the cast ------------------------------------------------------------------------------------


def bank_of(*kinds: str) -> Bank:
    machine = tuple(
        Answer("q1", kind, kind, {"q1_content": float(i)}) for i, kind in enumerate(kinds)
    )
    person = (Answer("q2", "right", "prose", {"q2_answer": 2.0}),)
    return Bank("sums", {"q1": machine, "q2": person})


def test_the_same_seed_gives_the_same_cast_and_another_seed_another():
    banks = [bank_of("right", "half", "wrong")]
    assert cast(banks, 12, 3) == cast(banks, 12, 3)
    assert cast(banks, 12, 3) != cast(banks, 12, 4)


@pytest.mark.parametrize("seed", range(20))
def test_every_kind_has_a_student_and_every_answer_is_given(seed):
    kinds = ["right", "half", "half", "wrong", "empty", "broken"]
    people = cast([bank_of(*kinds)], 10, seed)
    hands = [student.hands["sums"] for student in people if not student.absent]
    assert len(hands) == 9
    assert {hand["q1"].worth["q1_content"] for hand in hands} == set(range(6))
    (late,) = [student for student in people if student.late]
    assert not late.absent


def test_a_large_class_sorts_by_name():
    names = [student.name for student in cast([bank_of("right")], 120, 0)]
    assert names[0] == "student001"
    assert names == sorted(names)


def test_prose_waits_for_a_reader_unless_it_was_never_written():
    people = cast([bank_of("right")], 9, 0)
    unread = next(student for student in people if not student.read and not student.absent)
    read = next(student for student in people if student.read and not student.absent)
    released = {"q1_answer": "stub", "q2_answer": "stub"}
    assert expected(read, "sums", released) == {"q1_content": 0.0, "q2_answer": 2.0}
    assert expected(unread, "sums", released) == {"q1_content": 0.0}
    untouched = released | {"q2_answer": "prose"}
    assert expected(unread, "sums", untouched) == {"q1_content": 0.0, "q2_answer": 2.0}


# --- the table and the progress ------------------------------------------------------------------


def test_the_bank_of_this_project_fits_its_solution():
    for bank in find_banks(ROOT):
        check(bank, ROOT / "solutions")


def test_a_bank_keeps_points_by_cell(course):
    bank = read_bank(course / "tests/answers/sums.toml")
    assert bank.questions["q1"][0].worth == {"q1_check": 1.0, "q1_content": 1.33}
    assert bank.questions["q2"][0].by_hand


def tabled(score: Score | None, exported: float | None) -> pd.DataFrame:
    """The table of a class of two, one of whom submits and has this score."""
    people = cast([bank_of("right")], 2, 0)
    (student,) = [student for student in people if not student.absent]
    score = score and Score(score.cells, score.waiting, late=student.late)
    found = dict.fromkeys([p.name for p in people]) | {student.name: score}
    released = {"q1_answer": "", "q2_answer": "prose"}
    return class_table("sums", people, released, found, {student.name: exported})


def test_a_table_tells_a_wrong_score_a_wrong_export_and_a_lost_submission():
    right = Score({"q1_content": 0.0, "q2_answer": 2.0}, waiting=False, late=False)
    assert differing(tabled(right, 2.0)) == []
    assert len(differing(tabled(right, 1.0))) == 1
    assert len(differing(tabled(right, None))) == 1
    swapped = Score({"q1_content": 2.0, "q2_answer": 0.0}, waiting=False, late=False)
    assert len(differing(tabled(swapped, 2.0))) == 1
    lost = tabled(None, None)
    assert set(lost["status"]) == {"not submitted"}
    assert sorted(lost["expected"].fillna(-1)) == [-1, 2]
    assert lost["total"].isna().all()
    assert len(differing(lost)) == 1


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_rewrites_its_line_on_a_terminal_and_only_there():
    plain, terminal = StringIO(), Terminal()
    for out in (plain, terminal):
        with Progress(2, out).step("submit", of=3) as show:
            show(1)
            show(2)
    assert [line.split() for line in plain.getvalue().splitlines()] == [
        ["[", "1/2]", "submit", "3/3", "0", "s"]
    ]
    assert terminal.getvalue().count("\r") == 4
    assert terminal.getvalue().count("\n") == 1
