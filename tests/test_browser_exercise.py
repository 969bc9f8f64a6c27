"""A student works on each exercise in real JupyterLab: answer, check, hint, Validate.

The server runs in a students' copy, as `make lab` does there. axe-core looks at the outputs and
the prose; left out is what is JupyterLab's own and nbgrader's dialog.
"""

import pytest
from course import ROOT, assignments, model, visible
from lab import jupyterlab
from page import Notebook
from panel import runs_well

from twoviews import cli
from twoviews.checks import form, hint
from twoviews.checks.questions import TASKS
from twoviews.text import words

pytestmark = pytest.mark.browser

OURS = (".jp-RenderedMarkdown", ".jp-OutputArea-output")
UNFINISHED = '["not done yet"]'


@pytest.fixture(scope="module")
def copy(chromium, tmp_path_factory):
    """JupyterLab in a students' copy: its address."""
    folder = tmp_path_factory.mktemp("a student") / "two views"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        assert cli.main(["bundle", f"--folder={folder}"]) == 0
    with jupyterlab(folder, tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture(scope="module", params=assignments())
def exercise(chromium, copy, request):
    """An exercise, opened and untouched, and its name."""
    page = chromium.new_page(viewport={"width": 1400, "height": 1000})
    notebook = Notebook(page, copy, f"exercises/{request.param}/{request.param}.ipynb")
    run(notebook, "setup")
    yield notebook, request.param
    notebook.close()


def go(notebook: Notebook, cell_id: str) -> None:
    """Make a cell the active one, as the arrow keys do."""
    notebook.page.evaluate(
        """async (id) => {
          const notebook = jupyterapp.shell.currentWidget.content;
          const number = notebook.widgets.findIndex((cell) => cell.model.id === id);
          document.activeElement.blur();
          notebook.mode = "command";
          notebook.activeCellIndex = number;
          await notebook.scrollToItem(number);
          notebook.activeCell.node.focus();
        }""",
        cell_id,
    )


def run(notebook: Notebook, cell_id: str) -> None:
    """Run a cell with Shift+Enter."""
    go(notebook, cell_id)
    notebook.page.keyboard.press("Shift+Enter")
    notebook.idle()


def write(notebook: Notebook, cell_id: str, text: str, typed: bool = False) -> None:
    """Put a text in place of what a cell holds, key by key or pasted, and run the cell."""
    go(notebook, cell_id)
    keys = notebook.page.keyboard
    for key in ("Enter", "Control+a", "Delete"):
        keys.press(key)
    (keys.type if typed else keys.insert_text)(text)
    assert source(notebook, cell_id) == text
    keys.press("Shift+Enter")
    notebook.idle()


def cell(notebook: Notebook, cell_id: str) -> dict:
    """Give a cell as the notebook holds it."""
    found = notebook.page.evaluate("jupyterapp.shell.currentWidget.content.model.toJSON().cells")
    return next(cell for cell in found if cell["id"] == cell_id)


def source(notebook: Notebook, cell_id: str) -> str:
    """Give the text of a cell."""
    text = cell(notebook, cell_id)["source"]
    return text if isinstance(text, str) else "".join(text)


def output(notebook: Notebook, cell_id: str) -> str:
    """Give what a reader sees below a cell."""
    go(notebook, cell_id)
    return notebook.page.locator(".jp-Cell.jp-mod-active .jp-Cell-outputArea").inner_text()


def validate(notebook: Notebook) -> str:
    """Press Validate by keyboard, give what nbgrader's dialog says, and close it."""
    notebook.page.get_by_role("button", name="Validate").focus()
    notebook.page.keyboard.press("Enter")
    dialog = notebook.page.locator(".jp-Dialog")
    dialog.wait_for(timeout=120_000)
    said = dialog.inner_text()
    notebook.page.keyboard.press("Enter")
    dialog.wait_for(state="detached")
    return said


@pytest.fixture(scope="module")
def solved(exercise):
    """The same exercise with every answer right, run from top to bottom, and its name."""
    notebook, assignment = exercise
    for cell_id, text in model(assignment).items():
        write(notebook, cell_id, text)
    notebook.run_all()
    return exercise


def first(assignment: str) -> tuple[str, str]:
    """Name the first question with a check: its number in the notebook, and its id."""
    return next(iter(visible(assignment).items()))


def test_a_student_types_an_answer_and_the_check_says_what_is_missing(exercise):
    notebook, assignment = exercise
    number, question = first(assignment)
    run(notebook, f"{number}_check")
    assert "not attempted" in output(notebook, f"{number}_check")
    text = f"{TASKS[question].variable} = {UNFINISHED}"
    write(notebook, f"{number}_answer", text, typed=True)
    run(notebook, f"{number}_check")
    said = output(notebook, f"{number}_check")
    told = form(question, ["not done yet"])
    assert told.state == "needs work" and told.points < told.maximum
    assert f"{question}: needs work" in said
    assert all(sentence in said for sentence in told.sentences)


def test_a_student_asks_for_a_hint_by_changing_a_number(exercise):
    notebook, assignment = exercise
    number, question = first(assignment)
    go(notebook, f"{number}_hint")
    keys = notebook.page.keyboard
    for key in ("Enter", "Control+End", "ArrowLeft", "Backspace", "1", "Shift+Enter"):
        keys.press(key)
    notebook.idle()
    assert source(notebook, f"{number}_hint").endswith(f'hint("{question}", 1)')
    said = output(notebook, f"{number}_hint")
    assert f"Hint 1 of {hint(question).steps}" in said
    assert words(hint(question).text)[:5] == words(said.partition(" of ")[2])[1:6]


def test_validate_names_every_question_that_is_unfinished(exercise):
    notebook, assignment = exercise
    said = validate(notebook)
    assert "Validation Results" in said and "Success" not in said
    for question in visible(assignment).values():
        assert f'form("{question}", ' in said
    left = [name for name in model(assignment) if name[:-7] not in visible(assignment)]
    assert said.count("You did not provide a response.") == len(left)


def test_validate_passes_when_every_answer_is_right(solved):
    notebook, _ = solved
    assert "Success! Your notebook passes all the tests." in validate(notebook)


def test_every_check_says_right_and_the_page_has_no_error(solved):
    notebook, assignment = solved
    for number, question in visible(assignment).items():
        assert f"{question}: right" in output(notebook, f"{number}_check")
    runs_well(notebook)


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_axe_finds_nothing_of_ours(solved, theme):
    notebook, assignment = solved
    notebook.theme(theme)
    go(notebook, f"{first(assignment)[0]}_check")
    assert notebook.violations(*OURS) == []


def test_nothing_was_asked_for_outside_this_machine(exercise):
    notebook, _ = exercise
    assert notebook.elsewhere == []
