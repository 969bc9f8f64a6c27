"""Lesson 01 and the panels' common ground in real JupyterLab: keyboard, names, axe, no network.

axe-core looks at the panels, the rendered Markdown and the outputs. Left out is what is
JupyterLab's own: its menus and bars, the feed around the cells, the editors of the cells.
"""

import lab
import nbformat
import pytest
from panel import (
    OURS,
    follows,
    keeps_its_status,
    lines,
    lost,
    measured,
    names,
    runs_well,
    says,
    unfolds,
)

from twoviews import data

pytestmark = pytest.mark.browser

LESSON = "01_two_articles.ipynb"
PROBE = """
import ipywidgets as widgets
from twoviews.widgets.access import Panel

class Probe(Panel):
    def __init__(self):
        self._controls = [
            widgets.Dropdown(description="Drop", options=["a", "b", "c"]),
            widgets.IntSlider(description="Slide", value=5, max=10),
            widgets.IntRangeSlider(description="Span", value=(2, 5), max=10),
            widgets.Checkbox(description="Tick", indent=False),
        ]
        super().__init__(*self._controls)

    def _render(self):
        values = str([control.value for control in self._controls])
        return values, f"<p>{values}</p>"

probe = Probe()
probe
"""
ORIGINALS = """
from twoviews import data
from twoviews.widgets import ReadingPanel
passages = data.load("passages")
texts = passages.groupby("article_id")["quote"].agg((" <b>and</b> so on. " * 60).join)
panel = ReadingPanel(data.load("articles"), passages, dict(texts))
panel
"""


@pytest.fixture(scope="module")
def probe(open_notebook, tmp_path_factory):
    """Every kind of control in one panel, shown twice, and a reading panel with originals."""
    cells = [nbformat.v4.new_code_cell(text) for text in (PROBE, "probe", ORIGINALS)]
    path = tmp_path_factory.mktemp("probe") / "probe.ipynb"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    notebook = open_notebook(path)
    notebook.run_all()
    return notebook


def status(panel):
    """The panel's status line."""
    return panel.get_by_role("status")


def test_without_chromium_these_tests_are_skipped_but_fail_in_ci(monkeypatch):
    monkeypatch.setattr(lab, "CHROMIUM", None)
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="apt-get install chromium"):
        lab.need_chromium()
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="apt-get install chromium"):
        lab.need_chromium()


def test_the_lesson_runs_to_its_end_without_error_or_warning(lesson):
    runs_well(lesson)
    assert lesson.page.locator(".tv-panel").count() == 3


def test_the_panel_is_moved_by_keyboard_alone_and_the_notebook_stays(lesson):
    panel, keys = lesson.panel(), lesson.page.keyboard
    themes = list(data.load("passages")["theme"].unique())
    lesson.enter(panel)
    assert lesson.focused() == "Question"
    before = lesson.place()
    tried = [("End", -1), ("Home", 0), ("ArrowDown", 1), ("ArrowDown", 2)]
    follows(lesson, panel, "Question", [(key, f"{themes[theme]}:") for key, theme in tried])
    for key in ("ArrowUp", "Space", "Enter", "b", "a", "x", "d", "d", "m", "y"):
        keys.press(key)
    keys.press("Tab")
    assert lesson.focused() == "Show"
    for key, left_out in [("End", 0), ("ArrowUp", 1)]:
        keys.press(key)
        own = data.load("articles")["label"]
        says(panel, own[1 - left_out])
        panel.page.wait_for_timeout(300)
        assert own[left_out] not in status(panel).inner_text()
    keys.press("Home")
    assert lesson.place() == before


def test_the_status_counts_the_paragraphs_and_is_a_live_region(lesson):
    panel = lesson.panel()
    lesson.enter(panel)
    lesson.page.keyboard.press("Home")
    theme = data.load("passages")["theme"].unique()[0]
    says(panel, theme)
    own = data.load("passages").query("theme == @theme").groupby("article_id").size()
    for article in data.load("articles").itertuples():
        number = own[article.article_id]
        end = "" if number == 1 else "s"
        assert f"{number} paragraph{end} of the {article.label}" in status(panel).inner_text()
    assert status(panel).get_attribute("aria-live") == "polite"


def test_the_live_region_stays_in_the_page_while_its_text_changes(lesson):
    keeps_its_status(lesson, 0)


def test_moved_quickly_the_panel_ends_on_what_is_chosen(lesson):
    panel = lesson.panel()
    lesson.enter(panel)
    for key in ["Home", *["ArrowDown"] * 6, *["ArrowUp"] * 2]:
        lesson.page.keyboard.press(key)
    chosen = panel.locator("select").first.evaluate("node => node.selectedOptions[0].value")
    assert chosen == data.load("passages")["theme"].unique()[4]
    says(panel, chosen)
    own = data.load("passages").query("theme == @chosen")
    for paraphrase in own["paraphrase"]:
        assert panel.get_by_text(paraphrase).count() == 1


@pytest.mark.bench
def test_moving_the_panel_redraws_in_a_tenth_of_a_second(lesson, figure):
    panel = lesson.panel()
    lesson.enter(panel)
    lesson.page.keyboard.press("Home")
    keys = ["ArrowDown"] * 6 + ["ArrowUp"] * 6 + ["End", "Home"] * 4
    assert measured(lesson, panel, keys, "reading panel", figure, pause=250) == 20


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_axe_finds_nothing_of_ours(lesson, shot, theme):
    lesson.theme(theme)
    lesson.panel()
    shot(lesson, theme)
    assert lesson.violations(*OURS) == []


def test_folded_parts_open_by_keyboard_and_axe_finds_nothing_in_them(lesson):
    assert unfolds(lesson) > 1


@pytest.mark.parametrize(("width", "columns"), [(1024, 2), (640, 1)])
def test_a_small_window_or_200_per_cent_loses_nothing(lesson, shot, width, columns):
    """640 pixels are what a window of 1280 shows at 200 %."""
    with lesson.narrow(width):
        panel = lesson.panel()
        shot(lesson, f"at-{width}")
        assert lost(panel) == []
        assert lines(panel) == 3 - columns


def test_a_cell_run_again_gives_a_panel_that_works(lesson):
    panel = lesson.panel()
    lesson.enter(panel)
    lesson.command("notebook:run-cell")
    lesson.idle()
    panel = lesson.panel()
    lesson.enter(panel)
    before = lesson.place()
    lesson.page.keyboard.press("End")
    says(panel, data.load("passages")["theme"].unique()[-1])
    lesson.page.keyboard.press("b")
    assert lesson.place() == before


def test_nothing_was_asked_for_outside_this_machine(lesson, probe):
    assert lesson.elsewhere == [] and probe.elsewhere == []


def test_every_control_has_a_name(probe):
    sliders = ('slider "Slide"', 'slider "Span from"', 'slider "Span to"')
    names(probe.panel(), 'combobox "Drop"', *sliders, 'checkbox "Tick"')
    names(probe.panel(2), 'listbox "Question"', 'listbox "Show"', "checkbox")


MOVES = {
    "Drop": [("End", "['c', "), ("ArrowUp", "['b', "), ("Home", "['a', ")],
    "Slide": [("End", ", 10, "), ("ArrowLeft", ", 9, "), ("Home", ", 0, ")],
    "Span from": [("ArrowRight", "(3, 5)"), ("ArrowLeft", "(2, 5)")],
    "Span to": [("ArrowRight", "(2, 6)"), ("ArrowLeft", "(2, 5)")],
    "Tick": [("Space", "True]"), ("Space", "False]")],
}


@pytest.mark.parametrize("number", [0, 1])
def test_every_kind_of_control_is_moved_by_keyboard_in_both_views(probe, number):
    panel, keys = probe.panel(number), probe.page.keyboard
    probe.enter(panel)
    before = probe.place()
    for name, moves in MOVES.items():
        while probe.focused() != name:  # a slider's readout may have the focus in between
            keys.press("Tab")
            assert panel.evaluate("panel => panel.contains(document.activeElement)"), name
        for key, shown in moves:
            keys.press(key)
            says(panel, shown)
        keys.press("b")
        assert probe.place() == before


def test_an_original_is_shown_beside_at_its_first_phrase(probe, shot):
    panel = probe.panel(2)
    panel.get_by_role("checkbox").focus()
    probe.page.keyboard.press("Space")
    original = panel.locator(".tv-original")
    original.first.wait_for()
    probe.page.wait_for_timeout(300)
    panel.scroll_into_view_if_needed()
    shot(probe, "originals")
    assert original.count() == 2
    place = original.last.evaluate(
        "box => [box.querySelector('mark').getBoundingClientRect(), box.getBoundingClientRect()]"
    )
    assert place[1]["top"] <= place[0]["top"] < place[1]["bottom"]
    assert probe.violations(*OURS) == []
