"""What the tables hold: equal care for both articles, and a record that adds up."""

from itertools import chain

import pytest

from twoviews import data
from twoviews.text import words

# published sources of the bands: data/README.md, section "Hedges and probability bands"
BANDS = {(0.95, 0.99), (0.55, 0.80), (0.20, 0.45), (0.20, 0.80)}
VERDICTS = {"borne_out": {"supports"}, "not_borne_out": {"contradicts"}}


@pytest.fixture(scope="module")
def claims():
    return data.load("claims")


@pytest.fixture(scope="module")
def links(claims):
    """Evidence with its claim and its event."""
    events = data.load("events", columns=["event_id", "date", "date_precision"])
    return data.load("evidence").merge(claims, on="claim_id").merge(events, on="event_id")


def test_every_paragraph_is_told_once_in_25_to_70_words():
    passages = data.load("passages")
    assert passages.groupby("article_id")["paragraph"].agg(list).to_dict() == {
        "trump2018": list(range(1, 15)),
        "biden2020": list(range(1, 8)),
    }
    assert passages["paraphrase"].str.split().str.len().between(25, 70).all()


def test_both_articles_get_equal_space_and_every_theme():
    passages = data.load("passages")
    space = passages["paraphrase"].str.split().str.len().groupby(passages["article_id"]).sum()
    assert space.min() / space.max() > 0.95
    assert (passages.groupby("theme")["article_id"].nunique() == 2).all()


def test_key_points_weigh_the_same_for_both_articles():
    points = data.load("key_points")
    assert points.groupby("article_id").size().to_dict() == {"trump2018": 9, "biden2020": 8}
    assert set(points.groupby("article_id")["weight"].sum()) == {20}
    paragraphs = set(chain.from_iterable(points.set_index("article_id")["paragraphs"]))
    assert paragraphs <= set(range(1, 15))


def test_no_alias_stands_for_two_actors():
    actors = data.load("actors")
    spoken = {}
    for row in actors.itertuples():
        for name in {"".join(words(alias)) for alias in [row.actor_id, row.name, *row.aliases]}:
            assert spoken.setdefault(name, row.actor_id) == row.actor_id, name
            assert name


@pytest.mark.parametrize(
    ("alias", "actor"),
    [
        ("Kim", "kim_jong_un"),
        ("Kim Jong Un", "kim_jong_un"),
        ("Kim Jong-un", "kim_jong_un"),
        ("the North Korean leader", "kim_jong_un"),
        ("Seoul", "south_korea"),
        ("Blue House", "south_korea"),
        ("ROK", "south_korea"),
    ],
)
def test_actors_are_known_by_the_names_that_students_write(alias, actor):
    actors = data.load("actors").set_index("actor_id")
    known = [
        "".join(words(name)) for name in [*actors.at[actor, "aliases"], actors.at[actor, "name"]]
    ]
    plain = [name.removeprefix("the") for name in known]
    assert "".join(words(alias)).removeprefix("the") in plain


def test_every_paragraph_has_actors_and_every_actor_a_paragraph():
    passages, mentions = data.load("passages"), data.load("mentions")
    key = ["article_id", "paragraph"]
    assert set(map(tuple, mentions[key].to_numpy())) == set(map(tuple, passages[key].to_numpy()))
    spoken = set(mentions["actor_id"]) | set(data.load("claims")["speaker"])
    assert set(data.load("actors")["actor_id"]) == spoken


def test_both_articles_have_the_same_claims_of_each_kind(claims):
    counts = claims.groupby(["type", "article_id"]).size().unstack()
    assert (counts.sum() >= 20).all()
    assert counts["trump2018"].sum() == counts["biden2020"].sum()
    assert ((counts["trump2018"] - counts["biden2020"]).abs() <= 1).all()
    assert (claims[claims["voice"] == "reported"].groupby("article_id").size() >= 3).all()


def test_predictions_have_horizon_hedge_and_a_published_band(claims):
    predictions = claims[claims["type"] == "prediction"]
    assert not predictions[["horizon_from", "horizon_to", "hedge"]].isna().any(axis=None)
    assert (predictions["horizon_from"] < predictions["horizon_to"]).all()
    bands = set(zip(predictions["probability_low"], predictions["probability_high"], strict=True))
    assert bands <= BANDS
    others = claims[claims["type"] != "prediction"]
    assert others[["horizon_from", "horizon_to", "probability_low"]].isna().all(axis=None)


def test_verdicts_agree_with_whether_a_claim_can_be_checked(claims):
    for claim in claims.itertuples():
        verdicts = set(claim.accepted_verdicts)
        assert verdicts, claim
        assert claim.checkable or verdicts <= {"not_checkable", "untested"}, claim
        assert not claim.checkable or "not_checkable" not in verdicts, claim


def test_evidence_carries_the_verdicts(claims, links):
    bears = links.groupby("claim_id")["bears"].agg(set)
    for claim in claims[claims["checkable"]].itertuples():
        assert claim.claim_id in bears, claim
        for verdict in claim.accepted_verdicts:
            assert VERDICTS.get(verdict, set()) <= bears[claim.claim_id], (claim, verdict)
        if "mixed" in claim.accepted_verdicts:
            assert {"supports", "contradicts"} <= bears[claim.claim_id], claim


def test_evidence_for_a_prediction_lies_within_its_horizon(links):
    judged = links[(links["type"] == "prediction") & (links["bears"] != "context")]
    months = judged["date_precision"] == "month"
    start = judged["horizon_from"].where(
        ~months, judged["horizon_from"].dt.to_period("M").dt.start_time
    )
    assert ((judged["date"] >= start) & (judged["date"] <= judged["horizon_to"])).all()


def test_both_articles_have_nearly_as_much_evidence(links):
    count = links.groupby("article_id").size()
    assert count.min() / count.max() > 0.8


def test_the_dating_slip_and_the_right_count_are_claims(links):
    hanoi = links[(links["event_id"] == "E048") & (links["bears"] == "contradicts")]
    slip = hanoi[(hanoi["article_id"] == "biden2020") & (hanoi["type"] == "fact")]
    assert slip["accepted_verdicts"].map(lambda verdicts: verdicts == ["not_borne_out"]).any()
    tests = links[links["event_id"].isin(["E002", "E014", "E019", "E024"])]
    four = tests[(tests["article_id"] == "biden2020") & (tests["bears"] == "supports")]
    assert (four.groupby("claim_id").size() == 4).any()


def test_launches_and_nuclear_tests_per_president():
    launches = data.load("launches").groupby("leader_id").size().to_dict()
    assert launches == {"obama": 74, "trump1": 57, "biden": 152, "trump2": 33}
    tests = data.load("nuclear_tests").groupby("leader_id").size().to_dict()
    assert tests == {"obama": 4, "trump1": 1}


@pytest.mark.parametrize("table", ["events", "launches", "nuclear_tests"])
def test_every_row_falls_in_the_presidency_that_it_names(table):
    """Handover days: Korean time is 14 hours ahead of Washington's noon."""
    leaders = data.load("leaders").set_index("leader_id")
    rows = data.load(table).dropna(subset=["leader_id"])
    start = rows["leader_id"].map(leaders["start"])
    end = rows["leader_id"].map(leaders["end"]).fillna(rows["date"].max())
    assert ((rows["date"] > start) & (rows["date"] <= end)).all()


def test_only_the_figures_of_2025_and_2026_are_preliminary():
    launches = data.load("launches")
    assert (launches["preliminary"] == (launches["date"] >= "2025-01-01")).all()
    assert launches["preliminary"].sum() == 36


def test_ten_writers_say_and_reverse_every_key_point():
    phrasings, points = data.load("phrasings"), set(data.load("key_points")["point_id"])
    assert not phrasings.duplicated(["writer", "point_id", "text"]).any()
    assert (phrasings["point_id"].isna() == phrasings["label"].isin(["none", "salad"])).all()
    for label in ("states", "partly", "reverses", "near_miss"):
        writers = phrasings[phrasings["label"] == label].groupby("point_id")["writer"].nunique()
        assert set(writers.index) == points
        assert writers.min() >= 10


def test_exchanges_name_actors_and_key_points_that_there_are():
    known = set(data.load("actors")["actor_id"]) | {"North Korean", "South Korean", "American"}
    points = set(data.load("key_points")["point_id"])
    for row in data.load("exchanges").itertuples():
        assert len(row.one) == len(row.other)
        assert known >= {*row.one, *row.other}
        assert points >= {*row.turned, *row.kept}
        assert not set(row.turned) & set(row.kept)
