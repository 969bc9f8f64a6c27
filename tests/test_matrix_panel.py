"""The matrix and its panel without a browser: change a rating, leave an event out."""

import ipywidgets as widgets
import pandas as pd
import pytest

from twoviews import compare, data, scoring
from twoviews.widgets import MatrixPanel, matrix_twin, weighed

NAMES = ["hypotheses", "matrix", "events"]
LOADED = {name: data.load(name) for name in NAMES}
MATRIX = LOADED["matrix"]
EVIDENCE = MATRIX.rename(columns={"event_id": "evidence", "hypothesis_id": "hypothesis"})
EVENTS = LOADED["events"].set_index("event_id")
SMALL = {
    "hypotheses": pd.DataFrame({"hypothesis_id": ["a", "b"], "statement": ["<i>A</i>", "B"]}),
    "matrix": pd.DataFrame(
        {
            "event_id": ["E1", "E1", "E2", "E2"],
            "hypothesis_id": ["a", "b", "a", "b"],
            "rating": ["C", "I", "C", "C"],
            "note": ["<b>n</b>", "n", "n", "n"],
        }
    ),
    "events": pd.DataFrame(
        {
            "event_id": ["E2", "E1"],
            "date": pd.to_datetime(["2018-03-01", "2017-01-05"]),
            "date_precision": ["month", "day"],
            "title": ["<u>Second</u>", "First"],
            "description": ["<script>x</script>", "It was."],
        }
    ),
}


@pytest.fixture
def panel():
    return MatrixPanel(**LOADED)


def control(panel, description):
    row = next(child for child in panel._box.children if isinstance(child, widgets.HBox))
    return next(child for child in row.children if child.description == description)


# the tables


def test_every_event_has_a_rating_and_a_reason_for_every_hypothesis():
    assert len(scoring.grid(EVIDENCE)) in range(10, 15)
    assert len(LOADED["hypotheses"]) in (3, 4)
    assert not MATRIX.isna().any(axis=None) and MATRIX["note"].str.endswith(".").all()
    assert (MATRIX["note"].str.split().str.len() <= 25).all()


def test_the_events_are_in_the_order_of_time_and_in_more_than_one_presidency():
    dates = EVENTS.loc[MATRIX["event_id"].unique(), "date"]
    assert dates.is_monotonic_increasing
    assert EVENTS.loc[dates.index, "leader_id"].nunique() >= 3


def test_some_event_decides_and_several_decide_nothing():
    decides = scoring.decisive(EVIDENCE).set_index("evidence")
    assert set(decides.index[decides["decides"]]) == {"E048", "E109"}
    assert decides.at["E048", "without"] == ["programme"]
    assert decides.at["E109", "without"] == ["recognition"]
    assert (scoring.diagnosticity(EVIDENCE)["consistent"] == 4).sum() >= 3


def test_the_lesson_may_say_what_it_says_of_the_matrix():
    ranked = scoring.inconsistency(EVIDENCE).set_index("hypothesis")
    assert ranked.loc["relief", "consistent"] > ranked.loc["response", "consistent"]
    assert ranked.loc["relief", "inconsistent"] > ranked.loc["response", "inconsistent"]
    assert list(ranked["consistent"].sort_values().index[:2]) == ["response", "relief"]


@pytest.mark.parametrize(
    ("article", "against"),
    [
        ("trump2018", {"relief": 1, "recognition": 0, "programme": 0, "response": 1}),
        ("biden2020", {"relief": 1, "recognition": 0, "programme": 1, "response": 1}),
    ],
)
def test_when_each_article_appeared_little_was_decided(panel, article, against):
    row = data.load("articles").set_index("article_id").loc[article]
    seen = compare.vantage(LOADED["events"], row["published_from"], row["published_to"])
    ahead = LOADED["events"].loc[seen != "before", "event_id"]
    panel.choose(left_out=ahead[ahead.isin(MATRIX["event_id"])])
    assert panel.value["against"] == against


# the panel


def test_it_opens_on_the_ratings_given(panel):
    assert panel.value == {
        "event": "E012",
        "hypothesis": "relief",
        "rating": "I",
        "left_out": [],
        "changed": {},
        "against": {"recognition": 1, "programme": 1, "response": 4, "relief": 6},
        "least": ["recognition", "programme"],
    }
    told = "least inconsistent: recognition and programme (1 of 14 events against each)."
    assert panel._status.value.endswith(told)
    assert "it decides: without it, " in panel._result.value


def test_the_chosen_cell_is_told_with_its_reason(panel):
    panel.choose(event="E048", hypothesis="programme")
    note = MATRIX.set_index(["event_id", "hypothesis_id"]).at[("E048", "programme"), "note"]
    assert note in panel._result.value and EVENTS.at["E048", "description"] in panel._result.value
    assert "rated <strong>I, inconsistent</strong>" in panel._result.value
    assert f"{EVENTS.at['E048', 'title']} (chosen)" in panel._result.value


def test_a_changed_rating_is_marked_and_counts(panel):
    control(panel, "Event").value = "E048"
    control(panel, "Hypothesis").value = "programme"
    control(panel, "Rating").value = "N"
    assert panel.value["changed"] == {"E048 programme": "N"}
    assert panel.value["least"] == ["programme"]
    assert "<td>N (was I)</td>" in panel._result.value
    assert "You changed it; the reason stands for I." in panel._result.value
    control(panel, "Rating").value = "I"
    assert panel.value["changed"] == {}


def test_looking_at_another_cell_changes_no_rating(panel):
    for event in list(MATRIX["event_id"].unique()):
        for hypothesis in LOADED["hypotheses"]["hypothesis_id"]:
            panel.choose(event=event, hypothesis=hypothesis)
    assert panel.value["changed"] == {} and panel.value["left_out"] == []


def test_an_event_left_out_does_not_count_and_can_come_back(panel):
    control(panel, "Event").value = "E109"
    control(panel, "Leave this event out").value = True
    assert panel.value["left_out"] == ["E109"] and panel.value["least"] == ["recognition"]
    assert "<td>left out</td></tr>" in panel._result.value
    control(panel, "Event").value = "E048"
    assert control(panel, "Leave this event out").value is False
    control(panel, "Event").value = "E109"
    assert control(panel, "Leave this event out").value is True
    control(panel, "Leave this event out").value = False
    assert panel.value["least"] == ["recognition", "programme"]


def test_the_button_brings_the_ratings_given_back(panel):
    panel.choose(event="E034", hypothesis="relief", rating="I", left_out=["E048", "E034"])
    control(panel, "Back to the ratings given").click()
    assert panel.value["changed"] == {} and panel.value["left_out"] == []
    assert panel.value["rating"] == "C" == control(panel, "Rating").value


def test_with_every_event_left_out_it_says_so(panel):
    panel.choose(left_out=MATRIX["event_id"].unique())
    assert "Every event is left out: there is nothing to weigh." in panel._status.value
    assert panel._result.value == ""
    assert panel.value["against"] == {} and panel.value["least"] == []


def test_a_move_draws_the_result_once(panel):
    drawn = []
    panel._result.observe(lambda change: drawn.append(change["new"]), "value")
    control(panel, "Event").value = "E048"
    control(panel, "Rating").value = "I"
    control(panel, "Leave this event out").value = True
    control(panel, "Event").value = "E050"
    assert len(drawn) == 4


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"event": "E001"}, "There is no event of the matrix 'E001'"),
        ({"event": ""}, "There is no event of the matrix ''"),
        ({"left_out": ["E048", "E999"]}, "There is no event of the matrix 'E999'"),
        ({"left_out": "x"}, "There is no event of the matrix 'x'"),
        ({"hypothesis": "love"}, "There is no hypothesis 'love'.*relief, recognition"),
        ({"rating": "c"}, "There is no rating 'c'.*C, I, N"),
    ],
)
def test_an_unknown_choice_names_the_known_ones_and_changes_nothing(panel, choice, sentence):
    before = panel.value
    with pytest.raises(compare.ChoiceError, match=sentence):
        panel.choose(**({"event": "E050", "rating": "N"} | choice))
    assert panel.value == before


def test_a_matrix_with_a_gap_is_refused_in_a_sentence():
    gap = MATRIX.drop(MATRIX.index[5])
    with pytest.raises(scoring.ScoringError, match="'E034' has no rating for 'recognition'"):
        MatrixPanel(**(LOADED | {"matrix": gap}))


def test_nothing_from_the_tables_is_run_as_markup_and_months_stay_months():
    panel = MatrixPanel(**SMALL)
    assert [name for name, _ in control(panel, "Event").options][1].startswith("2018-03 ")
    shown = panel._result.value + panel.choose(event="E2")._result.value + matrix_twin(**SMALL)
    for markup in ("<i>", "<b>", "<u>", "<script>"):
        assert markup not in shown
    assert "&lt;script&gt;" in shown


def test_the_twin_holds_every_rating_and_reason():
    twin = matrix_twin(**LOADED)
    assert "\n" not in twin and twin.startswith("<details><summary>")
    for row in MATRIX.itertuples():
        assert f"{row.rating}: {row.note.split('(')[0]}" in twin
    assert weighed.CAPTION in twin and "it decides: without it, " in twin
