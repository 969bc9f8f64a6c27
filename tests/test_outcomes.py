"""Verdicts as outcomes, means of a handful, base rates: the rules, and figures recomputed apart."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from twoviews import data, scoring

ROOT = Path(__file__).resolve().parents[1]
CLAIMS = pd.DataFrame(
    {
        "claim_id": ["a", "b", "c", "d"],
        "article_id": ["x", "x", "y", "y"],
        "accepted_verdicts": [
            ["borne_out"],
            ["mixed", "not_borne_out"],
            ["untested"],
            ["borne_out", "not_borne_out"],
        ],
    }
)


def test_each_verdict_is_a_reading_and_only_two_give_an_outcome():
    rows = scoring.readings(CLAIMS)
    assert rows["claim_id"].tolist() == ["a", "b", "b", "c", "d", "d"]
    assert rows["outcome"].tolist() == [1, pd.NA, 0, pd.NA, 1, 0]
    assert rows["settled"].tolist() == [True, False, False, False, False, False]


def test_a_claim_that_may_be_right_or_wrong_is_scored_both_ways():
    scores = scoring.score_each({"d": 0.75, "a": 1, "c": 0.5}, CLAIMS)
    assert scores[["claim_id", "outcome", "brier"]].values.tolist() == [
        ["a", 1, 0],
        ["d", 1, 0.0625],
        ["d", 0, 0.5625],
    ]


def test_claims_that_can_be_scored_are_counted_by_group():
    counted = scoring.scorable(CLAIMS, "article_id").set_index("article_id")
    assert counted.loc["x"].tolist() == [2, 2, 1]
    assert counted.loc["y"].tolist() == [2, 1, 0]


@pytest.mark.parametrize(
    ("forecasts", "sentence"),
    [
        ({"z": 0.5}, "There is no claim 'z'"),
        ({"a": 50}, "The forecast of a is 50: write a probability from 0 to 1"),
        ({"a": None}, "The forecast of a is missing"),
    ],
)
def test_an_unknown_claim_or_no_probability_is_refused(forecasts, sentence):
    with pytest.raises(scoring.ScoringError, match=sentence):
        scoring.score_each(forecasts, CLAIMS)


def test_no_forecast_gives_no_score():
    assert scoring.score_each({}, CLAIMS).empty
    assert scoring.leave_one_out(scoring.score_each({}, CLAIMS)).empty


def test_one_claim_left_out_takes_all_its_readings_with_it():
    scores = scoring.score_each({"a": 0.5, "d": 0.5}, CLAIMS)
    left = scoring.leave_one_out(scores).set_index("claim_id")["without"]
    assert left.to_dict() == {"a": 0.25, "d": 0.25}
    alone = scoring.leave_one_out(scores[:1])
    assert alone["without"].isna().all()


def test_the_means_of_the_articles_are_those_worked_out_from_the_file():
    """Independent of pandas and of scoring: the file, a loop, arithmetic."""
    sums = {}
    with (ROOT / "data" / "claims.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for verdict in row["accepted_verdicts"].split(";"):
                outcome = {"borne_out": 1, "not_borne_out": 0}.get(verdict)
                if row["type"] == "prediction" and outcome is not None:
                    low, high = float(row["probability_low"]), float(row["probability_high"])
                    own = sums.setdefault(row["article_id"], [])
                    own.append(((low + high) / 2 - outcome) ** 2)
    claims = data.load("claims")
    middle = claims.set_index("claim_id")[["probability_low", "probability_high"]].mean(axis=1)
    scores = scoring.score_each(middle.dropna(), claims)
    scores = scores.merge(claims[["claim_id", "article_id"]])
    counted = scoring.mean_scores({"all": scores}, "article_id").set_index("article_id")
    for article, own in sums.items():
        assert counted.at[article, "scores"] == len(own)
        assert counted.at[article, "brier"] == pytest.approx(sum(own) / len(own))


def test_spans_count_every_row_once_and_empty_spans_too():
    tables = {"missiles": data.load("launches"), "tests": data.load("nuclear_tests")}
    spans = scoring.per_span(tables, 2009, 2024, 4).set_index("years")
    assert spans["tests"].to_dict() == {
        "2009-2012": 1,
        "2013-2016": 3,
        "2017-2020": 1,
        "2021-2024": 0,
    }
    dates = tables["missiles"]["date"]
    assert spans["missiles"].sum() == (dates < "2025-01-01").sum()


@pytest.mark.parametrize("span", [(2009, 2024, 5), (2024, 2009, 4), (2009, 2024, 0)])
def test_spans_that_do_not_fill_the_time_are_refused(span):
    with pytest.raises(scoring.ScoringError, match="is no row of spans"):
        scoring.per_span({}, *span)
