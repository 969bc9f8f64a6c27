"""Lesson 05, its record panel and its claim panel in real JupyterLab: keyboard, names, axe."""

import pytest
from panel import OURS, follows, keeps_its_status, lost, measured, names, runs_well, says, unfolds

from twoviews import data, record
from twoviews.widgets.verdicts import VERDICTS

pytestmark = pytest.mark.browser

LESSON = "05_claims_and_record.ipynb"
RECORD, JUDGE = 0, 1
CLAIMS = data.load("claims").set_index("claim_id", drop=False)


def first_claim(lesson):
    """Enter the claim panel, its first article and claim chosen and no verdict picked."""
    panel = lesson.opened(JUDGE, "End", "Home", "Tab", "End", "Home")
    says(panel, "CT01: read the claim, pick a verdict, then commit")
    lesson.idle()  # each key has been answered: a late answer would take a verdict back
    return panel


def test_the_lesson_runs_to_its_end_without_error_or_warning(lesson):
    runs_well(lesson)
    assert lesson.page.locator(".tv-panel").count() == 2


def test_every_control_has_a_name_and_the_status_is_a_live_region(lesson):
    panel = lesson.opened(RECORD, "Tab", "End")
    says(panel, "before and after")
    lists = [f'listbox "{control}"' for control in ("Count", "In each", "Bars show", "Event")]
    names(panel, *lists, 'slider "Days before and after"', "img")
    lists = [f'listbox "{control}"' for control in ("Article", "Claim", "Your verdict")]
    names(lesson.panel(JUDGE), *lists, "Commit")


def test_the_record_panel_is_moved_by_keyboard_alone_and_the_notebook_stays(lesson):
    panel, keys = lesson.opened(RECORD, "Home", "Tab", "Home", "Shift+Tab"), lesson.page.keyboard
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
        follows(lesson, panel, name, tried)
        keys.press("Space")
        keys.press("b")
        assert lesson.place() == before
        keys.press("Tab")


def test_event_and_days_are_reached_only_where_they_count(lesson):
    panel = lesson.opened(RECORD, "Tab", "Home")
    says(panel, "by term of office")
    assert not panel.get_by_role("slider").is_visible()
    lesson.page.keyboard.press("Tab")
    lesson.page.keyboard.press("Tab")
    assert panel.evaluate("panel => panel.querySelectorAll(':focus').length") == 0


def test_moved_quickly_the_record_panel_ends_on_what_is_chosen(lesson):
    panel = lesson.opened(RECORD, "Tab", "Home", "Shift+Tab", "Home")
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
    panel = lesson.opened(JUDGE, "Home", "End")
    says(panel, "CB01: read the claim")
    options = panel.get_by_label("Claim", exact=True).locator("option").all_inner_texts()
    assert [name.split(",")[0] for name in options] == [
        claim for claim in CLAIMS.index if CLAIMS.at[claim, "article_id"] == "biden2020"
    ]


def test_the_live_regions_stay_in_the_page_while_their_text_changes(lesson):
    for number in (RECORD, JUDGE):
        keeps_its_status(lesson, number)


@pytest.mark.bench
def test_moving_the_record_panel_redraws_in_a_tenth_of_a_second(lesson, figure):
    panel = lesson.opened(RECORD, "Tab", "Home", "Shift+Tab", "Home")
    terms, around = ["ArrowDown"] * 6 + ["ArrowUp"] * 6, ["Tab", "Tab", "Home"]
    keys = [*terms, "Tab", "End", *around, *["ArrowDown"] * 8, "Tab", *["ArrowRight"] * 6]
    assert measured(lesson, panel, keys, "record panel", figure) >= 26


@pytest.mark.bench
def test_moving_the_claim_panel_redraws_in_a_tenth_of_a_second(lesson, figure):
    panel = first_claim(lesson)
    keys = ["ArrowDown"] * 12 + ["Home", "End"] * 4
    assert measured(lesson, panel, keys, "claim panel", figure) >= 20


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_axe_finds_nothing_of_ours(lesson, shot, theme):
    lesson.theme(theme)
    lesson.opened(RECORD, "Home", "Tab", "Home")
    lesson.page.wait_for_timeout(500)
    shot(lesson, f"{theme}-term")
    lesson.opened(RECORD, "Tab", "End")
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
    assert unfolds(lesson) > 5


@pytest.mark.parametrize("width", [1024, 640])
def test_a_small_window_or_200_per_cent_loses_nothing(lesson, shot, width):
    """640 pixels are what a window of 1280 shows at 200 %."""
    with lesson.narrow(width):
        found = []
        for number, name in [(RECORD, "record"), (JUDGE, "claim")]:
            panel = lesson.opened(number, "Tab", "Home")
            lesson.page.wait_for_timeout(500)
            shot(lesson, f"{name}-{width}")
            found.append(lost(panel, ".tv-beside > div", "select"))
        assert found == [[], []]


def test_nothing_was_asked_for_outside_this_machine(lesson):
    assert lesson.elsewhere == []
