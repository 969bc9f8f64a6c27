"""Lesson 02 and the summary workshop in real JupyterLab: typing, keyboard, axe, no network."""

import re

import pytest
from panel import OURS, lost, names, quick, runs_well, says, unfolds

from twoviews import data

pytestmark = pytest.mark.browser

LESSON = "02_summarizing.ipynb"
LABELS = list(data.load("articles")["label"])
POINTS = data.load("key_points").groupby("article_id", sort=False)["point_id"].agg(list)
STATED = " ".join(data.load("key_points")["statement"].iloc[:3])  # found for sure, though copied
FEW, ENOUGH = "It may be so. " * 8, "The author thinks that it may be so. " * 12


def start(lesson, text: str = ""):
    """Enter the panel, choose the first article, and put a text into its draft at one stroke."""
    panel = lesson.panel()
    lesson.enter(panel)
    lesson.page.keyboard.press("Home")
    lesson.page.keyboard.press("Tab")
    assert lesson.focused() == "Your draft"
    lesson.page.keyboard.press("ControlOrMeta+a")
    lesson.page.keyboard.press("Delete")
    says(panel, f"{LABELS[0]}: nothing written yet.")
    if text:
        lesson.page.keyboard.insert_text(text)
        row(panel, "length").filter(has_text=f"{len(text.split())} words").wait_for()
    return panel


def row(panel, aspect: str):
    """A row of the table of remarks."""
    header = panel.page.get_by_role("rowheader", name=aspect, exact=True)
    return panel.get_by_role("row").filter(has=header)


def test_the_lesson_runs_to_its_end_without_error_or_warning(lesson):
    runs_well(lesson)
    assert lesson.page.locator(".tv-panel").count() == 2


def test_every_control_has_a_name_and_the_status_is_a_live_region(lesson):
    controls = ('listbox "Article"', 'textbox "Your draft"', 'button "Show the key points"')
    names(start(lesson), *controls)


def test_whatever_is_typed_stays_in_the_draft_and_the_notebook_stays(lesson):
    panel, keys = start(lesson), lesson.page.keyboard
    before = lesson.place()
    keys.type("Some expect <b>bad</b> things. dd a b x\n\n# Kim **may**", delay=20)
    for key in ("Home", "End", "ArrowUp", "ArrowDown", "Escape", "Shift+Enter", "Control+Enter"):
        keys.press(key)
        assert lesson.focused() == "Your draft", key
    keys.type("end")
    lesson.page.wait_for_timeout(500)
    typed = panel.get_by_role("textbox").input_value()
    assert typed.startswith("Some expect <b>bad</b> things. dd a b x\n\n# Kim **may**")
    assert typed.endswith("end")
    assert lesson.place() == before


def test_markup_is_shown_and_never_run(lesson):
    wicked = '<img src=x onerror="window.hit=1"> **may** <script>window.hit=1</script> will '
    panel = start(lesson, wicked * 8 + '"<img src=y onerror=window.hit=1>" ' * 3)
    row(panel, "words of doubt").filter(has_text="“may” (8 times)").wait_for()
    assert panel.locator("figure").count() == 1
    assert panel.locator(":is(td, figure) :is(img, script, strong)").count() == 0
    assert lesson.page.evaluate("window.hit") is None


def test_the_status_changes_only_when_its_words_do(lesson):
    panel, keys = start(lesson, "The authors think that it may be so "), lesson.page.keyboard
    says(panel, "fewer than 80 words")
    panel.evaluate(
        """(panel) => {
          window.tvSaid = [];
          const status = panel.querySelector("[role=status]");
          new MutationObserver(() => tvSaid.push(status.textContent)).observe(
            status, {childList: true, subtree: true, characterData: true});
        }"""
    )
    keys.type("one two three four five six seven eight nine ten ", delay=40)
    row(panel, "length").filter(has_text="18 words").wait_for()
    assert lesson.page.evaluate("tvSaid") == []
    keys.insert_text(ENOUGH)
    says(panel, "80 to 150 words")
    lesson.page.wait_for_timeout(300)
    assert len(lesson.page.evaluate("tvSaid")) == 1


def test_key_ideas_have_rows_and_marks_that_change_when_a_sentence_has_ended(lesson):
    panel, keys = start(lesson, STATED), lesson.page.keyboard
    rows = panel.get_by_role("table").last.get_by_role("row")
    rows.nth(len(POINTS.iloc[0])).wait_for()
    assert rows.count() == 1 + len(POINTS.iloc[0])
    before = panel.locator("mark + small").all_text_contents()
    assert before and all(re.fullmatch(r"\[([A-Z]\d [a-z ]+(, )?)+\]", told) for told in before)
    keys.type(" Some say that th", delay=40)
    panel.get_by_role("figure").filter(has_text="Some say that th").wait_for()
    assert panel.locator("mark + small").all_text_contents() == before


def test_key_points_come_when_asked_for_and_are_ticked_by_keyboard(lesson):
    panel, keys = start(lesson, FEW), lesson.page.keyboard
    before = lesson.place()
    keys.press("Tab")
    assert lesson.focused() == "Show the key points"
    keys.press("Space")
    says(panel, "when your draft has 80 words; it has 32")
    assert panel.get_by_role("checkbox").count() == 0
    keys.press("Shift+Tab")
    keys.insert_text(ENOUGH)
    says(panel, "80 to 150 words")
    keys.press("Tab")
    keys.press("Enter")
    own = POINTS.iloc[0]
    says(panel, f"Key points ticked: 0 of {len(own)}.")
    for number, point in enumerate(own, start=1):
        keys.press("Tab")
        assert lesson.focused().startswith(f"{point}: ")
        keys.press("Space")
        says(panel, f"Key points ticked: {number} of {len(own)}.")
        keys.press("b")
    keys.press("Space")
    says(panel, f"Key points ticked: {len(own) - 1} of {len(own)}.")
    row(panel, "key points").filter(has_text=f"Not ticked: {own[-1]}.").wait_for()
    assert lesson.place() == before


def test_each_article_keeps_its_draft(lesson):
    panel, keys = start(lesson, ENOUGH), lesson.page.keyboard
    keys.press("Shift+Tab")
    keys.press("ArrowDown")
    says(panel, f"{LABELS[1]}: ")
    lesson.page.wait_for_timeout(300)
    assert panel.get_by_role("textbox").input_value() == ""
    assert panel.get_by_role("checkbox").count() == 0
    keys.press("ArrowUp")
    says(panel, f"{LABELS[0]}: 80 to 150 words")
    lesson.page.wait_for_timeout(300)
    assert panel.get_by_role("textbox").input_value() == ENOUGH


@pytest.mark.bench
def test_typing_is_answered_in_a_tenth_of_a_second(lesson, figure):
    """The draft ends in the word "x", so each key pressed changes the number of words."""
    lesson.timed(lesson.panel())
    for size in (600, 20_000):
        start(
            lesson, ("The North may talk, some expect; but it will not. " * 400)[: size - 2] + " x"
        )
        lesson.page.evaluate("tvTimes.length = 0")
        for key in ["Backspace", "x"] * 10:
            lesson.page.keyboard.press(key)
            lesson.page.wait_for_timeout(350)
        assert quick(lesson, f"workshop, {size} characters", figure, "keys") == 20


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_axe_finds_nothing_of_ours(lesson, shot, theme):
    lesson.theme(theme)
    panel = start(lesson, f"{STATED} I think that he will, of course. ")
    panel.get_by_role("status").scroll_into_view_if_needed()
    shot(lesson, theme)
    panel.get_by_role("table").first.scroll_into_view_if_needed()
    shot(lesson, f"{theme}-table")
    panel.get_by_role("figure").scroll_into_view_if_needed()
    shot(lesson, f"{theme}-marked")
    assert panel.locator("mark").count() > 0
    assert lesson.violations(*OURS) == []


def test_folded_parts_open_by_keyboard_and_axe_finds_nothing_in_them(lesson):
    assert unfolds(lesson) > 1


@pytest.mark.parametrize("width", [1024, 640])
def test_a_small_window_or_200_per_cent_loses_nothing(lesson, shot, width):
    """640 pixels are what a window of 1280 shows at 200 %."""
    with lesson.narrow(width):
        panel = start(lesson, STATED + " " + "a" * 500 + ".")
        shot(lesson, f"at-{width}")
        panel.get_by_role("table").last.scroll_into_view_if_needed()
        shot(lesson, f"at-{width}-table")
        assert lost(panel) == []


def test_nothing_was_asked_for_outside_this_machine(lesson):
    assert lesson.elsewhere == []
