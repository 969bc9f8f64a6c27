"""Lesson 03 and the actor map in real JupyterLab: keyboard, names, axe, no network."""

import pytest
from panel import OURS, follows, lost, names, quick, runs_well, says, unfolds

from twoviews import compare, data

pytestmark = pytest.mark.browser

LESSON = "03_actors.ipynb"
MENTIONS = data.load("mentions")
LABELS = list(data.load("articles")["label"])
ROLES = list(data.load("roles")["role"])
NAMES = list(data.load("actors")["name"])
CONTROLS = ["Article", "Role", "Actor"]
EVERYTHING = ["all articles", "all roles", "all actors"]


def reset(lesson, panel) -> None:
    """Enter the panel, and set every list to its first entry."""
    lesson.enter(panel)
    for key in ("Home", "Tab", "Home", "Tab", "Home", "Shift+Tab", "Shift+Tab"):
        lesson.page.keyboard.press(key)
    says(panel, ", ".join(EVERYTHING))
    assert lesson.focused() == CONTROLS[0]


def test_the_lesson_runs_to_its_end_without_error_or_warning(lesson):
    runs_well(lesson)
    assert lesson.page.locator(".tv-panel").count() == 3


def test_every_control_has_a_name_and_the_status_is_a_live_region(lesson):
    controls = [f'listbox "{control}"' for control in CONTROLS]
    parts = ['group "Map of actors"', 'group "Table of actors"']
    names(lesson.panel(), *controls, *parts, 'img "Actors by role and paragraph"')


def test_the_panel_is_moved_by_keyboard_alone_and_the_notebook_stays(lesson):
    panel, keys = lesson.panel(), lesson.page.keyboard
    reset(lesson, panel)
    before = lesson.place()
    ends = [LABELS[-1], ROLES[-1], NAMES[-1]]
    seconds = [LABELS[0], ROLES[0], NAMES[0]]
    for control, start, second, end in zip(CONTROLS, EVERYTHING, seconds, ends, strict=True):
        assert lesson.focused() == control
        tried = [("End", end), ("Home", start), ("ArrowDown", second), ("ArrowUp", start)]
        follows(lesson, panel, control, tried)
        for key in ("Space", "Enter", "x", "d", "d", "m", "y", "b", "Home"):
            keys.press(key)
        keys.press("Tab")
    for part in ("Map of actors", "Table of actors"):
        if lesson.focused() != part:
            keys.press("Tab")
        for key in ("ArrowDown", "ArrowRight", "b", "a", "End", "Home"):
            keys.press(key)
        assert lesson.focused() == part
    assert lesson.place() == before


def test_an_actor_picked_is_told_paragraph_by_paragraph(lesson):
    panel, keys = lesson.panel(), lesson.page.keyboard
    reset(lesson, panel)
    for key in ("Tab", "Tab", "ArrowDown"):
        keys.press(key)
    own = compare.pick_mentions(MENTIONS, actor=data.load("actors")["actor_id"][0])
    says(panel, f"{NAMES[0]}: 1 actor in {len(own)} mentions")
    told = panel.get_by_role("group", name="Mentions of one actor").get_by_role("row")
    assert told.count() == len(own) + 1


def test_a_choice_that_leaves_nothing_says_so(lesson):
    panel, keys = lesson.panel(), lesson.page.keyboard
    reset(lesson, panel)
    for key in ("ArrowDown", "Tab", "End", "Tab", "End"):
        keys.press(key)
    says(panel, f"{LABELS[0]}, {ROLES[-1]}, {NAMES[-1]}: no mention")
    assert panel.get_by_role("img").count() == 0


def test_moved_quickly_the_panel_ends_on_what_is_chosen(lesson):
    panel, keys = lesson.panel(), lesson.page.keyboard
    reset(lesson, panel)
    keys.press("Tab")
    for key in ["End", *["ArrowUp"] * 5, *["ArrowDown"] * 2]:
        keys.press(key)
    role = ROLES[-4]
    own = compare.pick_mentions(MENTIONS, role=role)
    says(panel, f"all articles, {role}, all actors: {own['actor_id'].nunique()} actors")
    drawn = panel.locator("svg text[text-anchor]")
    assert drawn.count() == len(own)


@pytest.mark.bench
def test_moving_the_panel_redraws_in_a_tenth_of_a_second(lesson, figure):
    panel, keys = lesson.panel(), lesson.page.keyboard
    reset(lesson, panel)
    lesson.timed(panel)
    for moves in (["End", "Home"] * 2, ["ArrowDown"] * 7 + ["Home"], ["ArrowDown"] * 8):
        for key in moves:
            keys.press(key)
            lesson.page.wait_for_timeout(300)
        keys.press("Tab")
    assert quick(lesson, "actor map", figure) == 20


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_axe_finds_nothing_of_ours(lesson, shot, theme):
    lesson.theme(theme)
    panel = lesson.panel()
    reset(lesson, panel)
    lesson.page.wait_for_timeout(300)
    shot(lesson, theme)
    panel.get_by_role("img").scroll_into_view_if_needed()
    shot(lesson, f"{theme}-map")
    assert lesson.violations(*OURS) == []


def test_folded_parts_open_by_keyboard_and_axe_finds_nothing_in_them(lesson):
    assert unfolds(lesson) > 1


@pytest.mark.parametrize("width", [1024, 640])
def test_a_small_window_or_200_per_cent_loses_nothing(lesson, shot, width):
    """640 pixels are what a window of 1280 shows at 200 %; what is too wide scrolls in its box."""
    with lesson.narrow(width):
        panel = lesson.panel()
        reset(lesson, panel)
        shot(lesson, f"at-{width}")
        panel.get_by_role("img").evaluate("node => node.scrollIntoView()")
        shot(lesson, f"at-{width}-map")
        letters = panel.locator("svg text").first.evaluate(
            "node => node.getBoundingClientRect().height * devicePixelRatio"
        )
        print(f"\nat {width}: letters of the map {letters:.1f} pixels high")
        assert lost(panel, "[role=group]") == []
        assert letters >= 10


def test_nothing_was_asked_for_outside_this_machine(lesson):
    assert lesson.elsewhere == []
