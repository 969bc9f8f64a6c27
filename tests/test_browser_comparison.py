"""Lesson 04 and the comparison panel in real JupyterLab: keyboard, names, axe, no network."""

import pytest
from panel import OURS, follows, lines, lost, names, quick, runs_well, says, unfolds

from twoviews import compare, data

pytestmark = pytest.mark.browser

LESSON = "04_three_presidents.ipynb"
CLAIMS = data.load("claims")
THEMES = list(CLAIMS["theme"].unique())
NAMES = compare.presidencies(CLAIMS, data.load("leaders"))
KINDS = [f"{kind}s" for kind in CLAIMS["type"].unique()]
CONTROLS = ["President", "Question", "Voice", "Kind"]


def reset(lesson, panel) -> None:
    """Enter the panel and open every list at its first entry, but the last at predictions."""
    lesson.enter(panel)
    for _ in CONTROLS[1:]:
        lesson.page.keyboard.press("Home")
        lesson.page.keyboard.press("Tab")
    lesson.page.keyboard.press("Home")
    lesson.page.keyboard.press("ArrowDown")
    says(panel, f"all presidents, all questions, both voices, {KINDS[0]}.")
    for _ in CONTROLS[1:]:
        lesson.page.keyboard.press("Shift+Tab")


def test_the_lesson_runs_to_its_end_without_error_or_warning(lesson):
    runs_well(lesson)
    assert lesson.page.locator(".tv-panel").count() == 2


def test_every_control_has_a_name_and_the_status_is_a_live_region(lesson):
    names(lesson.panel(), *[f'listbox "{control}"' for control in CONTROLS], "img")


def test_the_panel_is_moved_by_keyboard_alone_and_the_notebook_stays(lesson):
    panel, keys = lesson.panel(), lesson.page.keyboard
    reset(lesson, panel)
    before = lesson.place()
    ends = [list(NAMES.values())[-1], THEMES[-1], "reported voice", KINDS[-1]]
    starts = ["all presidents", "all questions", "both voices", "all kinds"]
    seconds = [list(NAMES.values())[0], THEMES[0], "author's own voice", KINDS[0]]
    for control, end, start, second in zip(CONTROLS, ends, starts, seconds, strict=True):
        assert lesson.focused() == control
        tried = [("End", end), ("Home", start), ("ArrowDown", second), ("Home", start)]
        follows(lesson, panel, control, tried)
        for key in ("Space", "Enter", "b", "a", "x", "d", "d", "m", "y"):
            keys.press(key)
        assert lesson.place() == before
        keys.press("Tab")


def test_an_empty_selection_says_so(lesson):
    panel, keys = lesson.panel(), lesson.page.keyboard
    reset(lesson, panel)
    keys.press("ArrowDown")
    says(panel, f"{next(iter(NAMES.values()))}, ")
    for label in data.load("articles")["label"]:
        says(panel, f"{label}: nothing said")
    assert panel.get_by_text("Nothing said.").count() == 4
    assert panel.get_by_role("img").count() == 0


def test_moved_quickly_the_panel_ends_on_what_is_chosen(lesson):
    panel, keys = lesson.panel(), lesson.page.keyboard
    reset(lesson, panel)
    keys.press("Tab")
    for key in [*["ArrowDown"] * 7, *["ArrowUp"] * 3]:
        keys.press(key)
    says(panel, THEMES[3])
    own = compare.pick_claims(CLAIMS, question=THEMES[3], kind="prediction")
    columns = panel.locator(".tv-columns")
    for statement in own["statement"]:
        assert columns.get_by_text(statement).count() == 1


@pytest.mark.bench
def test_moving_the_panel_redraws_in_a_tenth_of_a_second(lesson, figure):
    panel, keys = lesson.panel(), lesson.page.keyboard
    reset(lesson, panel)
    lesson.timed(panel)
    for moves in (["ArrowDown"] * 4, ["ArrowDown"] * 7, ["End", "Home"], ["Home", "End", "Home"]):
        for key in moves:
            keys.press(key)
            lesson.page.wait_for_timeout(300)
        keys.press("Home")
        lesson.page.wait_for_timeout(300)
        keys.press("Tab")
    assert quick(lesson, "comparison panel", figure) >= 16


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_axe_finds_nothing_of_ours(lesson, shot, theme):
    lesson.theme(theme)
    reset(lesson, lesson.panel())
    lesson.page.wait_for_timeout(500)
    shot(lesson, theme)
    lesson.page.locator(".tv-panel").first.get_by_role("img").scroll_into_view_if_needed()
    lesson.page.wait_for_timeout(300)
    shot(lesson, f"{theme}-bands")
    assert lesson.violations(*OURS) == []


def test_folded_parts_open_by_keyboard_and_axe_finds_nothing_in_them(lesson):
    assert unfolds(lesson) > 3


@pytest.mark.parametrize(("width", "columns"), [(1024, 2), (640, 1)])
def test_a_small_window_or_200_per_cent_loses_nothing(lesson, shot, width, columns):
    """640 pixels are what a window of 1280 shows at 200 %."""
    with lesson.narrow(width):
        panel = lesson.panel()
        shot(lesson, f"at-{width}")
        panel.get_by_role("img").scroll_into_view_if_needed()
        shot(lesson, f"at-{width}-bands")
        assert lost(panel) == []
        assert lines(panel) == 3 - columns


def test_nothing_was_asked_for_outside_this_machine(lesson):
    assert lesson.elsewhere == []
