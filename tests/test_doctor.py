"""The doctor names what would trouble grading, repairs what it can, and loses nothing."""

import errno
import json
import os
import shutil
from pathlib import Path

import nbformat
import pytest
from course import ROOT

from twoviews import cli
from twoviews.grading.doctor.keep import set_aside
from twoviews.grading.door.admit import admit
from twoviews.grading.gradebook import released_record

NAME = "ex2_actors"
RELEASED = ROOT / "exercises" / NAME / f"{NAME}.ipynb"
RECORDS = {NAME: released_record(nbformat.read(RELEASED, as_version=4), NAME, NAME)}


@pytest.fixture
def course(tmp_path, monkeypatch) -> Path:
    """A course that released one exercise, and has collected one right submission."""
    folder = tmp_path / "course"
    shutil.copytree(RELEASED.parent, folder / "exercises" / NAME)
    (folder / "nbgrader_config.py").write_text(
        (ROOT / "nbgrader_config.py").read_text(encoding="utf-8"), encoding="utf-8"
    )
    monkeypatch.chdir(folder)
    hand_in(folder, "ada")
    return folder


def hand_in(course: Path, student: str, without: str = "", name: str = f"{NAME}.ipynb") -> Path:
    """Hand in the released notebook, or one without a cell: give its path."""
    document = json.loads(RELEASED.read_text(encoding="utf-8"))
    document["cells"] = [cell for cell in document["cells"] if cell["id"] != without]
    path = course / "submitted" / student / NAME / name
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def doctor(*words: object) -> int:
    """Run the command."""
    return cli.main(["doctor", *map(str, words)])


def test_a_class_that_is_well_is_ready(course, capsys):
    assert doctor(NAME) == 0
    assert capsys.readouterr().out == "Ready to grade: 1.\n"


def test_each_finding_is_a_sentence_and_nothing_is_changed(course, capsys):
    path = hand_in(course, "bob", without="q1_check")
    before = path.read_bytes()
    (path.parent / "mine.py").write_text("1", encoding="utf-8")
    assert doctor(NAME) == 1
    said = capsys.readouterr().out
    assert "bob, cell q1_check: It is missing: it comes back.\n" in said
    assert "bob: mine.py is no file of the assignment" in said and "--repair" in said
    assert path.read_bytes() == before and not (course / "originals").exists()


def test_a_repair_keeps_the_original_and_leaves_nothing_to_find(course, capsys):
    path = hand_in(course, "bob", without="q1_check")
    before = path.read_bytes()
    (path.parent / "mine.py").write_text("1", encoding="utf-8")
    hand_in(course, "cyd", name="my own.ipynb")
    assert doctor("--repair") == 0
    kept = course / "originals" / "bob" / NAME
    assert (kept / f"{NAME}.ipynb").read_bytes() == before
    assert (kept / "mine.py").read_text(encoding="utf-8") == "1"
    assert (course / "originals" / "cyd" / NAME / "my own.ipynb").is_file()
    capsys.readouterr()
    assert doctor() == 0
    assert capsys.readouterr().out == "Ready to grade: 3.\n"
    for student in ("bob", "cyd"):
        found = admit(course / "submitted" / student / NAME, student, RECORDS)
        assert found.findings == () and len(found.notebooks[NAME].cells) == 40


def test_two_repairs_keep_two_originals(course):
    for text in ("1", "2"):
        (course / "submitted" / "ada" / NAME / "mine.py").write_text(text, encoding="utf-8")
        assert doctor(NAME, "--student=ada", "--repair") == 0
    kept = sorted((course / "originals" / "ada" / NAME).glob("mine.py*"))
    assert [path.read_text(encoding="utf-8") for path in kept] == ["1", "2"]


def test_a_file_and_then_a_folder_of_one_name_are_both_kept(course):
    place, kept = course / "submitted" / "ada" / NAME / "x", course / "originals" / "ada" / NAME
    for number in ("1", "2"):
        place.write_text(number, encoding="utf-8")
        assert doctor(NAME, "--repair") == 0
        place.mkdir()
        (place / "y").write_text(number, encoding="utf-8")
        assert doctor(NAME, "--repair") == 0
        shutil.rmtree(place)
    found = sorted(path.relative_to(kept).as_posix() for path in kept.rglob("x*/y*"))
    assert found == ["x.1/y", "x.1/y.1"]
    assert (kept / "x").read_text(encoding="utf-8") == "1"
    assert (kept / "x.2").read_text(encoding="utf-8") == "2"


def test_a_name_as_long_as_can_be_is_kept_twice(course):
    place = course / "submitted" / "ada" / NAME / ("x" * 255)
    for number in ("1", "2"):
        place.write_text(number, encoding="utf-8")
        assert doctor(NAME, "--repair") == 0
    kept = (course / "originals" / "ada" / NAME).glob("xx*")
    assert sorted(path.read_text(encoding="utf-8") for path in kept) == ["1", "2"]


@pytest.mark.parametrize(("number", "goes_on"), [(errno.EIO, True), (errno.ENOSPC, False)])
def test_a_repair_that_fails_stays_alone_unless_the_disk_is_full(
    course, capsys, monkeypatch, number, goes_on
):
    def failing(path: Path, target: Path) -> Path:
        if "adam" in path.parts:
            raise OSError(number, os.strerror(number))
        return set_aside(path, target)

    monkeypatch.setattr("twoviews.grading.doctor.submissions.set_aside", failing)
    for student in ("adam", "bob"):
        (hand_in(course, student).parent / "mine.py").write_text("1", encoding="utf-8")
    assert doctor(NAME, "--repair") == 1
    said = capsys.readouterr()
    assert ("adam: It was not repaired (" in said.out) == goes_on
    assert ("bob: Repaired" in said.out) == goes_on
    assert ("is full: free some space" in said.err) != goes_on


def test_a_repair_that_is_stopped_leaves_the_notebook_where_it_was(course, monkeypatch):
    def stopped(path: Path, text: str) -> None:
        raise KeyboardInterrupt

    path = hand_in(course, "bob", without="q1_check")
    before = path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("twoviews.grading.doctor.submissions.write", stopped)
        assert doctor(NAME, "--repair") == 130
    assert path.read_bytes() == before
    assert doctor(NAME, "--repair") == 0
    kept = (course / "originals" / "bob" / NAME).iterdir()
    assert {each.read_bytes() for each in kept} == {before}


def test_what_only_a_person_can_settle_remains(course, capsys):
    path = hand_in(course, "bob")
    path.unlink()
    path.symlink_to(RELEASED)
    hand_in(course, "cyd").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    assert doctor(NAME, "--repair") == 1
    said = capsys.readouterr().out
    assert f"bob: {NAME}.ipynb is a link" in said and path.is_symlink()
    assert "cyd: Line 1 of the notebook is a merge marker" in said


def test_wrong_names_are_answered_in_a_sentence(course, capsys, tmp_path):
    assert doctor("nope") == 1
    assert capsys.readouterr().err == f"nope was not released: there are {NAME}.\n"
    assert doctor("--student=zed") == 1
    assert "Nothing was handed in" in capsys.readouterr().err
    assert doctor("--course", tmp_path) == 1
    assert "There is no nbgrader_config.py" in capsys.readouterr().err


# --- a student's own notebook --------------------------------------------------------------------


@pytest.fixture
def own(tmp_path) -> Path:
    """A student's copy of the exercise, in a folder of its own."""
    return Path(shutil.copy(RELEASED, tmp_path))


def change(path: Path, *without: str, **sources: str) -> None:
    """Delete cells of a notebook, and write others anew."""
    document = json.loads(path.read_text(encoding="utf-8"))
    document["cells"] = [cell for cell in document["cells"] if cell["id"] not in without]
    for cell in document["cells"]:
        cell["source"] = sources.get(cell["id"], cell["source"])
    path.write_text(json.dumps(document), encoding="utf-8")


def test_an_own_notebook_is_ready_or_says_why_not(own, capsys):
    assert doctor(own) == 0
    assert capsys.readouterr().out == f"{own} is ready to hand in.\n"
    change(own, "q1_content", q1_check="1.0", q1_answer="q1_actors = 3")
    assert doctor(own) == 1
    said = capsys.readouterr().out
    assert f"{own.name}, cell q1_content: It is missing" in said
    assert f"{own.name}, cell q1_check: Its text was changed" in said


def test_a_repair_of_an_own_notebook_keeps_the_answer_and_the_original(own, capsys):
    change(own, "q1_content", q1_answer="q1_actors = 3")
    before = own.read_bytes()
    assert doctor(own, "--repair") == 0
    assert own.with_name(f"{own.name}.bak").read_bytes() == before
    cells = {cell.id: cell.source for cell in nbformat.read(own, as_version=4).cells}
    assert cells["q1_answer"] == "q1_actors = 3" and "q1_content" in cells
    capsys.readouterr()
    assert doctor(own) == 0


def test_an_own_notebook_that_cannot_be_read_or_has_another_name_is_told(own, capsys):
    renamed = own.rename(own.with_name(f"{NAME} (1).ipynb"))
    assert doctor(renamed, "--repair") == 1
    assert f"only under the name {NAME}.ipynb" in capsys.readouterr().out
    renamed.write_text('{"cells": [\n<<<<<<< HEAD\n', encoding="utf-8")
    assert doctor(renamed) == 1
    assert "Line 2 of the notebook is a merge marker" in capsys.readouterr().out
    other = own.with_name("other.ipynb")
    shutil.copy(RELEASED, other)
    assert doctor(other) == 1
    assert "other.ipynb is none of the exercises, which are: ex1_" in capsys.readouterr().err


def test_the_exercise_itself_that_was_worked_in_is_examined(course, capsys):
    path = course / "exercises" / NAME / f"{NAME}.ipynb"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["cells"].append(dict(document["cells"][6], id="copy", source="q1_actors = 2"))
    path.write_text(json.dumps(document), encoding="utf-8")
    assert doctor(path) == 1
    assert "cell q1_answer: There is" in capsys.readouterr().out
    change(path, "q3_check")
    assert doctor(path, "--repair") == 1
    assert "cell q3_check: It is missing: get the exercise anew" in capsys.readouterr().out


@pytest.mark.parametrize(
    "released", sorted((ROOT / "exercises").glob("*/*.ipynb")), ids=lambda path: path.stem
)
def test_every_exercise_as_released_is_ready(released, capsys):
    assert doctor(released) == 0, capsys.readouterr().out
