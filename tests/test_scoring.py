"""Words become bands, forecasts are scored, hypotheses are ranked by what speaks against them."""

from itertools import product
from random import Random

import numpy as np
import pandas as pd
import pytest

from twoviews import data, scoring

LEVELS = [0, 0.05, 0.2, 0.325, 0.5, 0.675, 0.8, 0.97, 1]


@pytest.fixture(scope="module")
def hedges():
    return data.load("hedges")


def sentence(call, *args):
    with pytest.raises(scoring.ScoringError) as caught:
        call(*args)
    said = str(caught.value)
    assert "\n" not in said and said.endswith(".")
    assert caught.value._render_traceback_() == [f"ScoringError: {said}"]
    return said


def season(seed):
    """A fixed random run of forecasts and outcomes."""
    random = Random(seed)
    forecasts = [random.choice(LEVELS) for _ in range(random.randint(1, 200))]
    return forecasts, [int(random.random() < 0.4) for _ in forecasts]


def matrix(ratings, weights=None):
    """A long matrix from one word of ratings per piece of evidence."""
    rows = [
        {"evidence": evidence, "hypothesis": f"h{i}", "rating": rating}
        for evidence, word in ratings.items()
        for i, rating in enumerate(word, start=1)
    ]
    table = pd.DataFrame(rows)
    return table if weights is None else table.assign(weight=table["evidence"].map(weights))


# words to bands


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        (("almost no chance", "remote"), 0.01, 0.05),
        (("very unlikely", "highly improbable"), 0.05, 0.20),
        (("unlikely", "improbable"), 0.20, 0.45),
        (("roughly even chance", "roughly even odds"), 0.45, 0.55),
        (("likely", "probable"), 0.55, 0.80),
        (("very likely", "highly probable"), 0.80, 0.95),
        (("almost certain", "nearly certain"), 0.95, 0.99),
    ],
)
def test_the_seven_terms_of_the_directive_and_their_synonyms(hedges, words, low, high):
    for word in words:
        assert scoring.band(word, hedges) == (low, high)
    assert set(scoring.bands(words, hedges)["source_id"]) == {"S132"}


@pytest.mark.parametrize("word", ["may", "Might", " could ", "can", "a real  possibility"])
def test_a_possibility_is_as_wide_as_the_survey_found(hedges, word):
    assert scoring.band(word, hedges) == (0.20, 0.80)
    assert scoring.bands([word], hedges)["source_id"].tolist() == ["S133"]


def test_every_hedge_of_the_claims_is_known(hedges):
    used = data.load("claims")["hedge"].dropna().unique()
    assert scoring.bands(used, hedges)["hedge"].tolist() == list(used)


def test_the_bands_of_the_predictions_are_those_of_their_hedges(hedges):
    claims = data.load("claims")
    predictions = claims[claims["type"] == "prediction"]
    for claim in predictions.itertuples():
        read = scoring.band(claim.hedge, hedges)
        assert (claim.probability_low, claim.probability_high) in (read, read.mirrored), claim


def test_a_word_read_as_a_term_has_the_band_of_the_term(hedges):
    read = hedges.dropna(subset=["read_as"])
    for row in read.itertuples():
        assert scoring.band(row.hedge, hedges) == scoring.band(row.read_as, hedges)
    bare = hedges[hedges["read_as"].isna()]
    assert bare[["probability_low", "probability_high"]].isna().all(axis=None)
    assert not set(bare["kind"]) & {"likelihood", "possibility"}


def test_midpoint_and_mirror_of_a_band(hedges):
    unlikely = scoring.band("unlikely", hedges)
    assert unlikely.midpoint == 0.325
    assert unlikely.mirrored == (0.55, 0.80)
    assert scoring.bands(["will", "should"], hedges)["midpoint"].tolist()[0] == 0.97
    assert scoring.bands([], hedges).empty


def test_a_word_that_says_nothing_of_how_likely_has_no_band(hedges):
    assert scoring.bands(["should"], hedges)["midpoint"].isna().all()
    said = sentence(scoring.band, "should", hedges)
    assert said.startswith("'should' has no band of probability") and "not how likely" in said


def test_an_unknown_word_is_answered_with_the_known_ones(hedges):
    said = sentence(scoring.band, "likly", hedges)
    assert "'likly' is not a known hedge. Did you mean 'likely'?" in said and "may" in said
    assert "no word" in sentence(scoring.band, 0.7, hedges)
    assert "give a list" in sentence(scoring.bands, "likely", hedges)
    assert "<b>" in sentence(scoring.band, "<b>" * 9000, hedges)
    assert len(sentence(scoring.band, "x" * 20_000, hedges)) < 2000


# forecasts


@pytest.mark.parametrize("seed", range(30))
def test_brier_is_reliability_less_resolution_plus_uncertainty(seed):
    forecasts, outcomes = season(seed)
    parts = scoring.decomposition(forecasts, outcomes).iloc[0]
    total = parts["reliability"] - parts["resolution"] + parts["uncertainty"]
    assert total == pytest.approx(scoring.brier_score(forecasts, outcomes), abs=1e-12)
    assert parts["brier"] == scoring.brier_score(forecasts, outcomes)


@pytest.mark.parametrize("seed", range(30))
def test_brier_is_from_0_to_1_and_the_order_does_not_matter(seed):
    forecasts, outcomes = season(seed)
    score = scoring.brier_score(forecasts, outcomes)
    by_hand = sum((f - o) ** 2 for f, o in zip(forecasts, outcomes, strict=True)) / len(outcomes)
    assert 0 <= score <= 1 and score == pytest.approx(by_hand)
    assert scoring.brier_score(forecasts[::-1], outcomes[::-1]) == pytest.approx(score)
    opposite = scoring.brier_score([1 - f for f in forecasts], [1 - o for o in outcomes])
    assert opposite == pytest.approx(score)


def test_sure_and_right_is_0_sure_and_wrong_is_1_and_a_half_is_a_quarter():
    assert scoring.brier_score([1, 0, 1], [1, 0, 1]) == 0
    assert scoring.brier_score([1, 0, 1], [0, 1, 0]) == 1
    assert scoring.brier_score([0.5] * 4, [1, 0, 0, 1]) == 0.25


@pytest.mark.parametrize("seed", range(10))
def test_calibration_points_hold_every_forecast_once(seed):
    forecasts, outcomes = season(seed)
    points = scoring.calibration(forecasts, outcomes)
    assert points["forecast"].is_monotonic_increasing and points["forecast"].is_unique
    assert points["n"].sum() == len(forecasts) and points["happened"].sum() == sum(outcomes)
    for point in points.itertuples():
        own = [o for f, o in zip(forecasts, outcomes, strict=True) if f == point.forecast]
        assert point.observed == pytest.approx(sum(own) / len(own))


def test_the_base_rate_has_no_skill_and_perfect_forecasts_have_all():
    outcomes = [1, 0, 0, 0]
    assert scoring.skill_score([0.25] * 4, outcomes) == 0
    assert scoring.skill_score(outcomes, outcomes) == 1
    assert scoring.skill_score([1, 1, 1, 1], outcomes) < 0
    assert scoring.skill_score([0.25] * 4, outcomes, 0.5) > 0
    assert np.isnan(scoring.skill_score([0.9, 0.8], [1, 1]))
    assert scoring.decomposition([0.25] * 4, outcomes)["base_rate"].tolist() == [0.25]


def test_columns_arrays_and_truth_values_are_taken():
    forecasts = pd.Series([0.75, 0.5], index=[7, 3])
    for outcomes in (pd.Series([True, False]), np.array([1, 0]), (1.0, 0.0), iter([1, 0])):
        assert scoring.brier_score(forecasts, outcomes) == 0.15625


@pytest.mark.parametrize(
    ("forecasts", "outcomes", "said"),
    [
        ([0.5, 70], [1, 0], "Forecast 2 is 70: write a probability from 0 to 1 (70 % is 0.7)."),
        ([-0.1], [1], "Forecast 1 is -0.1: write a probability from 0 to 1 (70 % is 0.7)."),
        ([0.5, float("nan")], [1, 0], "Forecast 2 is missing: write a probability"),
        ([None], [1], "Forecast 1 is missing: write a probability"),
        ([pd.NA], [1], "Forecast 1 is missing: write a probability"),
        (["likely"], [1], "Forecast 1 is 'likely': write a probability"),
        ([float("inf")], [1], "Forecast 1 is inf: write a probability"),
        ([[0.5]], [1], "Forecast 1 is [0.5]: write a probability"),
        ([0.5], [0.5], "Outcome 1 is 0.5: write 1 if it happened, 0 if it did not."),
        ([0.5], [2], "Outcome 1 is 2: write 1"),
        ([0.5], [None], "Outcome 1 is missing: write 1"),
        ([0.5], ["yes"], "Outcome 1 is 'yes': write 1"),
        ([0.5, 0.5], [1], "There are 2 forecasts and 1 outcomes: give one for each."),
        ([], [], "There are no forecasts: a score needs at least one."),
        (0.5, [1], "The forecasts are 0.5: give a list or a column of them."),
        ([0.5], "1", "The outcomes are '1': give a list or a column of them."),
    ],
)
def test_what_cannot_be_scored_is_told_in_one_sentence(forecasts, outcomes, said):
    for call in (
        scoring.brier_score,
        scoring.calibration,
        scoring.decomposition,
        scoring.skill_score,
    ):
        assert sentence(call, forecasts, outcomes).startswith(said)
    assert "base rate is 3" in sentence(scoring.skill_score, [0.5], [1], 3)


# consistency matrix

EXAMPLE = {"e1": "CIN", "e2": "CIC", "e3": "CCI", "e4": "ICI", "e5": "NNN", "e6": "III"}


def test_the_hypothesis_with_the_least_against_it_ranks_first():
    counted = scoring.inconsistency(matrix(EXAMPLE)).set_index("hypothesis")
    assert counted["inconsistent"].to_dict() == {"h1": 2, "h2": 3, "h3": 3}
    assert counted["rank"].to_dict() == {"h1": 1, "h2": 2, "h3": 2}
    assert counted.loc["h1", ["consistent", "neutral"]].tolist() == [3, 1]


def test_much_in_favour_does_not_outweigh_what_is_against():
    counted = scoring.inconsistency(matrix({"e1": "CN", "e2": "CN", "e3": "IN"}))
    assert counted["hypothesis"].tolist() == ["h2", "h1"]


def test_evidence_that_fits_all_or_none_separates_nothing():
    told = scoring.diagnosticity(matrix(EXAMPLE)).set_index("evidence")
    assert told["separates"].to_dict() == {
        "e1": True,
        "e2": True,
        "e3": True,
        "e4": True,
        "e5": False,
        "e6": False,
    }
    assert told["diagnosticity"].tolist() == pytest.approx([2 / 3] * 4 + [0, 0])


def test_the_evidence_that_decides_is_that_without_which_another_leads():
    found = scoring.decisive(matrix({"e1": "CI", "e2": "CI", "e3": "IC"})).set_index("evidence")
    assert found["leading"].tolist() == [["h1"]] * 3
    assert found["decides"].to_dict() == {"e1": True, "e2": True, "e3": False}
    assert found.loc["e1", "without"] == ["h1", "h2"]


def test_weights_change_who_leads():
    ratings = {"e1": "CI", "e2": "CI", "e3": "IC"}
    heavy = scoring.inconsistency(matrix(ratings, {"e1": 1, "e2": 1, "e3": 3}))
    assert heavy[["hypothesis", "score"]].values.tolist() == [["h2", 2], ["h1", 3]]
    tie = matrix(ratings, {"e1": 0.1, "e2": 0.2, "e3": 0.3})
    assert scoring.inconsistency(tie)["rank"].tolist() == [1, 1]
    assert scoring.decisive(tie)["leading"].iloc[0] == ["h1", "h2"]
    idle = matrix(ratings, {"e1": 0, "e2": 1, "e3": 1})
    assert not scoring.decisive(idle).set_index("evidence").loc["e1", "decides"]


def random_ratings(seed):
    random = Random(seed)
    hypotheses = random.randint(2, 5)
    return {
        f"e{i}": "".join(random.choices("CIN", k=hypotheses)) for i in range(random.randint(1, 8))
    }


@pytest.mark.parametrize("seed", range(25))
def test_dropping_a_neutral_piece_changes_nothing(seed):
    ratings = random_ratings(seed)
    neutral = ratings | {"idle": "N" * len(ratings["e0"])}
    scores = ["hypothesis", "score", "rank"]
    without = scoring.inconsistency(matrix(ratings))[scores]
    pd.testing.assert_frame_equal(scoring.inconsistency(matrix(neutral))[scores], without)
    assert not scoring.decisive(matrix(neutral)).set_index("evidence").loc["idle", "decides"]


@pytest.mark.parametrize("seed", range(25))
def test_dropping_a_piece_is_ranking_the_matrix_without_it(seed):
    ratings = random_ratings(seed)
    dropped = scoring.drop_each(matrix(ratings)).set_index(["dropped", "hypothesis"])
    assert len(dropped) == len(ratings) * len(ratings["e0"])
    for piece in ratings if len(ratings) > 1 else ():
        rest = {name: word for name, word in ratings.items() if name != piece}
        for row in scoring.inconsistency(matrix(rest)).itertuples():
            assert tuple(dropped.loc[(piece, row.hypothesis)]) == (row.score, row.rank)


def test_the_order_of_the_rows_does_not_change_the_scores():
    rows = matrix(EXAMPLE)
    shuffled = rows.sample(frac=1, random_state=1)
    for name in ("inconsistency", "drop_each"):
        call, keys = getattr(scoring, name), ["hypothesis"]
        keys = ["dropped", *keys] if name == "drop_each" else keys
        one, other = (call(table).set_index(keys).sort_index() for table in (rows, shuffled))
        pd.testing.assert_frame_equal(one, other)


def test_the_grid_keeps_the_order_given():
    laid = scoring.grid(matrix({"z": "CI", "a": "NC"}))
    assert list(laid.index) == ["z", "a"] and laid.loc["z"].tolist() == ["C", "I"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda m: m.drop(columns="rating"), "The matrix has no column rating: it needs evidence"),
        (lambda m: m.replace("I", "X"), "'e1' has the rating 'X': write C (consistent), I ("),
        (lambda m: m.replace("I", None), "'e1' has the rating missing: write C"),
        (lambda m: pd.concat([m, m.iloc[:1]]), "'e1' has two ratings for 'h1': keep one"),
        (lambda m: m.iloc[:-1], "'e6' has no rating for 'h3': give it C, I or N."),
        (lambda m: m[m["hypothesis"] == "h1"], "The matrix needs at least two hypotheses"),
        (lambda m: m.iloc[:0], "The matrix needs at least two hypotheses"),
        (lambda m: m.assign(weight=-1), "'e1' has the weight -1: write a number, 0 or more."),
        (lambda m: m.assign(weight=float("nan")), "'e1' has the weight missing: write a number"),
        (lambda m: m.assign(weight="much"), "'e1' has the weight 'much': write a number"),
        (lambda m: m.assign(weight=float("inf")), "'e1' has the weight inf: write a number"),
        (lambda m: m.replace("e1", None), "A row of the matrix names no evidence"),
    ],
)
def test_a_matrix_that_is_not_whole_is_told_in_one_sentence(change, said):
    broken = change(matrix(EXAMPLE))
    calls = [
        scoring.inconsistency,
        scoring.diagnosticity,
        scoring.drop_each,
        scoring.decisive,
        scoring.grid,
    ]
    for call in calls:
        assert sentence(call, broken).startswith(said)


def test_nothing_given_is_changed(hedges):
    given = matrix(EXAMPLE)
    before, words = given.copy(), hedges.copy()
    for call, _ in product((scoring.inconsistency, scoring.decisive, scoring.drop_each), range(2)):
        call(given)
    scoring.bands(["may"], hedges)
    pd.testing.assert_frame_equal(given, before)
    pd.testing.assert_frame_equal(hedges, words)
