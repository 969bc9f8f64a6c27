"""Lesson 06, its forecast panel and its matrix panel in real JupyterLab: keyboard, names, axe."""

import statistics

import pytest

from twoviews import data

pytestmark = pytest.mark.browser

OURS = (".tv-panel", ".jp-RenderedMarkdown", ".jp-OutputArea-output")
FORECAST, MATRIX = 0, 1
CLAIMS = data.load("claims").set_index("claim_id", drop=False)
PREDICTIONS = CLAIMS[CLAIMS["type"] == "prediction"]
LOST = """(panel) => [...panel.querySelectorAll("*")].filter((node) => node.checkVisibility()
  && !node.closest("select") && !node.closest(".tv-wide > table")
  && node.getBoundingClientRect().right > panel.getBoundingClientRect().right + 1)
  .map((node) => node.tagName + node.className)"""


@pytest.fixture(scope="module")
def lesson(open_notebook):
    notebook = open_notebook("06_keeping_score.ipynb")
    notebook.run_all()
    return notebook


@pytest.fixture
def shot(tmp_path):
    """Take a picture of the page, and say where it is."""

    def take(notebook, name):
        notebook.page.screenshot(path=tmp_path / f"{name}.png")
        print(f"\npicture: {tmp_path / name}.png")

    return take


def says(panel, sentence: str) -> None:
    """Wait until the status line says something."""
    panel.get_by_role("status").filter(has_text=sentence).wait_for(timeout=5000)


def opened(lesson, number: int, *keys: str):
    """Enter a panel, press keys, and give the panel."""
    panel = lesson.panel(number)
    lesson.enter(panel)
    for key in keys:
        lesson.page.keyboard.press(key)
    return panel


def until(lesson, name: str) -> None:
    """Go on with Tab until a control has the focus."""
    for _ in range(4):  # a slider's readout may have the focus in between
        if lesson.focused() == name:
            return
        lesson.page.keyboard.press("Tab")
    assert lesson.focused() == name


def test_the_lesson_runs_to_its_end_without_error_or_warning(lesson):
    kinds = [(out["output_type"], out.get("name")) for out in lesson.outputs()]
    assert kinds and ("error", None) not in kinds and ("stream", "stderr") not in kinds
    assert lesson.page.locator(".tv-panel").count() == 3


def test_every_control_has_a_name_and_the_status_is_a_live_region(lesson):
    panel = lesson.panel(FORECAST)
    assert panel.get_by_role("status").get_attribute("aria-live") == "polite"
    named = panel.aria_snapshot()
    for control in ('listbox "Prediction"', 'slider "Your number, per cent"', "Commit to this"):
        assert control in named
    panel = lesson.panel(MATRIX)
    assert panel.get_by_role("status").get_attribute("aria-live") == "polite"
    named = panel.aria_snapshot()
    for control in ('listbox "Event"', 'listbox "Hypothesis"', 'listbox "Rating"'):
        assert control in named
    assert 'checkbox "Leave this event out"' in named and "Back to the ratings given" in named


def test_a_forecast_is_made_by_keyboard_alone_and_only_then_the_record_appears(lesson):
    panel, keys = opened(lesson, FORECAST, "Home", "ArrowDown"), lesson.page.keyboard
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
    panel, keys = opened(lesson, FORECAST, "End"), lesson.page.keyboard
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
    panel, keys = opened(lesson, MATRIX, "Home"), lesson.page.keyboard
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
        for key, said in tried:
            keys.press(key)
            says(panel, said)
            assert lesson.focused() == name
        keys.press("b")
        assert lesson.place() == before
    until(lesson, "Back to the ratings given")
    keys.press("Enter")
    says(panel, "(1 of 14 events against each)")
    assert lesson.place() == before


def test_leaving_out_what_decides_changes_who_leads(lesson):
    panel, keys = opened(lesson, MATRIX, "End"), lesson.page.keyboard
    until(lesson, "Leave this event out")
    keys.press("Space")
    says(panel, "least inconsistent: recognition (0 of 13 events against)")
    keys.press("Space")
    says(panel, "least inconsistent: recognition and programme")


def test_moved_quickly_the_panels_end_on_what_is_chosen(lesson):
    panel = opened(lesson, FORECAST, "Home", *["ArrowDown"] * 9, *["ArrowUp"] * 3)
    says(panel, PREDICTIONS["claim_id"].iloc[6])
    assert panel.get_by_text(PREDICTIONS["statement"].iloc[6]).count() == 1
    panel = opened(lesson, MATRIX, "Home", *["ArrowDown"] * 9, *["ArrowUp"] * 4)
    event = data.load("matrix")["event_id"].unique()[5]
    title = data.load("events").set_index("event_id").at[event, "title"]
    says(panel, title)
    assert panel.locator("tr.tv-picked th").last.inner_text().endswith(f"{title} (chosen)")


def test_the_live_regions_stay_in_the_page_while_their_text_changes(lesson):
    for number in (FORECAST, MATRIX):
        panel = opened(lesson, number)
        region = panel.get_by_role("status").element_handle()
        for key in ("Home", "End", "Home"):
            lesson.page.keyboard.press(key)
        lesson.page.wait_for_timeout(500)
        assert region.evaluate("node => node.isConnected")


def measured(lesson, panel, name: str, keys: list[str], figure) -> None:
    """Press keys one by one, and hold the median of the times to a tenth of a second."""
    lesson.page.wait_for_timeout(500)
    lesson.timed(panel)
    for key in keys:
        lesson.page.keyboard.press(key)
        lesson.page.wait_for_timeout(350)
    times = lesson.times()
    figure(f"{name}: median {statistics.median(times):.0f} ms over {len(times)} moves")
    assert len(times) >= len(keys)
    assert statistics.median(times) <= 100


@pytest.mark.bench
def test_moving_the_forecast_panel_redraws_in_a_tenth_of_a_second(lesson, figure):
    panel = opened(lesson, FORECAST, "Home")
    measured(lesson, panel, "forecast panel", ["ArrowDown"] * 12 + ["Home", "End"] * 4, figure)


@pytest.mark.bench
def test_moving_the_matrix_panel_redraws_in_a_tenth_of_a_second(lesson, figure):
    panel = opened(lesson, MATRIX, "Home")
    measured(lesson, panel, "matrix panel, event", ["ArrowDown"] * 12 + ["Home", "End"] * 4, figure)
    until(lesson, "Rating")
    measured(lesson, panel, "matrix panel, rating", ["Home", "End"] * 6, figure)


@pytest.mark.bench
def test_all_predictions_are_judged_by_button_alone_and_the_panel_stays_quick(lesson, figure):
    panel, keys = opened(lesson, FORECAST, "Home"), lesson.page.keyboard
    says(panel, "CT01: the slider stands at 50")
    until(lesson, "Commit to this number")
    for _ in range(3 * len(PREDICTIONS)):
        keys.press("Enter")
        lesson.page.wait_for_timeout(150)
    assert panel.get_by_text("Your calibration").count() >= 1
    assert "far too few to tell skill from luck" in panel.inner_text()
    panel = opened(lesson, FORECAST, "Home")
    measured(lesson, panel, "forecast panel, all judged", ["ArrowDown"] * 12, figure)


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_axe_finds_nothing_of_ours(lesson, shot, theme):
    lesson.theme(theme)
    panel = opened(lesson, FORECAST, "Home", "ArrowDown")
    lesson.page.wait_for_timeout(500)
    shot(lesson, f"{theme}-forecast")
    panel.get_by_role("img").last.scroll_into_view_if_needed()
    lesson.page.wait_for_timeout(300)
    shot(lesson, f"{theme}-tally")
    opened(lesson, MATRIX, "End")
    lesson.page.wait_for_timeout(500)
    shot(lesson, f"{theme}-matrix")
    lesson.panel(MATRIX).locator("table").last.scroll_into_view_if_needed()
    lesson.page.wait_for_timeout(300)
    shot(lesson, f"{theme}-ratings")
    assert lesson.violations(*OURS) == []


def test_folded_parts_open_by_keyboard_and_axe_finds_nothing_in_them(lesson):
    before = lesson.place()["cells"]
    folded = lesson.page.locator(".jp-RenderedMarkdown summary")
    for number in range(folded.count()):
        folded.nth(number).focus()
        lesson.page.keyboard.press("Enter")
    assert lesson.page.locator(".jp-RenderedMarkdown details[open]").count() == folded.count() > 3
    assert lesson.violations(*OURS) == []
    for number in range(folded.count()):
        folded.nth(number).focus()
        lesson.page.keyboard.press("Enter")
    assert lesson.place()["cells"] == before


@pytest.mark.parametrize("width", [1024, 640])
def test_a_small_window_or_200_per_cent_loses_nothing(lesson, shot, width):
    """640 pixels are what a window of 1280 shows at 200 %."""
    lesson.page.set_viewport_size({"width": width, "height": 800})
    lesson.command("application:toggle-left-area")
    lesson.page.wait_for_timeout(700)
    lost = []
    for number, name in [(FORECAST, "forecast"), (MATRIX, "matrix")]:
        panel = opened(lesson, number, "Home")
        lesson.page.wait_for_timeout(500)
        shot(lesson, f"{name}-{width}")
        lost.append(panel.evaluate(LOST))
    lesson.command("application:toggle-left-area")
    lesson.page.set_viewport_size({"width": 1400, "height": 1000})
    assert lost == [[], []]


def test_nothing_was_asked_for_outside_this_machine(lesson):
    assert lesson.elsewhere == []
