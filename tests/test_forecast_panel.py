"""The forecast panel without a browser: a number first, the band after it, the record last."""

import json

import ipywidgets as widgets
import pandas as pd
import pytest

from twoviews import compare, data, scoring
from twoviews.widgets import ForecastPanel, forecast_twin, ranges, show_ranges, tally

NAMES = ["claims", "hedges", "articles", "sources"]
LOADED = {name: data.load(name) for name in NAMES}
CLAIMS = LOADED["claims"]
PREDICTIONS = CLAIMS[CLAIMS["type"] == "prediction"].set_index("claim_id", drop=False)


@pytest.fixture
def panel():
    return ForecastPanel(**LOADED)


def controls(panel):
    row = next(child for child in panel._box.children if isinstance(child, widgets.HBox))
    return row.children


def page(panel):
    """All that the page gets: the controls' words, the status and the result."""
    states = [json.dumps(control.get_state(), default=str) for control in controls(panel)]
    return " ".join([*states, panel._status.value, panel._result.value])


def button(panel):
    return controls(panel)[-1]


def judged(panel, **numbers):
    """Judge predictions: a number in per cent by claim id."""
    for claim, number in numbers.items():
        panel.choose(claim, number).commit().reveal()
    return panel


# a number, then the band, then the record


def test_it_opens_on_the_first_prediction_with_nothing_committed(panel):
    assert panel.value == {
        "claim": "CT01",
        "probability": 50,
        "committed": {},
        "revealed": [],
        "mean_brier": None,
    }
    told = "CT01: the slider stands at 50 per cent. Commit to see the band."
    assert panel._status.value == told


def test_it_asks_the_same_number_of_predictions_of_both_articles(panel):
    offered = [key for _, key in controls(panel)[0].options]
    assert offered == list(PREDICTIONS.index)
    assert PREDICTIONS["article_id"].value_counts().nunique() == 1


@pytest.mark.parametrize("claim", list(PREDICTIONS.index))
def test_nothing_of_the_outcome_is_in_the_page_before_it_is_asked_for(panel, claim):
    row = PREDICTIONS.loc[claim]
    panel.choose(claim, 70)
    assert row["why"] not in page(panel) and "are read as" not in page(panel)
    assert "Brier" not in page(panel) and "outcome" not in page(panel)
    panel.commit()
    assert "are read as" in panel._result.value
    assert row["why"] not in page(panel) and "outcome" not in page(panel)
    panel.reveal()
    assert "<strong>The record.</strong>" in panel._result.value
    for verdict in row["accepted_verdicts"]:
        assert f"Read as <em>{verdict.replace('_', ' ')}</em>" in panel._result.value


def test_the_question_keeps_voice_condition_and_time(panel):
    assert "Whose view: a view that it reports." in panel.choose("CB14")._result.value
    shown = panel.choose("CT13")._result.value
    assert "Whose view: the article" in shown and "Condition: the talks go ahead." in shown
    assert "Time: 2018-03-09 to 2018-12-31." in shown


def test_the_band_names_its_source_and_says_when_it_is_turned_round(panel):
    shown = panel.choose("CT13", 60).commit()._result.value
    assert "are read as <em>unlikely</em>: 55 to 80 per cent; in the middle, 67.5" in shown
    assert "The claim is worded the other way round" in shown and "Directive 203" in shown
    shown = panel.choose("CT10", 60).commit()._result.value
    assert "a real possibility" in shown and "How Likely Do People Think It Is?" in shown
    assert "other way round" not in shown


def test_every_reading_is_scored_and_the_others_are_said_in_words(panel):
    shown = judged(panel, CT13=60)._result.value
    assert "Read as <em>not borne out</em>: the outcome is 0. You: (0.6 − 0)² = 0.36." in shown
    assert "The middle of the band: (0.675 − 0)² = 0.46." in shown
    assert "Read as <em>mixed</em>: partly right and partly wrong" in shown
    told = "CT13: you said 60 per cent. The record: mixed, not scored; or not borne out, your Brier"
    assert panel._status.value == f"{told} score 0.36."
    assert "its condition never came" in judged(panel, CB12=60)._result.value
    assert "no record could show it right" in judged(panel, CT01=60)._result.value


def test_a_number_once_committed_stays(panel):
    panel.choose("CB03", 90).commit()
    slider = controls(panel)[1]
    assert slider.disabled
    with pytest.raises(compare.ChoiceError, match="CB03 is committed and stays"):
        panel.choose(probability=10)
    with pytest.raises(compare.ChoiceError, match="CB03 is committed and stays"):
        panel.commit()
    panel.choose("CB04")
    assert slider.value == 50 and not slider.disabled
    panel.choose("CB03")
    assert slider.value == 90 and slider.disabled


def test_a_move_of_the_slider_that_comes_too_late_is_taken_back(panel):
    panel.choose("CB03", 90).commit()
    controls(panel)[1].value = 40
    assert controls(panel)[1].value == 90 == panel.value["probability"]
    assert panel._status.value.startswith("CB03: you said 90 per cent")


def test_the_button_says_what_it_does_next_and_does_it(panel):
    assert button(panel).description == "Commit to this number"
    button(panel).click()
    assert panel.value["committed"] == {"CT01": 50} and panel.value["revealed"] == []
    assert button(panel).description == "Show what the record says"
    button(panel).click()
    assert panel.value["revealed"] == ["CT01"]
    assert button(panel).description == "Next prediction"
    button(panel).click()
    assert panel.value["claim"] == "CT07"
    assert button(panel).description == "Commit to this number"
    panel.choose("CB14", 50).commit().reveal()
    button(panel).click()
    assert panel.value["claim"] == "CT01"


def test_a_move_draws_the_result_once(panel):
    drawn = []
    panel._result.observe(lambda change: drawn.append(change["new"]), "value")
    controls(panel)[0].value = "CB03"
    button(panel).click()
    assert len(drawn) == 2


# the tally


def test_the_tally_lists_every_reading_and_both_ways_of_counting(panel):
    shown = judged(panel, CT20=90, CB02=90, CT07=90)._result.value
    assert panel.value["mean_brier"] == round((0.01 + 0.81 + 0.01) / 3, 4)
    row = '<th scope="row">CT07, TRUMP article</th><td>mixed</td><td>none</td>'
    assert row in shown and "<td>not scored</td>" in shown
    assert "every reading with an outcome</th><td>2 of 3, 66.7 per cent</td><td>0.28</td>" in shown
    assert "what the record settles</th><td>1 of 2, 50 per cent</td><td>0.41</td>" in shown


def test_the_means_of_the_tally_are_those_of_the_scores(panel):
    settled = {"CT20": 80, "CB02": 30, "CB03": 70}
    outcomes = {"CT20": 1, "CB02": 0, "CB03": 1}
    mean = sum((settled[key] / 100 - outcomes[key]) ** 2 for key in settled) / 3
    assert judged(panel, **settled).value["mean_brier"] == round(mean, 4)


def test_a_handful_is_called_a_handful_and_calibration_waits(panel):
    shown = judged(panel, CT20=90)._result.value
    assert "One score: far too few to tell skill from luck." in shown
    assert f"drawn from {tally.ENOUGH} scores on" in shown and "Your calibration" not in shown
    shown = judged(panel, CB02=90, CB03=90, CT07=90, CB04=60)._result.value
    assert "5 scores: far too few" in shown
    assert "said 90 per cent, happened in 75 per cent of 4" in shown
    assert "<td>4</td><td>75 per cent</td>" in shown


def test_with_nothing_to_score_it_says_so(panel):
    shown = judged(panel, CT01=90, CB12=10)._result.value
    assert "No score yet" in shown and "Mean Brier" not in shown
    assert panel.value["mean_brier"] is None


# bad input


@pytest.mark.parametrize("claim", ["CT02", "CB99", "", "ct07"])
def test_an_unknown_prediction_names_the_known_ones_and_changes_nothing(panel, claim):
    before = panel.value
    with pytest.raises(compare.ChoiceError, match=f"There is no prediction '{claim}'.*CT01") as no:
        panel.choose(claim, 20)
    assert "CB14" in str(no.value) and panel.value == before


@pytest.mark.parametrize("number", [-5, 101, 0.7, "70", float("nan")])
def test_a_number_that_is_no_percentage_is_refused(panel, number):
    before = panel.value
    with pytest.raises(compare.ChoiceError, match="give whole per cent, 0 to 100"):
        panel.choose("CT07", number)
    assert panel.value == before


def test_the_record_cannot_be_asked_for_before_a_number(panel):
    with pytest.raises(compare.ChoiceError, match="Commit to a number for CT01 first"):
        panel.reveal()


def test_claims_without_a_prediction_are_refused():
    facts = CLAIMS[CLAIMS["type"] == "fact"]
    with pytest.raises(compare.ChoiceError, match="no prediction among the claims"):
        ForecastPanel(**(LOADED | {"claims": facts}))


def test_nothing_from_the_tables_is_run_as_markup():
    nasty = PREDICTIONS.loc[["CT07"]].assign(
        statement="<script>x</script>", why="<img src=x>", condition="<b>c</b>"
    )
    articles = LOADED["articles"].assign(label="<i>A</i>")
    panel = judged(ForecastPanel(**(LOADED | {"claims": nasty, "articles": articles})), CT07=20)
    for markup in ("<script>", "<img", "<b>c", "<i>"):
        assert markup not in panel._result.value
    assert "&lt;script&gt;" in panel._result.value


# charts and twin


def test_ranges_tell_every_figure_in_words_and_escape_them():
    frame = pd.DataFrame({"label": ["<a>", "b"], "low": [0.2, 0.5], "high": [0.8, 0.5]})
    drawn = ranges.ranges(frame.assign(mark=[0.95, None]), "<t>")
    assert "&lt;a&gt;: 20 to 80, mark 95; b: 50 to 50." in drawn and "<a>" not in drawn
    assert drawn.count("<rect") == 2 and drawn.count("<path") == 1
    assert 'role="img"' in drawn and "<title>&lt;t&gt;</title>" in drawn
    assert "0.20 to 0.80" in ranges.ranges(frame, "t", "Brier score")
    assert "there is nothing to draw" in ranges.ranges(frame[:0], "t")


def test_shown_ranges_stand_beside_their_table():
    frame = pd.DataFrame({"label": ["a"], "low": [0.2], "high": [0.8], "mark": [None]})
    shown = show_ranges(frame, "Bands").data
    assert "<svg" in shown and "<caption>Bands: per cent</caption>" in shown
    assert "<td>20</td><td>80</td><td>not given</td>" in shown


def test_the_twin_asks_first_and_answers_in_a_fold_of_its_own():
    twin = forecast_twin(**LOADED)
    asked, answered = twin.split("</details><details>")
    assert "\n\n" not in twin and twin.count("<details>") == 2
    for claim, row in PREDICTIONS.iterrows():
        assert claim in asked and claim in answered
        assert row["hedge"] in asked and "Brier" not in asked
    assert "not borne out: (0.675 − 0)² = 0.46" in answered


# what the lesson says of these tables


def test_the_lesson_may_say_that_the_order_turns_round():
    middle = PREDICTIONS[["probability_low", "probability_high"]].mean(axis=1)
    scores = scoring.score_each(middle, PREDICTIONS)
    scores = scores.merge(
        PREDICTIONS[["article_id", "voice"]], left_on="claim_id", right_index=True
    )
    ways = {"every": scores, "own": scores[scores["voice"] == "author"]}
    ways["settled"] = scores[scores["settled"]]
    means = scoring.mean_scores(ways, "article_id").pivot(index="counted", columns="article_id")
    order = means["brier"]["trump2018"] < means["brier"]["biden2020"]
    assert set(order) == {True, False}
    without = {
        key: scoring.leave_one_out(own)["without"] for key, own in scores.groupby("article_id")
    }
    assert without["biden2020"].min() < scores.groupby("article_id")["brier"].mean()["trump2018"]
    assert without["trump2018"].max() < without["biden2020"].max()
    assert not (scores.groupby("claim_id").size() > 1).any()  # no claim can be read as 1 and as 0
