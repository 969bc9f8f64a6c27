"""Lesson 00 and its practice panel in real JupyterLab: each task by keyboard and by mouse, axe.

What the lesson tells its reader to press is pressed here: the way into a panel and out of it,
the list of commands, the cell run out of order, and the fresh start that repairs it.
"""

import pytest
from panel import OURS, lost, measured, names, runs_well, says, unfolds
from playwright.sync_api import expect

from twoviews import data
from twoviews.widgets.practised import TASKS, WORD

pytestmark = pytest.mark.browser

LESSON = "00_start_here.ipynb"
NAMES = [task.control for task in TASKS.values()]
DONE = "All 5 tasks are done"


@pytest.fixture
def fresh(lesson):
    """The panel as its cell gives it, every task open, the first control with the focus."""
    lesson.enter(lesson.panel())
    lesson.command("notebook:run-cell")
    lesson.idle()
    panel = lesson.panel()
    lesson.enter(panel)
    assert lesson.focused() == "Slider"
    return panel


def reach(lesson, name: str) -> None:
    """Press Tab until a control has the focus; the number beside a slider takes one, too."""
    for _ in range(2):
        lesson.page.keyboard.press("Tab")
        if lesson.focused() == name:
            return
    raise AssertionError(f"two Tabs do not reach {name}: {lesson.focused()} has the focus")


def cell(lesson, start: str) -> int:
    """The number of the cell whose text begins so."""
    return lesson.page.evaluate(
        """(start) => jupyterapp.shell.currentWidget.content.widgets.findIndex((cell) =>
          cell.model.sharedModel.source.startsWith(start))""",
        start,
    )


def run_one(lesson, start: str) -> None:
    """Go to a cell, and press what runs it."""
    lesson.page.evaluate(
        """(number) => {
          const notebook = jupyterapp.shell.currentWidget.content;
          notebook.activeCellIndex = number;
          notebook.mode = "command";
          notebook.activeCell.node.focus();
        }""",
        cell(lesson, start),
    )
    lesson.page.keyboard.press("Shift+Enter")
    lesson.idle()


def printed(lesson, start: str) -> str:
    """What a cell has printed."""
    return lesson.page.evaluate(
        """(number) => jupyterapp.shell.currentWidget.content.widgets[number].model.toJSON()
          .outputs.map((out) => out.text).join("")""",
        cell(lesson, start),
    ).strip()


def order_them(lesson, words: str) -> None:
    """Give an order as the lesson tells it: the list of commands, some words, Enter."""
    lesson.page.keyboard.press("Control+Shift+C")
    lesson.page.wait_for_timeout(500)
    lesson.page.keyboard.type(words)
    lesson.page.wait_for_timeout(500)
    lesson.page.keyboard.press("Enter")
    lesson.page.wait_for_timeout(500)


def test_the_lesson_runs_to_its_end_without_error_or_warning(lesson):
    runs_well(lesson)
    assert lesson.page.locator(".tv-panel").count() == 1


def test_all_tasks_are_done_by_keyboard_alone_and_the_notebook_stays(lesson, fresh):
    keys, before = lesson.page.keyboard, lesson.place()
    says(fresh, "0 of 5 tasks done. Next, Slider")
    keys.press("Home")
    says(fresh, "Slider: 0. 0 of 5 tasks done. Next, Slider: half done, now press End.")
    keys.press("End")
    says(fresh, "Slider: 10. 1 of 5 tasks done. Next, List")
    reach(lesson, "List")
    keys.press("End")
    says(fresh, "List: third entry. 2 of 5 tasks done. Next, Checkbox")
    reach(lesson, "Checkbox")
    keys.press("Space")
    says(fresh, "Checkbox: ticked. 3 of 5 tasks done. Next, Text field")
    reach(lesson, "Text field")
    keys.type(WORD)
    keys.press("Enter")
    says(fresh, 'Text field: "ready". 4 of 5 tasks done. Next, Button')
    reach(lesson, "Button")
    keys.press("Enter")
    says(fresh, f"Button: pressed once. {DONE}")
    keys.press("Space")
    says(fresh, f"Button: pressed 2 times. {DONE}")
    assert lesson.focused() == "Button" and lesson.place() == before
    assert fresh.locator("td", has_text="open").count() == 0


def test_no_key_of_a_control_moves_the_notebook(lesson, fresh):
    keys, before = lesson.page.keyboard, lesson.place()
    for name in NAMES:
        if name != "Slider":
            reach(lesson, name)
        for key in ("ArrowDown", "ArrowUp", "PageDown", "b", "a", "x", "d", "d", "m", "y"):
            keys.press(key)
        assert lesson.focused() == name and lesson.place() == before


def test_all_tasks_are_done_by_mouse(lesson, fresh):
    page, handle = lesson.page, fresh.get_by_role("slider")
    track = fresh.locator(".noUi-base").bounding_box()
    for share in (-0.2, 1.2):
        box = handle.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(track["x"] + share * track["width"], box["y"], steps=5)
        page.mouse.up()
    says(fresh, "1 of 5 tasks done. Next, List")
    fresh.get_by_label("List").select_option("third entry")
    fresh.get_by_label("Checkbox").click()
    fresh.get_by_label("Text field").click()
    page.keyboard.type(WORD)
    fresh.get_by_role("button", name="Button").click()
    says(fresh, DONE)


def test_the_way_in_and_out_is_the_one_that_the_lesson_tells(lesson):
    keys = lesson.page.keyboard
    run_one(lesson, "panel = ")
    here = lesson.place()["active"] - 1
    keys.press("ArrowUp")
    for _ in range(3):
        keys.press("Tab")
        if lesson.focused() == "Slider":
            break
    assert lesson.focused() == "Slider" and lesson.place()["active"] == here
    for _ in range(3):
        keys.press("Shift+Tab")
        if lesson.page.evaluate("document.activeElement.classList.contains('jp-Cell')"):
            break
    keys.press("ArrowDown")
    assert lesson.place()["active"] == here + 1


def test_every_control_has_a_name_and_the_status_is_a_live_region(lesson, fresh):
    names(
        fresh,
        'slider "Slider"',
        'listbox "List"',
        'checkbox "Checkbox"',
        'textbox "Text field"',
        'button "Button"',
        'table "A task for each control"',
        'img "Tasks"',
    )
    region = fresh.get_by_role("status").element_handle()
    lesson.page.keyboard.press("End")
    says(fresh, "Slider: 10.")
    assert region.evaluate("node => node.isConnected")


def test_moved_quickly_the_panel_ends_on_what_is_chosen(lesson, fresh):
    for key in ["Home", *["ArrowRight"] * 9, *["ArrowLeft"] * 2]:
        lesson.page.keyboard.press(key)
    says(fresh, "Slider: 7. ")
    expect(fresh.locator("tr", has_text="Slider").locator("td").nth(1)).to_have_text("7")


@pytest.mark.bench
def test_moving_the_panel_redraws_in_a_tenth_of_a_second(lesson, fresh, figure):
    keys = ["ArrowRight"] * 4 + ["ArrowLeft"] * 8 + ["End", "Home"] * 4
    assert measured(lesson, fresh, keys, "practice panel", figure, pause=250) == 20


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_axe_finds_nothing_of_ours(lesson, fresh, shot, theme):
    lesson.theme(theme)
    lesson.page.keyboard.press("End")
    shot(lesson, theme)
    assert lesson.violations(*OURS) == []


def test_folded_parts_open_by_keyboard_and_axe_finds_nothing_in_them(lesson):
    assert unfolds(lesson) == 2


@pytest.mark.parametrize("width", [1024, 640])
def test_a_small_window_or_200_per_cent_loses_nothing(lesson, fresh, shot, width):
    """640 pixels are what a window of 1280 shows at 200 %."""
    with lesson.narrow(width):
        panel = lesson.panel()
        shot(lesson, f"at-{width}")
        assert lost(panel) == []


def test_a_cell_out_of_order_gives_a_wrong_number_and_a_fresh_start_repairs_it(lesson):
    number = len(data.load("passages"))
    order_them(lesson, "run all cells")
    lesson.idle()
    assert printed(lesson, "print(") == f"Paragraphs in both articles: {number}"
    run_one(lesson, "total = total")
    run_one(lesson, "print(")
    assert printed(lesson, "print(") == f"Paragraphs in both articles: {2 * number}"
    order_them(lesson, "restart kernel and run all")
    lesson.page.keyboard.press("Enter")  # confirms
    lesson.page.wait_for_timeout(2000)
    lesson.idle()
    assert printed(lesson, "print(") == f"Paragraphs in both articles: {number}"
    says(lesson.panel(), "0 of 5 tasks done")


def test_nothing_was_asked_for_outside_this_machine(lesson):
    assert lesson.elsewhere == []
