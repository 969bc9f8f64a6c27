"""Lesson 05, its record panel and its claim panel in real JupyterLab: keyboard, names, axe."""

import statistics

import pytest

from twoviews import data, record
from twoviews.widgets.verdicts import VERDICTS

pytestmark = pytest.mark.browser

OURS = (".tv-panel", ".jp-RenderedMarkdown", ".jp-OutputArea-output")
RECORD, JUDGE = 0, 1
CLAIMS = data.load("claims").set_index("claim_id", drop=False)
LOST = """(panel) => [...panel.querySelectorAll("*")].filter((node) => node.checkVisibility()
  && !node.closest(".tv-beside > div") && !node.closest("select")
  && node.getBoundingClientRect().right > panel.getBoundingClientRect().right + 1)
  .map((node) => node.tagName + node.className)"""


@pytest.fixture(scope="module")
def lesson(open_notebook):
    notebook = open_notebook("05_claims_and_record.ipynb")
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


def first_claim(lesson):
    """Enter the claim panel, its first article and claim chosen and no verdict picked."""
    panel = opened(lesson, JUDGE, "End", "Home", "Tab", "End", "Home")
    says(panel, "CT01: read the claim, pick a verdict, then commit")
    return panel


def test_the_lesson_runs_to_its_end_without_error_or_warning(lesson):
    kinds = [(out["output_type"], out.get("name")) for out in lesson.outputs()]
    assert kinds and ("error", None) not in kinds and ("stream", "stderr") not in kinds
    assert lesson.page.locator(".tv-panel").count() == 2


def test_every_control_has_a_name_and_the_status_is_a_live_region(lesson):
    panel = opened(lesson, RECORD, "Tab", "End")
    says(panel, "before and after")
    assert panel.get_by_role("status").get_attribute("aria-live") == "polite"
    named = panel.aria_snapshot()
    for control in ("Count", "In each", "Bars show", "Event"):
        assert f'listbox "{control}"' in named
    assert 'slider "Days before and after"' in named and "img" in named
    panel = lesson.panel(JUDGE)
    assert panel.get_by_role("status").get_attribute("aria-live") == "polite"
    for control in ('listbox "Article"', 'listbox "Claim"', 'listbox "Your verdict"', "Commit"):
        assert control in panel.aria_snapshot()


def test_the_record_panel_is_moved_by_keyboard_alone_and_the_notebook_stays(lesson):
    panel, keys = opened(lesson, RECORD, "Home", "Tab", "Home", "Shift+Tab"), lesson.page.keyboard
    before = lesson.place()
    moves = {
        "Count": [("End", "sanctions by term"), ("ArrowUp", "talks by"), ("Home", "launches by")],
        "In each": [("ArrowDown", "by calendar year"), ("End", "before and after")],
        "Bars show": [("End", "in 365 days ("), ("Home", "a year (")],
        "Event": [("End", "2026-08-20"), ("ArrowUp", "2026-02-25"), ("Home", "2009-04-05")],
        "Days before and after": [
            ("End", "in the 1,000 days"),
            ("ArrowLeft", "in the 995 days"),
            ("Home", "in the 30 days"),
        ],
    }
    for name, tried in moves.items():
        assert lesson.focused() == name
        for key, said in tried:
            keys.press(key)
            says(panel, said)
            assert lesson.focused() == name
        keys.press("Space")
        keys.press("b")
        assert lesson.place() == before
        keys.press("Tab")


def test_event_and_days_are_reached_only_where_they_count(lesson):
    panel = opened(lesson, RECORD, "Tab", "Home")
    says(panel, "by term of office")
    assert not panel.get_by_role("slider").is_visible()
    lesson.page.keyboard.press("Tab")
    lesson.page.keyboard.press("Tab")
    assert panel.evaluate("panel => panel.querySelectorAll(':focus').length") == 0


def test_moved_quickly_the_record_panel_ends_on_what_is_chosen(lesson):
    panel = opened(lesson, RECORD, "Tab", "Home", "Shift+Tab", "Home")
    for key in [*["ArrowDown"] * 6, *["ArrowUp"] * 3]:
        lesson.page.keyboard.press(key)
    measure = list(record.MEASURES.values())[3]
    says(panel, f"{measure.name} by term of office")
    assert panel.get_by_text(measure.not_counted).count() == 1
    assert panel.get_by_role("img").count() == panel.locator("table").count() == 1


def test_a_verdict_is_given_by_keyboard_alone_and_only_then_the_record_appears(lesson):
    panel, keys = first_claim(lesson), lesson.page.keyboard
    before = lesson.place()
    assert lesson.focused() == "Claim"
    keys.press("ArrowDown")
    says(panel, "CT02: read the claim")
    why = CLAIMS.at["CT02", "why"]
    keys.press("Tab")
    assert lesson.focused() == "Your verdict"
    keys.press("Tab")
    assert lesson.focused() == "Commit"
    keys.press("Enter")
    says(panel, "No verdict is picked yet")
    keys.press("Shift+Tab")
    keys.press("ArrowDown")
    says(panel, "CT02: you pick borne out. Commit to see the record.")
    assert why not in panel.inner_html()
    keys.press("Tab")
    keys.press("Space")
    says(panel, "You said borne out. The record can carry this.")
    assert lesson.focused() == "Commit" and panel.get_by_text(why).count() == 1
    keys.press("Shift+Tab")
    keys.press("End")
    says(panel, "you said borne out and now pick not checkable")
    keys.press("Tab")
    keys.press("Enter")
    says(panel, "Our key does not find that the record can carry this; it accepts borne out")
    keys.press("Shift+Tab")
    keys.press("Shift+Tab")
    keys.press("ArrowUp")
    says(panel, "CT01: read the claim")
    assert why not in panel.inner_html() and panel.locator("table").count() == 1
    assert panel.get_by_label("Your verdict").evaluate("list => list.selectedIndex") == -1
    for key in ("b", "x", "d", "d"):
        keys.press(key)
    assert lesson.place() == before


def test_another_article_offers_its_claims(lesson):
    panel = opened(lesson, JUDGE, "Home", "End")
    says(panel, "CB01: read the claim")
    options = panel.get_by_label("Claim", exact=True).locator("option").all_inner_texts()
    assert [name.split(",")[0] for name in options] == [
        claim for claim in CLAIMS.index if CLAIMS.at[claim, "article_id"] == "biden2020"
    ]


def test_the_live_regions_stay_in_the_page_while_their_text_changes(lesson):
    for number in (RECORD, JUDGE):
        panel = opened(lesson, number)
        region = panel.get_by_role("status").element_handle()
        for key in ("Home", "End", "Home"):
            lesson.page.keyboard.press(key)
        lesson.page.wait_for_timeout(500)
        assert region.evaluate("node => node.isConnected")


def measured(lesson, panel, name: str, keys: list[str], least: int, figure) -> None:
    """Press keys one by one, and hold the median of the times to a tenth of a second."""
    lesson.page.wait_for_timeout(500)
    lesson.timed(panel)
    for key in keys:
        lesson.page.keyboard.press(key)
        lesson.page.wait_for_timeout(350)
    times = lesson.times()
    figure(f"{name}: median {statistics.median(times):.0f} ms over {len(times)} moves")
    assert len(times) >= least
    assert statistics.median(times) <= 100


@pytest.mark.bench
def test_moving_the_record_panel_redraws_in_a_tenth_of_a_second(lesson, figure):
    panel = opened(lesson, RECORD, "Tab", "Home", "Shift+Tab", "Home")
    terms, around = ["ArrowDown"] * 6 + ["ArrowUp"] * 6, ["Tab", "Tab", "Home"]
    keys = [*terms, "Tab", "End", *around, *["ArrowDown"] * 8, "Tab", *["ArrowRight"] * 6]
    measured(lesson, panel, "record panel", keys, 26, figure)


@pytest.mark.bench
def test_moving_the_claim_panel_redraws_in_a_tenth_of_a_second(lesson, figure):
    panel = first_claim(lesson)
    measured(lesson, panel, "claim panel", ["ArrowDown"] * 12 + ["Home", "End"] * 4, 20, figure)


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_axe_finds_nothing_of_ours(lesson, shot, theme):
    lesson.theme(theme)
    opened(lesson, RECORD, "Home", "Tab", "Home")
    lesson.page.wait_for_timeout(500)
    shot(lesson, f"{theme}-term")
    opened(lesson, RECORD, "Tab", "End")
    lesson.page.wait_for_timeout(500)
    shot(lesson, f"{theme}-event")
    assert lesson.violations(*OURS) == []
    first_claim(lesson)
    for key in ("Tab", "End", "Tab", "Enter"):
        lesson.page.keyboard.press(key)
    says(lesson.panel(JUDGE), f"You said {VERDICTS['not_checkable']}.")
    shot(lesson, f"{theme}-claim")
    assert lesson.violations(*OURS) == []


def test_folded_parts_open_by_keyboard_and_axe_finds_nothing_in_them(lesson):
    before = lesson.place()["cells"]
    folded = lesson.page.locator(".jp-RenderedMarkdown summary")
    for number in range(folded.count()):
        folded.nth(number).focus()
        lesson.page.keyboard.press("Enter")
    assert lesson.page.locator(".jp-RenderedMarkdown details[open]").count() == folded.count() > 5
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
    for number, name in [(RECORD, "record"), (JUDGE, "claim")]:
        panel = opened(lesson, number, "Tab", "Home")
        lesson.page.wait_for_timeout(500)
        shot(lesson, f"{name}-{width}")
        lost.append(panel.evaluate(LOST))
    lesson.command("application:toggle-left-area")
    lesson.page.set_viewport_size({"width": 1400, "height": 1000})
    assert lost == [[], []]


def test_nothing_was_asked_for_outside_this_machine(lesson):
    assert lesson.elsewhere == []
