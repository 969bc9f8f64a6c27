"""The students' copy holds what students need and nothing that must stay private."""

import errno
import os
import re
import shutil
import subprocess
import sys
import urllib.parse
from pathlib import Path
from zipfile import ZipFile

import nbformat
import pytest
from course import ROOT, assignments, model, nbgrader, private, visible
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.utils import compute_checksum

from twoviews import cli
from twoviews.bundle import make
from twoviews.bundle.contents import FILES, FOLDERS
from twoviews.data import load

TOLD = "students' copy"

# --- the copy of this project --------------------------------------------------------------------


@pytest.fixture(scope="module")
def student(tmp_path_factory):
    """The students' copy of this checkout, in a path with a space."""
    folder = tmp_path_factory.mktemp("a student") / "two views"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        assert cli.main(["bundle", f"--folder={folder}"]) == 0
    return folder


def texts(folder: Path):
    """Give every file of a folder with its text."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path: path.read_text(encoding="utf-8", errors="replace") for path in files}


def test_the_copy_holds_what_students_need_and_nothing_else(student):
    assert {path.name for path in student.iterdir()} == {*FOLDERS, *FILES, ".twoviews-student"}
    names = [path.name for path in (student / "exercises").iterdir()]
    assert sorted(names) == assignments()
    assert not {".git", ".ci", "solutions", "tests", "gradebook.db", "class"} & {
        part for path in student.rglob("*") for part in path.relative_to(student).parts
    }
    assert [path.name for path in (student / "data" / "readings").iterdir()] == ["README.md"]


def test_no_line_of_a_solution_hidden_test_or_mark_scheme_is_in_the_exercises(student):
    for assignment in assignments():
        secrets = private(assignment)
        assert len(secrets) > 20
        text = notebook_text(student / "exercises" / assignment / f"{assignment}.ipynb")
        assert [line for line in secrets if line in text] == []


def test_no_prose_of_a_model_answer_or_mark_scheme_is_anywhere_in_the_copy(student):
    found = texts(student)
    secrets = {line for name in assignments() for line in private(name) if line.count(" ") > 8}
    assert len(secrets) > 20
    for path, text in found.items():
        read = notebook_text(path) if path.suffix == ".ipynb" else text
        assert [line for line in secrets if line in read] == [], path
        assert not re.search(r"### (BEGIN|END) ", read), path


def notebook_text(path: Path) -> str:
    """Join what the cells of a notebook hold."""
    return "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)


def test_every_link_in_the_copy_leads_somewhere(student):
    pages = [path for path in student.rglob("*") if path.suffix in (".md", ".ipynb")]
    assert len(pages) > 8
    for page in pages:
        text = notebook_text(page) if page.suffix == ".ipynb" else page.read_text("utf-8")
        prose = re.sub(r"```.*?```", "", text, flags=re.S)
        for link in re.findall(r"\]\((?![a-z]+:|#)([^)#\s]+)", prose):
            assert (page.parent / urllib.parse.unquote(link)).exists(), f"{page}: {link}"


def test_the_readme_says_what_is_left_out_and_who_has_it(student):
    title, _, note, *_ = (student / "README.md").read_text("utf-8").splitlines()
    assert title == (ROOT / "README.md").read_text("utf-8").splitlines()[0]
    assert note.startswith("> **This is the students' copy.** Your instructor has")
    text = (student / "README.md").read_text("utf-8")
    assert "](lessons" in text and "](solutions" not in text and "](docs" not in text


def test_make_lab_finds_what_it_needs_in_the_copy(student):
    ran = subprocess.run(
        ["make", "--dry-run", "lab"], cwd=student, capture_output=True, text=True, check=True
    )
    assert "-m jupyterlab" in ran.stdout and "requirements.txt" in ran.stdout
    start = re.search(r"/lab/tree/(\S+)", ran.stdout)[1]
    assert (student / start).is_file()


@pytest.mark.parametrize("assignment", assignments())
def test_the_visible_checks_work_with_the_copys_own_package(student, assignment):
    """With every answer right, each check that a student can run gives all its points."""
    path = student / "exercises" / assignment / f"{assignment}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    answers = model(assignment)
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source)
    notebook.cells.append(new_code_cell("import twoviews; print(twoviews.__file__)"))
    client = NotebookClient(notebook, resources={"metadata": {"path": str(path.parent)}})
    client.execute(env={**os.environ, "PYTHONPATH": str(student), "PYTHONDONTWRITEBYTECODE": "1"})
    assert notebook.cells[-1].outputs[0].text == f"{student / 'twoviews' / '__init__.py'}\n"
    found = {cell.id: cell for cell in notebook.cells}
    points = load("questions").set_index("question_id")["form_points"]
    for number, question in visible(assignment).items():
        last = found[f"{number}_check"].outputs[-1]
        assert last.output_type == "execute_result", last
        assert float(last.data["text/plain"]) == points[question]


@pytest.mark.course
def test_a_student_can_validate_and_submit_from_the_copy(student, tmp_path):
    """The copy's settings name the course, so that no option is needed."""
    (tmp_path / "exchange" / "two_views_of_kim").mkdir(parents=True)
    course, name = tmp_path / "exchange" / "two_views_of_kim", assignments()[0]
    shutil.copytree(student / "exercises" / name, course / "outbound" / name)
    (course / "inbound").mkdir()
    (tmp_path / "exchange").chmod(0o777)
    (course / "inbound").chmod(0o777)
    said = nbgrader(student, tmp_path / "home", "validate", f"exercises/{name}/{name}.ipynb")
    assert "VALIDATION FAILED" in said.stdout
    root = f"--Exchange.root={tmp_path / 'exchange'}"
    said = nbgrader(student, tmp_path / "home", "submit", f"exercises/{name}", root)
    assert said.returncode == 0, said.stderr
    (sent,) = (course / "inbound").iterdir()
    assert (sent / f"{name}.ipynb").is_file()


# --- a small checkout of our own -----------------------------------------------------------------


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A checkout with one assignment, in a path with a space; commands are run in it."""
    folder = tmp_path / "a course"
    for name in (*FOLDERS, "solutions", "tests", "docs", ".git"):
        (folder / name).mkdir(parents=True)
        (folder / name / "page.md").write_text("# Page\n", encoding="utf-8")
    for name in FILES:
        (folder / name).write_text(f"# {name}\n\n[docs](docs) [data](data)\n", encoding="utf-8")
    for place in ("solutions", "exercises"):
        (folder / place / "sums").mkdir()
        released(folder / place / "sums" / "sums.ipynb")
    monkeypatch.chdir(folder)
    return folder


def released(path: Path) -> None:
    """Write a notebook as nbgrader releases it: an answer cell with its checksum."""
    mark = {"grade_id": "q1_answer", "solution": True, "grade": False, "locked": False}
    cell = new_code_cell("q1 = None", id="q1_answer", metadata={"nbgrader": mark})
    mark["checksum"] = cell.metadata.nbgrader["checksum"] = compute_checksum(cell)
    nbformat.write(new_notebook(cells=[cell, new_code_cell("1 + 1", id="look")]), path)


def bundle(*words: str) -> int:
    return cli.main(["bundle", *words])


def refused(capsys, *words: str) -> str:
    """Run the command, hold that it fails with one sentence, and give the sentence."""
    assert bundle(*words) == 1
    shown = capsys.readouterr()
    assert shown.out == "" and shown.err.count("\n") == 1 and shown.err.endswith(".\n")
    return shown.err


def beside(course: Path) -> list[str]:
    """Name what the command has left in the checkout."""
    return sorted(path.name for path in course.glob("two-views*"))


def test_it_says_where_the_copy_is_and_how_much_it_holds(course, capsys):
    assert bundle() == 0
    shown = capsys.readouterr().out
    files = [path for path in (course / "two-views-of-kim-student").rglob("*") if path.is_file()]
    assert f"{len(files) - 1} files" in shown and str(course / "two-views-of-kim-student") in shown
    assert beside(course) == ["two-views-of-kim-student"]


def test_from_a_folder_inside_the_checkout_it_works_the_same(course, monkeypatch):
    monkeypatch.chdir(course / "lessons")
    assert bundle() == 0
    assert beside(course) == ["two-views-of-kim-student"]


def test_a_new_copy_replaces_the_earlier_one(course):
    bundle()
    (course / "two-views-of-kim-student" / "old.txt").touch()
    (course / "lessons" / "new.md").write_text("# New\n", encoding="utf-8")
    assert bundle() == 0
    assert not (course / "two-views-of-kim-student" / "old.txt").exists()
    assert (course / "two-views-of-kim-student" / "lessons" / "new.md").is_file()
    assert beside(course) == ["two-views-of-kim-student"]


def test_originals_hidden_files_and_caches_stay_behind(course):
    (course / "data" / "readings").mkdir()
    for name in ("README.md", "trump2018.txt", "notes.md"):
        (course / "data" / "readings" / name).write_text("private", encoding="utf-8")
    for name in ("twoviews/__pycache__", "lessons/.ipynb_checkpoints"):
        (course / name).mkdir()
        (course / name / "copy.txt").touch()
    assert bundle() == 0
    copy = course / "two-views-of-kim-student"
    assert [path.name for path in (copy / "data" / "readings").iterdir()] == ["README.md"]
    assert not (copy / "twoviews/__pycache__").exists()
    assert not (copy / "lessons/.ipynb_checkpoints").exists()


def test_the_pages_of_the_copy_link_only_to_what_is_in_it(course):
    (course / "lessons" / "page.md").write_text(
        "[a](../docs/a.md) ![b](../tests/b.png) [c](../data#top) [d](https://e.org/f) [g](#h)\n",
        encoding="utf-8",
    )
    assert bundle() == 0
    copy = course / "two-views-of-kim-student"
    page = (copy / "lessons" / "page.md").read_text("utf-8")
    assert page == "a b [c](../data#top) [d](https://e.org/f) [g](#h)\n"
    assert (copy / "README.md").read_text("utf-8").endswith("\n\ndocs [data](data)\n")
    assert (copy / "LICENSE").read_text("utf-8").endswith("[docs](docs) [data](data)\n")


def test_a_copy_is_writable_where_the_original_is_not(course):
    (course / "lessons" / "page.md").chmod(0o444)
    (course / "data" / "a.csv").touch(0o444)
    assert bundle() == 0
    for name in ("lessons/page.md", "data/a.csv"):
        assert (course / "two-views-of-kim-student" / name).stat().st_mode & 0o200


def test_the_zip_file_holds_the_same_in_one_folder(course, capsys):
    for _ in range(2):
        assert bundle("--zip") == 0
    assert str(course / "two-views-of-kim-student.zip") in capsys.readouterr().out
    assert beside(course) == ["two-views-of-kim-student", "two-views-of-kim-student.zip"]
    with ZipFile(course / "two-views-of-kim-student.zip") as packed:
        assert packed.testzip() is None
        names = packed.namelist()
    copy = course / "two-views-of-kim-student"
    found = [str(path.relative_to(course)) for path in copy.rglob("*") if path.is_file()]
    assert sorted(names) == sorted(found)


# --- what goes wrong on the way ------------------------------------------------------------------


def written(course: Path, source: str | None = None, outputs: list | None = None) -> None:
    """Change the exercise as somebody who works in it does."""
    path = course / "exercises" / "sums" / "sums.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source = source or notebook.cells[0].source
    notebook.cells[1].outputs = outputs or []
    nbformat.write(notebook, path)


def test_an_exercise_with_an_answer_in_it_is_named(course, capsys):
    written(course, "q1 = 42")
    told = refused(capsys)
    assert "sums.ipynb has been worked in (cell q1_answer): run `make exercises`" in told
    assert beside(course) == []


def test_an_exercise_that_has_been_run_is_named(course, capsys):
    written(course, outputs=[nbformat.v4.new_output("stream", text="2")])
    assert "sums.ipynb has been worked in (cell look)" in refused(capsys)


def test_a_solution_in_place_of_an_exercise_is_named(course, capsys):
    path = course / "exercises" / "sums" / "sums.ipynb"
    notebook = nbformat.read(path, as_version=4)
    del notebook.cells[0].metadata.nbgrader["checksum"]  # nbgrader adds it when it releases
    nbformat.write(notebook, path)
    assert "sums.ipynb has been worked in (cell q1_answer)" in refused(capsys)


def test_a_missing_or_broken_exercise_is_named(course, capsys):
    path = course / "exercises" / "sums" / "sums.ipynb"
    path.write_text("{", encoding="utf-8")
    assert "sums.ipynb cannot be read as a notebook" in refused(capsys)
    path.unlink()
    told = refused(capsys)
    assert "There is no" in told and "run `make exercises`, then try again" in told


def test_a_page_or_lesson_that_cannot_be_read_is_named(course, capsys):
    (course / "lessons" / "page.md").write_bytes(b"# \xff")
    assert "page.md is not in UTF-8: save it again in UTF-8." in refused(capsys)
    (course / "lessons" / "page.md").unlink()
    (course / "lessons" / "01.ipynb").write_text("{", encoding="utf-8")
    assert "01.ipynb cannot be read as a notebook" in refused(capsys)
    assert beside(course) == []


def test_a_checkout_that_is_not_whole_is_named(course, capsys):
    (course / "Makefile").unlink()
    assert "Makefile: make the copy from a whole checkout." in refused(capsys)


def test_a_link_that_may_lead_to_a_solution_is_named(course, capsys):
    (course / "exercises" / "sums" / "more").symlink_to(course / "solutions")
    told = refused(capsys)
    assert "more is a link: put the file itself in its place." in told


@pytest.mark.parametrize("name", [".", "/", "mine", "mine.txt"])
def test_what_is_not_ours_is_never_replaced(course, capsys, name):
    (course / "mine").mkdir()
    (course / "mine" / "thesis.txt").touch()
    (course / "mine.txt").touch()
    told = refused(capsys, f"--folder={course / name}")
    assert f"is in the way and is not a {TOLD} that was made here: move it" in told
    assert (course / "mine" / "thesis.txt").exists() and (course / "mine.txt").exists()


@pytest.mark.parametrize("wrong", ["a file", "a zip", "a folder"])
def test_a_zip_file_that_is_not_ours_is_never_replaced(course, capsys, wrong):
    path = course / "two-views-of-kim-student.zip"
    if wrong == "a folder":
        path.mkdir()
    elif wrong == "a zip":
        with ZipFile(path, "w") as packed:
            packed.writestr("thesis.txt", "mine")
    else:
        path.write_text("mine", encoding="utf-8")
    assert f"student.zip is in the way and is not a {TOLD}" in refused(capsys, "--zip")
    assert beside(course) == ["two-views-of-kim-student.zip"]


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("no/such/place", "There is no folder"),
        ("lessons/copy", "lies in lessons/, which is copied"),
    ],
)
def test_a_place_that_cannot_hold_a_copy_is_named(course, capsys, folder, told):
    assert told in refused(capsys, f"--folder={course / folder}")


ERRORS = [
    (errno.ENOSPC, "student is full: free some space, or choose another place."),
    (errno.EROFS, "cannot be written to: choose another place with --folder."),
    (errno.EACCES, "cannot be written to: choose another place with --folder."),
    (errno.EIO, "The students' copy could not be made"),
]


@pytest.mark.parametrize(("number", "told"), ERRORS)
@pytest.mark.parametrize("place", ["shutil.copyfile", "ZipFile.write"])
def test_a_full_disk_or_a_closed_folder_is_named_and_the_earlier_copy_stays(
    course, capsys, monkeypatch, number, told, place
):
    bundle("--zip")
    kept = (course / "two-views-of-kim-student.zip").read_bytes()
    capsys.readouterr()

    def fail(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(f"twoviews.bundle.make.{place}", fail)
    assert told in refused(capsys, "--zip")
    assert beside(course) == ["two-views-of-kim-student", "two-views-of-kim-student.zip"]
    assert (course / "two-views-of-kim-student" / "Makefile").is_file()
    assert (course / "two-views-of-kim-student.zip").read_bytes() == kept


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_checkout_is_named(course, capsys):
    course.chmod(0o555)
    assert "cannot be written to" in refused(capsys)
    course.chmod(0o755)


def test_interrupted_it_leaves_nothing_half_made(course, capsys, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(make, "copy", stop)
    assert bundle() == 130
    assert "Stopped: nothing half-made was left" in capsys.readouterr().err
    assert beside(course) == []


def test_on_windows_it_says_what_to_do(course, capsys, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert "on Windows, run it in WSL" in refused(capsys)
