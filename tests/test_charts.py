"""Bars as SVG: every bar has its label and figure, in words and shapes and not by colour alone."""

import re
from xml.etree import ElementTree

import pandas as pd
import pytest

from twoviews.widgets import charts

FRAME = pd.DataFrame({"label": ["A", "B", "C"], "value": [2, 4, 0], "kind": ["old", "new", "old"]})
COLOURS = enumerate(["#0072B2", "#009E73", "#D55E00", "#CC79A7"])


def drawn(frame=FRAME, unit="missiles", kinds=()):
    """The chart as a tree; it must be well-formed."""
    return ElementTree.fromstring(charts.bars(frame, "Fired & lost", unit, kinds))


def texts(svg):
    return [node.text for node in svg.iter("text")]


def widths(svg):
    return [float(node.get("width")) for node in svg.iter("rect")]


def test_every_bar_has_its_label_and_its_figure_above_it():
    assert texts(drawn()) == ["A: 2", "B: 4", "C: 0"]


def test_lengths_are_in_proportion_and_nothing_is_drawn_for_zero():
    short, long = widths(drawn())
    assert long == 2 * short


def test_a_screen_reader_gets_a_title_and_a_description():
    svg = drawn()
    assert svg.get("role") == "img"
    assert svg.find("title").text == "Fired & lost"
    assert svg.find("desc").text == (
        "3 horizontal bars, in missiles; longest: B (4); shortest: C (0). "
        "The table beside the chart holds the figures."
    )


def test_words_can_stand_in_the_place_of_the_figure():
    svg = drawn(FRAME.assign(text=["2 in a year", "4 in two", "none"]))
    assert texts(svg) == ["A: 2 in a year", "B: 4 in two", "C: none"]
    assert "longest: B (4 in two)" in svg.find("desc").text


def test_kinds_differ_in_more_than_colour_and_are_named_below():
    svg = drawn(kinds=["old", "new"])
    assert texts(svg)[-2:] == ["old", "new"]
    paints = [charts.PAINTS[number].replace(colour, "") for number, colour in COLOURS]
    assert len(set(paints)) == 4


def test_a_kind_keeps_its_paint_whatever_else_is_drawn():
    alone = drawn(FRAME[FRAME["kind"] == "new"], kinds=["old", "new"])
    assert texts(alone) == ["B: 4", "new"]
    assert {node.get("fill") for node in alone.iter("rect")} == {"#009E73"}


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_a_missing_figure_is_said_in_words(missing):
    values = pd.Series([2, missing], dtype="Int64" if missing is pd.NA else object)
    svg = drawn(pd.DataFrame({"label": ["A", "B"], "value": values}))
    assert texts(svg) == ["A: 2", "B: no figure"] and len(widths(svg)) == 1


@pytest.mark.parametrize("values", [[0, 0], [None, None], [0, None]])
def test_a_chart_without_a_bar_still_says_its_figures(values):
    svg = drawn(pd.DataFrame({"label": ["A", "B"], "value": values}))
    assert len(texts(svg)) == 2 and widths(svg) == []
    assert "nan" not in ElementTree.tostring(svg).decode()


def test_nothing_to_draw_is_a_sentence():
    assert charts.bars(FRAME[:0], "<T>", "x") == "<p>&lt;T&gt;: there is nothing to draw.</p>"


def test_a_long_label_is_broken_into_lines_and_none_is_lost():
    label = "a label that is much longer than the room that there is in one line for it"
    svg = drawn(pd.DataFrame({"label": [label, "B"], "value": [1, 2]}))
    assert " ".join(texts(svg)) == f"{label}: 1 B: 2" and len(texts(svg)) == 3


def test_nothing_from_the_table_is_run_as_markup():
    frame = pd.DataFrame({"label": ["<b>A"], "value": [1], "text": ["<i>"], "kind": ["<u>"]})
    html = charts.bars(frame, "<script>", "<s>", ["<u>"])
    for markup in ("<b>", "<i>", "<u>", "<s>", "<script>"):
        assert markup not in html


def test_a_chart_may_stand_in_a_page_twice_and_asks_for_nothing():
    html = charts.STYLE + charts.bars(FRAME, "T", "x", ["old", "new"])
    assert not re.search(r"\bid=|href|url\(|http", html)


def test_text_takes_the_colour_of_the_page():
    assert "fill: var(--jp-content-font-color1, currentColor)" in charts.STYLE
    assert "fill" not in charts.word(0, 0, "text")
