"""Claims side by side: the tables behind the comparison panel, and the panel without a browser."""

import ipywidgets as widgets
import pandas as pd
import pytest

from twoviews import compare, data
from twoviews.widgets import ComparisonPanel, bands, comparison_twin

NAMES = ["articles", "claims", "leaders", "relations", "actors", "hedges"]
ARTICLES, CLAIMS, LEADERS, RELATIONS, ACTORS, HEDGES = map(data.load, NAMES)
OLDER, LATER = ARTICLES["label"]
FEW = pd.DataFrame(
    {
        "claim_id": ["A1", "A2", "B1", "B2"],
        "article_id": ["old", "old", "new", "new"],
        "paragraph": [1, 2, 1, 2],
        "statement": ["He <b>may</b> talk.", "It began.", "Some say he tests.", "He & she talk."],
        "voice": ["author", "author", "reported", "author"],
        "speaker": ["ann", "ann", "<i>bo", "cy"],
        "type": ["prediction", "fact", "prediction", "prediction"],
        "theme": ["what next", "how here", "what next", "what next"],
        "subject": ["bo", "bo", "bo", "bo"],
        "leader_id": ["p2", None, "p3", "p3"],
        "condition": ["they <meet>", None, None, None],
        "horizon_from": pd.to_datetime(["2018-01-01", None, "2021-01-01", "2021-01-01"]),
        "horizon_to": pd.to_datetime(["2020-12-31", None, "2024-12-31", "2024-12-31"]),
        "hedge": ["<may>", None, "some expect", "will"],
        "probability_low": [0.2, None, 0.55, 0.95],
        "probability_high": [0.8, None, 0.8, 0.99],
    }
)
OLD_NEW = pd.DataFrame({"article_id": ["old", "new"], "label": ["OLD", "<NEW>"]})
TERMS = pd.DataFrame({"leader_id": ["p3", "p1", "p2"], "name": ["P3", "P1", "<P2>"]})
TERMS["start"] = pd.to_datetime(["2021-01-01", "2009-01-01", "2017-01-01"])
PEOPLE = pd.DataFrame({"actor_id": ["ann", "bo", "cy", "<i>bo"]})
PEOPLE["name"] = ["Ann", "Bo", "Cy", "<i>Bo"]
PAIRS = pd.DataFrame(
    {
        "claim_id": ["A1", "A1"],
        "other_id": ["B1", "B2"],
        "relation": ["differ_in_degree", "agree"],
        "note": ["Not <u>as</u> far.", "The same."],
    }
)
SMALL = [OLD_NEW, FEW, TERMS, PAIRS, PEOPLE, HEDGES]


@pytest.fixture
def panel():
    return ComparisonPanel(*SMALL)


def result(panel: ComparisonPanel) -> str:
    """The HTML that the panel shows."""
    return panel._result.value


def control(panel: ComparisonPanel, description: str) -> widgets.Widget:
    """A control, found as its reader finds it: by its description."""
    row = next(child for child in panel._box.children if isinstance(child, widgets.HBox))
    return next(child for child in row.children if child.description == description)


# picking


def test_presidencies_stand_in_the_order_of_their_terms():
    assert compare.presidencies(FEW, TERMS) == {
        "p2": "<P2>",
        "p3": "P3",
        "none": "no president in particular",
    }


def test_the_older_article_never_speaks_of_the_president_it_could_not_know():
    later = ARTICLES.set_index("article_id")["leader_id"].to_list()[1]
    own = compare.pick_claims(CLAIMS, president=later)
    assert set(own["article_id"]) == {"biden2020"}


@pytest.mark.parametrize(
    ("choices", "found"),
    [
        ({}, ["A1", "A2", "B1", "B2"]),
        ({"president": "p3"}, ["B1", "B2"]),
        ({"president": "none"}, ["A2"]),
        ({"question": "what next", "voice": "author"}, ["A1", "B2"]),
        ({"kind": "fact", "president": "p3"}, []),
        ({"actor": "cy"}, ["B2"]),
        ({"actor": "bo"}, ["A1", "A2", "B1", "B2"]),
    ],
)
def test_claims_that_meet_every_choice_are_picked(choices, found):
    assert compare.pick_claims(FEW, **choices)["claim_id"].to_list() == found


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"president": "p1"}, "There is no president 'p1'. Known are: all, p2, none, p3."),
        ({"question": "why"}, "There is no question 'why'. Known are: all, what next, how here."),
        ({"voice": "mine"}, "There is no voice 'mine'. Known are: all, author, reported."),
        ({"kind": "guess"}, "There is no kind 'guess'. Known are: all, prediction, fact."),
        ({"actor": "dee"}, "There is no actor 'dee'. Known are: all, bo, ann, <i>bo, cy."),
    ],
)
def test_an_unknown_choice_names_the_known_ones(choice, sentence):
    with pytest.raises(compare.ChoiceError) as caught:
        compare.pick_claims(FEW, **choice)
    assert str(caught.value) == sentence


def test_each_row_tells_condition_hedge_band_and_horizon():
    row = compare.spelled_out(CLAIMS, LEADERS, ACTORS, HEDGES).set_index("claim_id").loc["CT13"]
    assert row["hedge"] == "unlikely to" and row["band"] == "likely"
    assert (row["probability_low"], row["probability_high"]) == (0.55, 0.80)
    assert row["condition"] == "the talks go ahead"
    assert row["horizon_to"] == pd.Timestamp("2018-12-31")


def test_every_prediction_has_a_band_in_words_and_nothing_else_has():
    told = compare.spelled_out(CLAIMS, LEADERS, ACTORS, HEDGES)
    assert (told["band"].notna() == (told["kind"] == "prediction")).all()


# counts


def test_counts_add_up_and_keep_the_voices_apart():
    counts = compare.counted(CLAIMS, ARTICLES, LEADERS)
    voices = CLAIMS["voice"].value_counts()
    assert counts[["author", "reported"]].sum().to_dict() == voices.to_dict()
    presidents, questions = counts["president"].nunique(), counts["question"].nunique()
    assert len(counts) == presidents * questions * 2


def test_an_empty_cell_says_that_nothing_is_said():
    counts = compare.counted(FEW, OLD_NEW, TERMS, kind="prediction")
    laid = compare.grid(counts, ["president"]).set_index("president")
    assert laid.loc["<P2>"].to_dict() == {"OLD": "1 in its own voice", "<NEW>": "nothing said"}
    assert laid.loc["P3", "<NEW>"] == "1 in its own voice, 1 reported"
    assert compare.grid(counts, ["president"], "no prediction").iloc[0, 2] == "no prediction"
    whole = compare.grid(counts)
    assert list(whole.columns) == ["president", "question", "OLD", "<NEW>"]
    assert len(whole) == 6


def test_neither_article_predicts_anything_for_the_years_that_both_look_back_on():
    counts = compare.counted(CLAIMS, ARTICLES, LEADERS, kind="prediction")
    laid = compare.grid(counts, ["president"]).set_index("president")
    assert (laid.loc["Barack Obama"] == "nothing said").all()


# relations


def test_pairs_join_one_claim_of_each_article_on_the_same_question():
    told = CLAIMS.set_index("claim_id")
    first, second = told.loc[RELATIONS["claim_id"]], told.loc[RELATIONS["other_id"]]
    assert set(first["article_id"]) == {"trump2018"} and set(second["article_id"]) == {"biden2020"}
    assert first["theme"].to_list() == second["theme"].to_list()
    assert 12 <= len(RELATIONS) <= 20
    assert first["theme"].nunique() >= 5
    assert RELATIONS["relation"].nunique() == 4
    assert (
        RELATIONS["note"].str.count(r"\.(?: |$)") - RELATIONS["note"].str.count(r"par\. ") == 1
    ).all()


def test_a_note_says_so_where_a_reported_forecast_is_compared():
    told = CLAIMS.set_index("claim_id")
    handed_on = RELATIONS["other_id"].map(told["voice"]) == "reported"
    assert RELATIONS.loc[handed_on, "note"].str.contains("not its author's|does not say|word").all()


def test_a_pair_is_listed_only_where_both_claims_are_shown():
    found = compare.pairs(PAIRS, FEW[FEW["voice"] == "author"])
    assert found[["claim_id", "other_id"]].to_numpy().tolist() == [["A1", "B2"]]
    told = compare.pairs(PAIRS, FEW).iloc[0]
    assert told["other"] == "B1, par. 1, reported: Some say he tests."
    assert told["relation"] == "differ in degree"


@pytest.mark.parametrize("rows", [0, 1])
def test_no_pair_gives_an_empty_table_with_its_columns(rows):
    found = compare.pairs(PAIRS, FEW.head(rows))
    assert found.empty and "note" in found.columns


def test_relations_are_tallied_by_question():
    tally = compare.tallied(RELATIONS, CLAIMS).set_index("question")
    totals = RELATIONS["relation"].str.replace("_", " ").value_counts()
    assert tally.loc["all questions"].to_dict() == totals.to_dict()
    assert list(tally.index) == [*CLAIMS["theme"].unique(), "all questions"]
    assert (tally.iloc[:-1].sum() == tally.iloc[-1]).all()


# the panel


def test_the_panel_opens_on_all_predictions(panel):
    assert panel.value == {
        "president": "all",
        "question": "all",
        "voice": "all",
        "kind": "prediction",
        "claims": {
            "old": {"author": ["A1"], "reported": []},
            "new": {"author": ["B2"], "reported": ["B1"]},
        },
        "pairs": [["A1", "B1"], ["A1", "B2"]],
    }


def test_moving_a_control_changes_value_text_and_status(panel):
    control(panel, "Voice").value = "reported"
    control(panel, "President").value = "p3"
    assert panel.value["claims"]["new"] == {"author": [], "reported": ["B1"]}
    assert "Some say he tests." in result(panel) and "He &amp; she" not in result(panel)
    assert panel._status.value == (
        "P3, all questions, reported voice, predictions. "
        "OLD: nothing said; &lt;NEW&gt;: 1 reported; pairs compared: none."
    )


def test_the_voices_stand_under_names_of_their_own(panel):
    own, handed_on = result(panel).split('aria-label="&lt;NEW&gt;"')[1].split("Reported:", 1)
    assert "He &amp; she talk." in own and "Some say" not in own
    assert "Some say he tests." in handed_on and "Whose view: &lt;i&gt;Bo" in handed_on


def test_a_claim_shows_hedge_band_condition_and_time(panel):
    assert "How sure: “&lt;may&gt;”, read as a real possibility: 0.20 to 0.80" in result(panel)
    assert "Condition: they &lt;meet&gt;" in result(panel)
    assert "Condition: none stated" in result(panel)
    assert "Time: 2018-01-01 to 2020-12-31" in result(panel)


def test_an_empty_selection_says_so(panel):
    panel.choose(president="none", kind="prediction")
    assert result(panel).count("Nothing said.") == 4
    assert "No pair of the claims shown has been compared." in result(panel)
    assert "<svg" not in result(panel)
    panel.choose(kind="fact")
    assert "only predictions have one" in result(panel)


def test_nothing_from_the_tables_is_run_as_markup(panel):
    for kind in ("all", "prediction"):
        panel.choose(kind=kind)
        for markup in ("<b>", "<i>", "<u>", "<NEW>", "<P2>", "<may>", "<meet>"):
            assert markup not in result(panel) and markup not in comparison_twin(*SMALL)


def test_choose_gives_the_panel_back_and_an_unknown_choice_changes_nothing(panel):
    assert panel.choose(president="p3", kind="all") is panel
    before = panel.value
    for choice in ({"president": "p1"}, {"question": ""}, {"voice": 5}, {"kind": "guess"}):
        with pytest.raises(compare.ChoiceError, match="Known are: all, "):
            panel.choose(**({"president": "p2"} | choice))
    assert panel.value == before
    with pytest.raises(AttributeError):
        panel.value = {}


def test_the_result_is_set_once_per_change(panel):
    drawn = []
    panel._result.observe(lambda change: drawn.append(change["new"]), "value")
    control(panel, "Kind").value = "all"
    assert len(drawn) == 1


def test_every_choice_of_the_real_panel_draws():
    panel = ComparisonPanel(ARTICLES, CLAIMS, LEADERS, RELATIONS, ACTORS, HEDGES)
    for president in ("all", "obama", "trump1", "biden", "none"):
        for kind in ("all", *CLAIMS["type"].unique()):
            shown = panel.choose(president=president, kind=kind).value["claims"]
            number = sum(len(ids) for voices in shown.values() for ids in voices.values())
            assert result(panel).count("How sure:") == number
    assert not any("obama" in str(name) for name, _ in control(panel, "President").options)


# bands, and the twin


def test_the_chart_has_one_bar_per_band_and_says_what_it_shows():
    drawn = bands.draw(FEW, {"old": "OLD", "new": "<NEW>"})
    assert drawn.count("<rect") == 3
    assert 'role="img"' in drawn and "<title>How likely" in drawn
    assert "1 from 0.20 to 0.80, 1 from 0.55 to 0.80, 1 from 0.95 to 0.99" in drawn
    assert "B1, reported" in drawn and "&lt;NEW&gt;" in drawn and drawn.count('fill="none"') == 2


def test_no_band_draws_no_chart():
    assert bands.draw(FEW.iloc[[1]], {"old": "OLD"}) == ""


def test_the_twin_holds_every_claim_and_pair_and_no_blank_line():
    written = comparison_twin(ARTICLES, CLAIMS, LEADERS, RELATIONS, ACTORS, HEDGES)
    assert "\n" not in written
    for claim in CLAIMS.itertuples():
        assert f"{claim.claim_id}, par. {claim.paragraph}</th>" in written
    assert written.count("<details>") == 3 and written.count("<tr>") == 3 + len(CLAIMS) + len(
        RELATIONS
    )
