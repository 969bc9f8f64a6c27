"""The formgrader's autograde button on a class with a hostile, a broken and an honest submission.

The course is the small one of the attacks, with this project's own settings. The listener that
hostile pages call stands on this machine.
"""

import pytest
from attacks.attack import FIRST, NAME, cell_of, changed, path_of
from attacks.classroom import FULL, RIGHT, Course, config_of_ours
from attacks.inside import Canary
from attacks.names import NAMES
from attacks.pages import MARKDOWN, SCRIPT
from attacks.play import free_port, possible
from lab import TOKEN, jupyterlab
from nbformat.v4 import new_markdown_cell
from page import row

pytestmark = [pytest.mark.browser, pytest.mark.course]
REBINDING = next(attack for attack in NAMES if attack.name == "rebind_checks")
SHOWING = f"""
from IPython.display import HTML, Javascript, display

display(HTML({SCRIPT!r}), Javascript("document.title = 'PWNED'"))
"""


def forged(notebook):
    """Tag the tests to be skipped, and write scripts into a cell."""
    for cell in notebook.cells:
        cell.metadata["tags"] = ["skip-execution"]
    cell_of(notebook, FIRST).source += SHOWING
    notebook.cells.insert(2, new_markdown_cell(MARKDOWN, id="scripted"))


def broken(folder):
    """Leave a merge that nobody has settled."""
    text = path_of(folder).read_text()
    path_of(folder).write_text(f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> other\n")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The course with three submissions."""
    if reason := possible():
        pytest.skip(reason)
    course = Course(tmp_path_factory.mktemp("a course"), free_port())
    course.make(config_of_ours())
    hostile = dict(REBINDING.cells) | {"q5_answer": MARKDOWN}
    course.submit("mallory", hostile, changed(forged))
    course.submit("bob", {}, broken)
    course.submit("zoe", RIGHT)
    return course


@pytest.fixture(scope="module")
def canary(course):
    """What hears whoever opens a page that calls it."""
    return Canary(str(course.socket), course.port)


@pytest.fixture(scope="module")
def page(chromium, course, canary, tmp_path_factory):
    """The formgrader's list of submissions, in a page of its own."""
    with jupyterlab(course.folder, tmp_path_factory.mktemp("home")) as address:
        page = chromium.new_page(viewport={"width": 1400, "height": 1000})
        page.goto(f"{address}/lab?reset&token={TOKEN}")
        page.get_by_role("menuitem", name="Nbgrader").wait_for()
        page.address = address
        yield page
        page.close()


def submissions(page):
    """Go to the list of submissions."""
    page.goto(f"{page.address}/formgrader/manage_submissions/{NAME}")


def autograde(page, student):
    """Press the button; give what the message says, and close it."""
    row(page, student).locator(".autograde a").click()
    message = page.locator("#success-modal, #error-modal")
    message.wait_for(timeout=120_000)
    said = message.inner_text()
    message.get_by_role("button").first.click()
    message.wait_for(state="detached")
    return said


def test_the_button_grades_each_by_itself(page, course):
    before, defined = course.kept(), course.definitions()
    submissions(page)
    said = {student: autograde(page, student) for student in ("mallory", "bob", "zoe")}
    assert "Success" in said["mallory"] and "Success" in said["zoe"]
    assert "Error" in said["bob"] and "merge marker" in said["bob"]
    submissions(page)
    assert row(page, "mallory").locator(".score").inner_text() == f"0 / {FULL + 3}"
    assert row(page, "zoe").locator(".score").inner_text() == f"{FULL} / {FULL + 3}"
    assert row(page, "bob").locator(".status").inner_text() == "needs autograding"
    assert "bob" not in course.scores()
    assert course.kept() == before and course.definitions() == defined


def test_the_hostile_submission_opens_and_nothing_of_it_acts(page, course, canary):
    submissions(page)
    if "needs autograding" in row(page, "mallory").locator(".status").inner_text():
        autograde(page, "mallory")
    page.goto(f"{page.address}/formgrader/manage_students/mallory/{NAME}")
    row(page, NAME).get_by_role("link").first.click()
    page.locator("input.score").first.wait_for()
    page.wait_for_timeout(1_000)  # for what would act late
    assert "PWNED" not in page.title()
    assert page.locator("iframe, svg[onload], form[action*='127.0.0.1']").count() == 0
    assert "read this" in page.locator("body").inner_text()  # it is there, as text
    assert canary.heard == []


def test_the_hostile_page_of_feedback_acts_no_more(page, course, canary, chromium):
    made = course.run("nbgrader", "generate_feedback", NAME, "--student=mallory")
    assert made.returncode == 0, made.stderr[-2000:]
    feedback = course.folder / "feedback" / "mallory" / NAME / f"{NAME}.html"
    reader, asked = chromium.new_page(), []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(feedback.as_uri())
    reader.wait_for_timeout(1_000)
    assert "PWNED" not in reader.title()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert canary.heard == []
    reader.close()
