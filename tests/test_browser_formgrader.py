"""An instructor grades in real JupyterLab: the formgrader lists, autogrades and opens submissions.

The course folder is made for the test with nbgrader's own command. The formgrader's pages are
nbgrader's; what is ours in them is what our notebooks and settings put there.
"""

import shutil

import nbformat
import pytest
from course import PRIVATE, ROOT, assignments, cells, model, nbgrader
from lab import TOKEN, jupyterlab
from page import Notebook, row

from twoviews.text import words

pytestmark = [pytest.mark.browser, pytest.mark.course]

STUDENTS = ("ada", "ben")  # ada has every answer right, ben has written nothing


@pytest.fixture(scope="module")
def server(chromium, tmp_path_factory):
    """JupyterLab in a course folder with two submissions of each assignment: its address."""
    folder, home = tmp_path_factory.mktemp("a course"), tmp_path_factory.mktemp("home")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    shutil.copytree(ROOT / "solutions", folder / "solutions")
    for name in assignments():
        made = nbgrader(folder, home, "generate_assignment", name)
        assert made.returncode == 0, made.stderr[-2000:]
        for student in STUDENTS:
            target = folder / "submitted" / student / name
            shutil.copytree(folder / "exercises" / name, target)
        answered(folder / "submitted" / "ada" / name / f"{name}.ipynb", model(name))
    with jupyterlab(folder, home) as address:
        yield address


def answered(path, answers):
    """Write the model answers into a released notebook."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source)
    nbformat.write(notebook, path)


@pytest.fixture(scope="module")
def opened(chromium, server):
    """The formgrader, opened with JupyterLab's menu: the frame that it fills."""
    page = chromium.new_page(viewport={"width": 1400, "height": 1000})
    page.goto(f"{server}/lab?reset&token={TOKEN}")
    page.get_by_role("menuitem", name="Nbgrader").click()
    page.get_by_role("menuitem", name="Formgrader", exact=True).click()
    frame = page.locator("iframe").last.element_handle().content_frame()
    frame.get_by_role("heading", name="Manage Assignments").wait_for()
    yield frame
    page.close()


@pytest.fixture
def formgrader(opened, server):
    """The formgrader at the page that it opens with: the list of assignments."""
    opened.goto(f"{server}/formgrader/manage_assignments")
    return opened


def schemes(cells):
    """Give the first words of each mark scheme, and of each model answer in it."""
    regions = [hit[2] for cell in cells for hit in PRIVATE.finditer(cell.source)]
    said = [text for text in regions if "scheme" in text]
    starts = [text[place:] for text in said for place in positions(text)]
    return [" ".join(words(start)[:6]) for start in starts]


def positions(text):
    """Tell where the parts of a mark scheme begin."""
    named = ("Mark scheme", "Model answer", "Borderline answer", "Poor answer")
    return [text.index(name) for name in named]


def autograde(frame, student):
    """Press the button that autogrades a submission, and close the message of success."""
    row(frame, student).locator(".autograde a").click()
    success = frame.locator("#success-modal")
    success.wait_for(timeout=120_000)
    success.get_by_role("button").first.click()
    success.wait_for(state="detached")


def test_the_formgrader_lists_every_assignment_with_its_submissions(formgrader):
    for name in assignments():
        assert row(formgrader, name).locator(".num-submissions").inner_text() == "2"


@pytest.mark.parametrize("assignment", assignments())
def test_the_autograde_button_gives_what_the_answers_earn(formgrader, assignment):
    row(formgrader, assignment).locator(".num-submissions a").click()
    marks = [cell.metadata.get("nbgrader", {}) for cell in cells(assignment)]
    graded = [mark for mark in marks if mark.get("grade")]
    machine = sum(mark["points"] for mark in graded if not mark["solution"])
    whole = sum(mark["points"] for mark in graded)
    for student, earned, status in (
        ("ada", machine, "needs manual grading"),
        ("ben", 0, "graded"),
    ):
        autograde(formgrader, student)
        found = row(formgrader, student)
        assert found.locator(".score").inner_text() == f"{earned:g} / {whole:g}"
        assert found.locator(".status").inner_text() == status


@pytest.mark.parametrize("assignment", assignments())
def test_a_submission_opens_with_its_mark_schemes_and_the_exercise_has_none(
    formgrader, server, chromium, assignment
):
    row(formgrader, assignment).locator(".num-submissions a").click()
    if row(formgrader, "ada").locator(".status").inner_text() == "needs autograding":
        autograde(formgrader, "ada")
    row(formgrader, "ada").locator(".student-name a").click()
    row(formgrader, assignment).get_by_role("link").click()
    formgrader.locator("input.score").first.wait_for()
    shown = " ".join(words(formgrader.locator("body").inner_text()))
    wanted = schemes(cells(assignment))
    assert len(wanted) >= 4 and [start for start in wanted if start not in shown] == []
    page = chromium.new_page()
    student = Notebook(page, server, f"exercises/{assignment}/{assignment}.ipynb")
    text = page.evaluate("JSON.stringify(jupyterapp.shell.currentWidget.content.model.toJSON())")
    student.close()
    read = " ".join(words(text))
    assert [start for start in wanted if start in read] == []
    assert "mark scheme not shown" not in read
