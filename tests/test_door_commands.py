"""nbgrader's own commands, with the door before them: one submission never harms another."""

import csv
import io
import json
import shutil
import time
import zipfile
from pathlib import Path

import nbformat
import pytest
from course import ROOT, nbgrader
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook

from twoviews.grading.door.admit import admit
from twoviews.grading.door.withdraw import ungraded, withdraw
from twoviews.grading.gradebook import read_record

NAME = "sums"
MORE = '\nc.IsolatedExecute.isolation = "none"\nc.Exchange.root = "exchange"\n'
CELLS = [
    ("title", None, "# Sums"),
    ("q1_answer", None, "### BEGIN SOLUTION\nq1 = [2, 3]\n### END SOLUTION"),
    ("q1_text", None, "# Here ends the answer."),
    ("q1_check", 1, "float(isinstance(q1, list))"),
    ("q1_content", 2, "### BEGIN HIDDEN TESTS\nfloat(len({2, 3} & set(q1)))\n### END HIDDEN TESTS"),
    ("q2_answer", 3, "YOUR ANSWER HERE"),
]


def cell(name: str, points: float | None, source: str):
    """Make a cell with nbgrader's metadata; a title and prose are Markdown cells."""
    answer = name.endswith("answer")
    mark = {"grade_id": name, "schema_version": 3, "solution": answer, "locked": not answer}
    mark |= {"grade": points is not None, "task": False} | ({"points": points} if points else {})
    new = new_markdown_cell if name in ("title", "q2_answer") else new_code_cell
    return new(source, id=name, metadata={"nbgrader": mark})


def told(course: Path, *words: str) -> tuple[int, str]:
    """Run one of nbgrader's commands: its exit status, and what it said."""
    run = nbgrader(course, course.parent, *words)
    return run.returncode, run.stdout + run.stderr


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    """A small course with the settings of this one; nothing is handed in yet."""
    folder = tmp_path_factory.mktemp("a course") / "course"
    path = folder / "solutions" / NAME / f"{NAME}.ipynb"
    path.parent.mkdir(parents=True)
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(new_notebook(cells=[cell(*each) for each in CELLS], metadata=kernel), path)
    (path.parent / "data.csv").write_text("a\n1\n", encoding="utf-8")
    settings = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    (folder / "nbgrader_config.py").write_text(settings + MORE, encoding="utf-8")
    status, said = told(folder, "generate_assignment", NAME)
    assert status == 0, said
    return folder


def released(course: Path) -> dict:
    """Give the released notebook, with both questions answered."""
    path = course / "exercises" / NAME / f"{NAME}.ipynb"
    document = json.loads(path.read_text(encoding="utf-8"))
    at(document, "q1_answer")["source"] = "q1 = [2]"
    at(document, "q2_answer")["source"] = "My words."
    return document


def at(document: dict, name: str) -> dict:
    """Find a cell by its id."""
    return next(each for each in document["cells"] if each["id"] == name)


def hand_in(course: Path, student: str, document: dict | str, name: str = f"{NAME}.ipynb") -> Path:
    """Put a notebook where nbgrader collects it; give the folder."""
    folder = course / "submitted" / student / NAME
    folder.mkdir(parents=True)
    text = document if isinstance(document, str) else json.dumps(document)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def beside(document: dict) -> dict:
    """Move the written answer into a new cell below its own."""
    answer = at(document, "q2_answer")
    document["cells"].append(new_markdown_cell(answer["source"], id="mine"))
    answer["source"] = "YOUR ANSWER HERE"
    return document


def unlabelled(document: dict) -> dict:
    """Take away all that tells which cell is which."""
    for number, each in enumerate(document["cells"]):
        each["metadata"], each["id"] = {}, f"cell{number}"
    return document


def hand_in_the_class(course: Path) -> None:
    """Hand in what a class hands in on a bad day."""
    for student in ("01_first", "99_last"):
        hand_in(course, student, released(course))
    hand_in(course, "cut", json.dumps(released(course))[:500])
    hand_in(course, "renamed", released(course), "my sums.ipynb")
    hand_in(course, "timeless", released(course)).joinpath("timestamp.txt").write_text("soon")
    hand_in(course, "old", released(course)).joinpath("timestamp.txt").write_text(
        "2026-01-30 15:00"
    )
    copied = released(course)
    copied["cells"].append(at(copied, "q1_check"))
    hand_in(course, "copied", copied)
    deleted = released(course)
    deleted["cells"] = [each for each in deleted["cells"] if not each["id"].startswith("q1_c")]
    hand_in(course, "deleted", deleted)
    schema = released(course)
    at(schema, "q1_check")["metadata"]["nbgrader"] = {"grade_id": "q1_check", "schema_version": 1}
    hand_in(course, "schema", schema)
    hand_in(course, "strange", released(course)).joinpath("mine.py").write_text("1")
    hand_in(course, "beside", beside(released(course)))
    hand_in(course, "unlabelled", unlabelled(released(course)))
    link = hand_in(course, "link", "") / f"{NAME}.ipynb"
    link.unlink()
    link.symlink_to(course / "solutions" / NAME / f"{NAME}.ipynb")
    hand_in(course, "none", "Sorry.", "excuse.txt")
    hand_in(course, "two\nlines", released(course))


FAILED = {"cut", "link", "none"}
WELL = {
    "01_first",
    "99_last",
    "renamed",
    "timeless",
    "old",
    "copied",
    "deleted",
    "schema",
    "strange",
    "beside",
    "unlabelled",
}


@pytest.fixture(scope="module")
def graded(course) -> tuple[Path, int, str]:
    """The class after `nbgrader autograde`."""
    hand_in_the_class(course)
    return course, *told(course, "autograde", NAME)


def exported(course: Path) -> dict[str, dict[str, str]]:
    """Read the rows of an export by their students."""
    status, said = told(course, "export")
    assert status == 0, said
    with (course / "grades.csv").open(encoding="utf-8", newline="") as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


def test_what_cannot_be_graded_is_named_and_the_run_goes_on(graded):
    course, status, said = graded
    assert status == 1
    lines = [
        line.partition("Not graded: ")[2] for line in said.splitlines() if "Not graded" in line
    ]
    assert {line.partition(":")[0] for line in lines} == {*FAILED, "two\\nlines"}
    assert any("link: sums.ipynb is a link or no plain file" in line for line in lines)
    assert {path.name for path in (course / "autograded").iterdir()} == WELL


def test_every_other_submission_has_its_grade(graded):
    course, _, _ = graded
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        for student in WELL:
            found = book.find_submission(NAME, student)
            scores = {grade.name: grade.auto_score for grade in found.notebooks[0].grades}
            assert scores == {"q1_check": 1.0, "q1_content": 1.0, "q2_answer": None}, student
        assert {each.student.id for each in book.assignment_submissions(NAME)} == WELL


def test_files_that_are_not_the_assignments_stay_out(graded):
    course, _, said = graded
    assert "strange: mine.py is no file of the assignment" in said
    assert "data.csv ->" in said and "mine.py ->" not in said  # it is not copied at all
    kept = {path.name for path in (course / "autograded" / "strange" / NAME).iterdir()}
    assert kept == {f"{NAME}.ipynb", "data.csv"}
    kept = {path.name for path in (course / "autograded" / "timeless" / NAME).iterdir()}
    assert kept == {f"{NAME}.ipynb", "data.csv"}


def test_what_was_not_graded_is_never_exported_as_a_zero(graded):
    course, _, _ = graded
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        book.update_or_create_student("absent", last_name='Smith, "Al"')
    rows = exported(course)
    for student in FAILED:
        assert (rows[student]["score"], rows[student]["raw_score"]) == ("", "")
        assert rows[student]["status"] == "not graded"
    assert (rows["absent"]["score"], rows["absent"]["status"]) == ("", "not submitted")
    assert rows["absent"]["last_name"] == 'Smith, "Al"'
    assert (rows["01_first"]["score"], rows["01_first"]["status"]) == ("2.0", "needs a person")
    assert rows["old"]["timestamp"] == "2026-01-30 15:00:00"


def test_a_run_that_was_killed_is_taken_up(graded):
    course, _, _ = graded
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        notebook = book.find_submission(NAME, "01_first").notebooks[0]
        next(grade for grade in notebook.grades if grade.name == "q1_content").auto_score = None
        book.db.commit()
        assert ungraded(book.find_submission(NAME, "01_first"))
    assert exported(course)["01_first"]["status"] == "not graded"
    status, said = told(course, "autograde", NAME, "--student=01_first")
    assert status == 0, said
    assert exported(course)["01_first"]["score"] == "2.0"


def test_a_renamed_notebook_alone_is_graded_as_from_the_formgrader(graded):
    course, _, _ = graded
    status, said = told(course, "autograde", NAME, "--student=renamed", "--force")
    assert status == 0, said


def test_an_assignment_that_was_not_made_is_told(graded):
    status, said = told(graded[0], "autograde", "nope")
    assert status == 1 and "The gradebook knows no notebook of nope" in said


def test_a_later_submission_that_is_broken_takes_the_grade_back_but_not_a_persons(graded):
    course, _, _ = graded
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        withdraw(book, NAME, "99_last")
        assert "99_last" not in {each.student.id for each in book.assignment_submissions(NAME)}
        notebook = book.find_submission(NAME, "old").notebooks[0]
        next(grade for grade in notebook.grades if grade.name == "q2_answer").manual_score = 3.0
        book.db.commit()
        withdraw(book, NAME, "old")
        withdraw(book, NAME, "nobody")
        found = book.find_submission(NAME, "old")
        assert ungraded(found) and [g.manual_score for g in found.notebooks[0].grades].count(3.0)
    assert exported(course)["old"]["status"] == "not graded"


# --- collecting ----------------------------------------------------------------------------------


@pytest.fixture
def collecting(course, tmp_path) -> Path:
    """The course with nothing handed in."""
    folder = tmp_path / "course"
    shutil.copytree(course, folder, ignore=shutil.ignore_patterns("submitted", "autograded"))
    return folder


def inbound(course: Path, student: str, moment: str, document: dict | str) -> Path:
    """Put a folder where nbgrader's exchange expects it."""
    folder = course / "exchange" / "two_views_of_kim" / "inbound" / f"{student}+{NAME}+{moment}"
    folder.mkdir(parents=True)
    text = document if isinstance(document, str) else json.dumps(document)
    (folder / f"{NAME}.ipynb").write_text(text, encoding="utf-8")
    (folder / "timestamp.txt").write_text(moment, encoding="utf-8")
    return folder


def test_collecting_refuses_links_and_forged_names_and_goes_on(collecting):
    course, early, late = collecting, "2026-01-30 15:00:00 UTC", "2026-01-31 15:00:00 UTC"
    me = Path(course).owner()
    inbound(course, me, early, "mine, early")
    (inbound(course, me, late, "mine, late") / "more.txt").symlink_to("/etc/passwd")
    inbound(course, "alice", late, "forged by another account")
    inbound(course, "two\nlines", late, "no name")
    inbound(course, "bob", "soon", "no time")
    status, said = told(course, "collect", NAME)
    assert status == 0, said
    assert [path.name for path in (course / "submitted").iterdir()] == [me]
    assert (course / "submitted" / me / NAME / f"{NAME}.ipynb").read_text() == "mine, early"
    assert said.count("Refused:") == 4
    assert f"alice: Another account, {me}, has handed this in" in said


def zip_of(**files: bytes | str) -> bytes:
    """Make a zip archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def download(course: Path, **files: bytes | str) -> tuple[int, str]:
    """Collect what a learning platform gave."""
    folder = course / "downloaded" / NAME / "archive"
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return told(course, "zip_collect", NAME)


def texts(course: Path) -> dict[str, str]:
    """Read the collected notebooks by their students."""
    found = (course / "submitted").glob("*/*/*.ipynb")
    return {path.parts[-3]: path.read_text(encoding="utf-8") for path in found}


def test_archives_of_a_platform_are_collected_by_default_and_tricks_are_refused(collecting):
    notebook = f"{NAME}.ipynb"
    files = {
        "ada.zip": zip_of(**{f"alice/{notebook}": "ada's", "../x.py": ""}),
        "bob.zip": zip_of(**{f"alice_work/{notebook}": "bob's", "x.py": "1"}),
        f"cyd_{notebook}": "cyd's",
        f"{NAME}_dan_attempt_2026-01-30-15-00-00_{NAME}.ipynb": "dan's",
        "eve.zip": b"no archive",
        "fay_2_late.zip": zip_of(**{"inner.zip": zip_of(**{notebook: "too deep"})}),
        f"cyd_again_{notebook}": "cyd's other",
    }
    status, said = download(collecting, **files)
    assert status == 0, said
    wanted = {"bob": "bob's", "cyd": "cyd's other", "dan": "dan's"}
    assert texts(collecting) == wanted
    assert "fay_2_late.zip holds no notebook" in said
    assert "../x.py leads out of the archive" in said and said.count("Refused") == 3
    time_of_dan = collecting / "submitted" / "dan" / NAME / "timestamp.txt"
    assert time_of_dan.read_text() == "2026-01-30 15:00:00"


def test_one_archive_with_the_whole_class_is_opened(collecting):
    inner = zip_of(**{f"{NAME}.ipynb": "ada's"})
    whole = {"ada_1.zip": inner, f"bob_2/{NAME}-1.ipynb": "bob's", "eve_3.zip": b"x"}
    status, said = download(collecting, **{"download.zip": zip_of(**whole)})
    assert status == 0, said
    assert texts(collecting) == {"ada": "ada's", "bob": "bob's"}


def test_the_door_is_quick(course, tmp_path):
    """Counted is the processor's time, which other work on the machine does not lengthen."""
    folder = hand_in(tmp_path, "quick", released(course))
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        records = {NAME: read_record(book, NAME, NAME)}
    start = time.process_time()
    for _ in range(20):
        admit(folder, "quick", records)
    assert (time.process_time() - start) / 20 < 0.05
