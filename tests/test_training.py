"""The judge's parameters come out of the data that is in the repository."""

import numpy as np
import pytest

from twoviews import data
from twoviews.training.__main__ import bank, called, compact, parameters
from twoviews.training.bank import LABELS, NEITHER, SALAD, examples
from twoviews.training.exchange import exchanged
from twoviews.training.gold import GOLD, labelled, others, rows

SPLITS = ("train", "dev", "test")


def numbers(tree) -> list[float]:
    """Every number of a nested structure, in order."""
    if isinstance(tree, dict):
        return [number for value in tree.values() for number in numbers(value)]
    if isinstance(tree, list):
        return [number for value in tree for number in numbers(value)]
    return [float(tree)]


def test_make_model_gives_the_parameters_that_are_there():
    made, known = parameters(), data.parameters()
    assert made.keys() == known.keys()
    np.testing.assert_allclose(numbers(made), numbers(known), atol=0.02)


def test_the_encoder_knows_every_key_point_and_article():
    _, tuned, _ = data.weights()
    points = data.load("key_points")
    assert list(tuned["points.names"]) == list(points["point_id"])
    assert list(tuned["kinds.names"]) == [*points["article_id"].unique(), NEITHER, SALAD]


def test_the_bank_is_made_the_same_way_each_time():
    (first, points, kinds), (again, _, _) = bank(), bank()
    assert first == again
    assert {each.kind for each in first} == set(kinds)
    assert all(point in points for each in first for point in each.says)


def test_the_parameters_are_written_to_be_read():
    assert compact('{"a": [\n  1.5,\n  2\n ]}') == '{"a": [1.5, 2]}'


def test_the_splits_share_no_text_and_no_writer_of_phrasings():
    texts = [each.text for split in SPLITS for each in labelled(split)]
    ids = [each.text_id for split in SPLITS for each in labelled(split)]
    assert len(texts) >= 160 and len(set(texts)) == len(texts) and len(set(ids)) == len(ids)
    assert not set(texts) & set(data.load("phrasings")["text"])
    sources = [{each.source for each in others(split)} for split in ("dev", "test")]
    assert not sources[0] & sources[1]


def test_nobody_who_wrote_a_text_of_dev_or_test_wrote_phrasings():
    writers = {name: {row["writer"] for row in rows(GOLD / f"{name}.json")} for name in SPLITS}
    assert not writers["train"] & (writers["dev"] | writers["test"])
    assert not writers["dev"] & writers["test"]
    assert not set(data.load("phrasings")["writer"]) & (writers["dev"] | writers["test"])


def test_exchanged_actors_are_learned_as_reversed():
    points, said = data.load("key_points"), data.load("phrasings")
    known = examples(said, points)
    made = exchanged(known, data.load("exchanges"), called(), seed=1)
    assert len(made) > 2000
    before = {each.text for each in known}
    turned = [each for each in made if LABELS["reverses"] in each.says.values()]
    assert len(turned) > 0.8 * len(made)
    assert sum(each.text in before for each in turned) < 0.01 * len(turned)


@pytest.mark.parametrize("split", SPLITS)
def test_both_readers_judged_every_key_point_of_every_text(split):
    points = data.load("key_points").groupby("article_id")["point_id"].apply(list)
    for each in labelled(split):
        for reader in each.readers:
            assert list(reader) == points[each.article_id]
            assert set(reader.values()) <= {"stated", "partly", "reversed", "absent"}


def test_both_articles_and_hard_and_honest_texts_are_alike_in_number():
    for split in SPLITS:
        known = labelled(split)
        first = sum(each.article_id == known[0].article_id for each in known)
        honest = sum(each.kind == "honest" for each in known)
        assert first * 2 == len(known)
        assert 0.4 <= honest / len(known) <= 0.6
