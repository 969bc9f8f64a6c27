"""Lesson 06, its forecast panel and its matrix panel in real JupyterLab: keyboard, names, axe."""

import pytest
from panel import OURS, follows, keeps_its_status, lost, measured, names, runs_well, says, unfolds

from twoviews import data

pytestmark = pytest.mark.browser

LESSON = "06_keeping_score.ipynb"
FORECAST, MATRIX = 0, 1
CLAIMS = data.load("claims").set_index("claim_id", drop=False)
PREDICTIONS = CLAIMS[CLAIMS["type"] == "prediction"]


def until(lesson, name: str) -> None:
    """Go on with Tab until a control has the focus."""
    for _ in range(4):  # a slider's readout may have the focus in between
        if lesson.focused() == name:
            return
        lesson.page.keyboard.press("Tab")
    assert lesson.focused() == name


def test_the_lesson_runs_to_its_end_without_error_or_warning(lesson):
    runs_well(lesson)
    assert lesson.page.locator(".tv-panel").count() == 3


def test_every_control_has_a_name_and_the_status_is_a_live_region(lesson):
    controls = ('listbox "Prediction"', 'slider "Your number, per cent"', "Commit to this")
    names(lesson.panel(FORECAST), *controls)
    lists = [f'listbox "{control}"' for control in ("Event", "Hypothesis", "Rating")]
    others = ['checkbox "Leave this event out"', "Back to the ratings given"]
    names(lesson.panel(MATRIX), *lists, *others)


def test_a_forecast_is_made_by_keyboard_alone_and_only_then_the_record_appears(lesson):
    panel, keys = lesson.opened(FORECAST, "Home", "ArrowDown"), lesson.page.keyboard
    says(panel, "CT07: the slider stands at 50")
    before, why = lesson.place(), CLAIMS.at["CT07", "why"]
    until(lesson, "Your number, per cent")
    for key in ("End", "ArrowLeft", "ArrowLeft", "b", "x", "Space"):
        keys.press(key)
    says(panel, "CT07: the slider stands at 90 per cent")
    until(lesson, "Commit to this number")
    assert "Brier" not in panel.inner_html() and why not in panel.inner_html()
    keys.press("Enter")
    says(panel, "CT07: you said 90 per cent; the words are read as 20 to 80 per cent.")
    assert lesson.focused() == "Show what the record says"
    assert "Brier" not in panel.inner_html() and why not in panel.inner_html()
    assert panel.get_by_role("img").count() == 1
    keys.press("Space")
    says(panel, "The record: borne out, your Brier score 0.01; or mixed, not scored.")
    assert panel.get_by_text(why).count() == 1
    assert lesson.focused() == "Next prediction"
    keys.press("Enter")
    says(panel, "CT09: the slider stands at 50")
    assert lesson.focused() == "Commit to this number"
    assert lesson.place() == before


def test_a_number_can_be_typed(lesson):
    panel, keys = lesson.opened(FORECAST, "End"), lesson.page.keyboard
    says(panel, "CB14: the slider stands at 50")
    before = lesson.place()
    readout = panel.locator(".widget-readout")
    readout.focus()
    keys.press("Control+a")
    keys.type("35")
    keys.press("Enter")
    says(panel, "CB14: the slider stands at 35 per cent")
    until(lesson, "Commit to this number")
    keys.press("Enter")
    says(panel, "CB14: you said 35 per cent")
    assert lesson.place() == before


def test_the_matrix_is_changed_by_keyboard_alone_and_the_notebook_stays(lesson):
    panel, keys = lesson.opened(MATRIX, "Home"), lesson.page.keyboard
    before = lesson.place()
    moves = {
        "Event": [("End", "No Trump-Kim meeting at APEC, relief"), ("Home", "Unha-3")],
        "Hypothesis": [("End", "response: inconsistent"), ("Home", "relief: inconsistent")],
        "Rating": [
            ("Home", "relief: consistent"),
            ("End", "relief: neutral"),
            ("ArrowUp", "relief: inconsistent"),
        ],
        "Leave this event out": [
            ("Space", "(1 of 13 events against each)"),
            ("Space", "(1 of 14 events against each)"),
        ],
    }
    for name, tried in moves.items():
        until(lesson, name)
        follows(lesson, panel, name, tried)
        keys.press("b")
        assert lesson.place() == before
    until(lesson, "Back to the ratings given")
    keys.press("Enter")
    says(panel, "(1 of 14 events against each)")
    assert lesson.place() == before


def test_leaving_out_what_decides_changes_who_leads(lesson):
    panel, keys = lesson.opened(MATRIX, "End"), lesson.page.keyboard
    until(lesson, "Leave this event out")
    keys.press("Space")
    says(panel, "least inconsistent: recognition (0 of 13 events against)")
    keys.press("Space")
    says(panel, "least inconsistent: recognition and programme")


def test_moved_quickly_the_panels_end_on_what_is_chosen(lesson):
    panel = lesson.opened(FORECAST, "Home", *["ArrowDown"] * 9, *["ArrowUp"] * 3)
    says(panel, PREDICTIONS["claim_id"].iloc[6])
    assert panel.get_by_text(PREDICTIONS["statement"].iloc[6]).count() == 1
    panel = lesson.opened(MATRIX, "Home", *["ArrowDown"] * 9, *["ArrowUp"] * 4)
    event = data.load("matrix")["event_id"].unique()[5]
    title = data.load("events").set_index("event_id").at[event, "title"]
    says(panel, title)
    assert panel.locator("tr.tv-picked th").last.inner_text().endswith(f"{title} (chosen)")


def test_the_live_regions_stay_in_the_page_while_their_text_changes(lesson):
    for number in (FORECAST, MATRIX):
        keeps_its_status(lesson, number)


@pytest.mark.bench
def test_moving_the_forecast_panel_redraws_in_a_tenth_of_a_second(lesson, figure):
    panel = lesson.opened(FORECAST, "Home")
    keys = ["ArrowDown"] * 12 + ["Home", "End"] * 4
    assert measured(lesson, panel, keys, "forecast panel", figure) >= 20


@pytest.mark.bench
def test_moving_the_matrix_panel_redraws_in_a_tenth_of_a_second(lesson, figure):
    panel = lesson.opened(MATRIX, "Home")
    keys = ["ArrowDown"] * 12 + ["Home", "End"] * 4
    assert measured(lesson, panel, keys, "matrix panel, event", figure) >= 20
    until(lesson, "Rating")
    keys = ["Home", "End"] * 6
    assert measured(lesson, panel, keys, "matrix panel, rating", figure) >= 12


@pytest.mark.bench
def test_all_predictions_are_judged_by_button_alone_and_the_panel_stays_quick(lesson, figure):
    panel, keys = lesson.opened(FORECAST, "Home"), lesson.page.keyboard
    says(panel, "CT01: the slider stands at 50")
    until(lesson, "Commit to this number")
    for _ in range(3 * len(PREDICTIONS)):
        keys.press("Enter")
        lesson.page.wait_for_timeout(150)
    assert panel.get_by_text("Your calibration").count() >= 1
    assert "far too few to tell skill from luck" in panel.inner_text()
    panel = lesson.opened(FORECAST, "Home")
    keys = ["ArrowDown"] * 12
    assert measured(lesson, panel, keys, "forecast panel, all judged", figure) >= 12


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_axe_finds_nothing_of_ours(lesson, shot, theme):
    lesson.theme(theme)
    panel = lesson.opened(FORECAST, "Home", "ArrowDown")
    lesson.page.wait_for_timeout(500)
    shot(lesson, f"{theme}-forecast")
    panel.get_by_role("img").last.scroll_into_view_if_needed()
    lesson.page.wait_for_timeout(300)
    shot(lesson, f"{theme}-tally")
    lesson.opened(MATRIX, "End")
    lesson.page.wait_for_timeout(500)
    shot(lesson, f"{theme}-matrix")
    lesson.panel(MATRIX).locator("table").last.scroll_into_view_if_needed()
    lesson.page.wait_for_timeout(300)
    shot(lesson, f"{theme}-ratings")
    assert lesson.violations(*OURS) == []


def test_folded_parts_open_by_keyboard_and_axe_finds_nothing_in_them(lesson):
    assert unfolds(lesson) > 3


@pytest.mark.parametrize("width", [1024, 640])
def test_a_small_window_or_200_per_cent_loses_nothing(lesson, shot, width):
    """640 pixels are what a window of 1280 shows at 200 %."""
    with lesson.narrow(width):
        found = []
        for number, name in [(FORECAST, "forecast"), (MATRIX, "matrix")]:
            panel = lesson.opened(number, "Home")
            lesson.page.wait_for_timeout(500)
            shot(lesson, f"{name}-{width}")
            found.append(lost(panel, "select", ".tv-wide > table"))
        assert found == [[], []]


def test_nothing_was_asked_for_outside_this_machine(lesson):
    assert lesson.elsewhere == []
