"""Tables and the reading panel without a browser: set a control, read value and HTML."""

import ipywidgets as widgets
import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from twoviews import compare, data
from twoviews.widgets import ReadingPanel, access, passages, reading_twin, show, table

ARTICLES = pd.DataFrame({"article_id": ["old", "new"], "label": ["OLD", "<NEW>"]})
PASSAGES = pd.DataFrame(
    {
        "article_id": ["old", "old", "new"],
        "paragraph": [1, 2, 1],
        "paraphrase": ["He <b>may</b> talk.", "It began.", "He will & must."],
        "quote": ["may talk", "it began", "must <i>"],
        "theme": ["why", "how", "why"],
        "topics": [["trust", "a<b"], ["talks"], ["trust"]],
    }
)
ORIGINALS = {"old": "Then <script>x</script>. Kim may\n  talk. So it began.", "new": None}


@pytest.fixture
def panel():
    return ReadingPanel(ARTICLES, PASSAGES, ORIGINALS)


def result(panel: ReadingPanel) -> str:
    """The HTML that the panel shows."""
    return panel._result.value


def control(panel: ReadingPanel, description: str) -> widgets.Widget:
    """A control, found as its reader finds it: by its description."""
    row = next(child for child in panel._box.children if isinstance(child, widgets.HBox))
    return next(child for child in row.children if child.description == description)


# tables


def test_a_table_has_a_caption_and_scopes_and_no_empty_header():
    html = table(pd.DataFrame({"day_one": [pd.Timestamp("2018-06-12")], "who": [["A", "B"]]}), "C")
    assert "<caption>C</caption>" in html
    assert '<th scope="col">day one</th>' in html
    assert '<th scope="row"><time>2018-06-12</time></th><td>A, B</td>' in html
    assert "<th></th>" not in html


def test_a_table_escapes_names_cells_and_caption():
    html = table(pd.DataFrame({"<i>": ["<script>"], "b": ['"&']}), "<u>")
    assert "<script>" not in html and "<i>" not in html and "<u>" not in html
    assert "&lt;script&gt;" in html and "&quot;&amp;" in html


@pytest.mark.parametrize("empty", [None, float("nan"), pd.NaT, pd.NA, [], ""])
def test_an_empty_cell_is_said_in_words(empty):
    assert "<td>not given</td>" in table(pd.DataFrame({"a": ["x"], "b": [empty]}, dtype=object), "")


def test_the_picked_row_is_marked_in_words():
    html = table(pd.DataFrame({"a": ["x", "y"]}), "", picked="y")
    assert html.count("(chosen)") == 1 and "y (chosen)" in html


def test_show_gives_html_with_its_style():
    assert "<style>" in show(ARTICLES, "C").data and "<caption>C" in show(ARTICLES, "C").data


# the panel


def test_the_panel_opens_on_the_first_theme_with_every_article(panel):
    assert panel.value == {
        "theme": "why",
        "show": ["old", "new"],
        "originals": False,
        "paragraphs": {"old": [1], "new": [1]},
    }


def test_moving_a_control_changes_value_text_and_status(panel):
    control(panel, "Question").value = "how"
    control(panel, "Show").value = ("old",)
    assert panel.value["paragraphs"] == {"old": [2]}
    assert "It began." in result(panel) and "He will" not in result(panel)
    assert panel._status.value == "how: 1 paragraph of the OLD."


def test_the_status_counts_the_paragraphs_of_each_article(panel):
    panel.choose(theme="how")
    assert panel._status.value == "how: 1 paragraph of the OLD, no paragraphs of the &lt;NEW&gt;."


def test_an_article_that_passes_a_theme_over_says_so_in_words(panel):
    panel.choose(theme="how", show="new")
    assert "No paragraph of this article mainly takes up this question." in result(panel)
    assert panel.value["paragraphs"] == {"new": []}


def test_a_passage_shows_number_words_quote_and_topics(panel):
    assert "<strong>Par. 1</strong> He &lt;b&gt;may&lt;/b&gt; talk." in result(panel)
    assert "“may talk” (par. 1)" in result(panel)
    assert "Topics: trust, a&lt;b" in result(panel)


def test_nothing_from_the_tables_is_run_as_markup(panel):
    panel.choose(originals=True)
    for markup in ("<b>may", "<i>", "<NEW>", "<script>"):
        assert markup not in result(panel) and markup not in reading_twin(ARTICLES, PASSAGES)


def test_choose_sets_the_controls_and_gives_the_panel_back(panel):
    assert panel.choose(theme="how", show=["new", "old"]) is panel
    assert control(panel, "Question").value == "how"
    assert panel.value["show"] == ["old", "new"]  # always in the order of the articles


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"theme": "when"}, "There is no theme 'when'. Known are: why, how."),
        ({"theme": ""}, "There is no theme ''. Known are: why, how."),
        (
            {"show": "older"},
            "There is no article 'older'. Did you mean 'old'? Known are: old, new.",
        ),
        ({"show": ["old", "x"]}, "There is no article 'x'. Known are: old, new."),
        ({"show": 5}, "There is no article 5. Known are: old, new."),
        ({"show": []}, "No article is named: name one or more of old, new."),
    ],
)
def test_an_unknown_choice_names_the_known_ones_and_changes_nothing(panel, choice, sentence):
    before = panel.value
    with pytest.raises(compare.ChoiceError) as caught:
        panel.choose(**({"theme": "how"} | choice))
    assert str(caught.value) == sentence
    assert panel.value == before


def test_value_cannot_be_set_and_changing_a_copy_does_no_harm(panel):
    panel.value["show"].append("x")
    assert panel.value["show"] == ["old", "new"]
    with pytest.raises(AttributeError):
        panel.value = {}


def test_the_panel_draws_only_what_it_shows_once_per_change(panel):
    drawn = []
    panel._result.observe(lambda change: drawn.append(change["new"]), "value")
    control(panel, "Question").value = "how"
    assert len(drawn) == 1


# originals


def test_the_checkbox_is_there_only_where_an_original_is(panel):
    name = "The original beside our words"
    assert control(panel, name).value is False
    with pytest.raises(StopIteration):
        control(ReadingPanel(ARTICLES, PASSAGES, {"old": None}), name)


def test_an_original_stands_beside_with_its_phrases_marked(panel):
    control(panel, "The original beside our words").value = True
    assert "<mark>may\n  talk</mark> (par. 1)" in result(panel)
    assert "&lt;script&gt;" in result(panel)
    assert "OLD, the original" in result(panel) and "&lt;NEW&gt;, the original" not in result(panel)


def test_no_original_to_show_is_said_in_a_sentence():
    with pytest.raises(compare.ChoiceError, match="no original to show: data/readings/README.md"):
        ReadingPanel(ARTICLES, PASSAGES).choose(originals=True)


def test_a_phrase_that_an_original_lacks_is_left_out():
    assert passages.marked("Nothing <here>.", PASSAGES) == "Nothing &lt;here&gt;."


def test_every_quoted_phrase_is_found_whatever_the_line_breaks():
    own = data.load("passages")
    text = "\n".join(quote.replace(" ", "\n ") for quote in own["quote"])
    assert passages.marked(text, own).count("<mark>") == len(own)


# the twin, and what a notebook gets


def test_the_twin_holds_every_passage_and_no_blank_line():
    written = reading_twin(ARTICLES, PASSAGES)
    assert "\n" not in written
    for told in ("Par. 1: He &lt;b&gt;may", "Par. 2: It began.", "Par. 1: He will &amp; must."):
        assert told in written
    assert "not given" in written  # the second article passes the second theme over


def test_a_notebook_gets_the_widget_and_the_script_each_time_it_is_shown(panel):
    InteractiveShell.instance()
    with capture_output() as shown:
        panel._ipython_display_()
        panel._ipython_display_()
    kinds = [set(output.data) for output in shown.outputs]
    assert sum("application/vnd.jupyter.widget-view+json" in kind for kind in kinds) == 2
    assert sum("application/javascript" in kind for kind in kinds) == 2
    InteractiveShell.clear_instance()


def test_the_script_fetches_nothing():
    for way in ("http", "import(", "fetch", "require"):
        assert way not in access.SCRIPT
