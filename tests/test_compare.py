"""Articles laid side by side: on tables of our own, so that no article is wired in."""

import pandas as pd
import pytest

from twoviews import compare, data

ARTICLES = pd.DataFrame({"article_id": ["old", "new"], "label": ["OLD", "NEW"]})
PASSAGES = pd.DataFrame(
    {
        "article_id": ["old", "old", "old", "new"],
        "paragraph": [1, 2, 3, 1],
        "theme": ["why", "how", "why", "why"],
        "paraphrase": ["one two three", "one", "one two", "one two three four"],
    }
)
FIRST, LAST = pd.Timestamp("2018-03-09"), pd.Timestamp("2018-06-11")


def test_themes_come_in_the_order_of_the_passages():
    assert compare.themes(PASSAGES) == ["why", "how"]


def test_a_theme_gathers_the_passages_of_every_article_in_their_order():
    own = compare.by_theme(PASSAGES, "why")
    assert list(zip(own["article_id"], own["paragraph"], strict=True)) == [
        ("old", 1),
        ("old", 3),
        ("new", 1),
    ]
    assert list(own.index) == [0, 1, 2]


def test_an_unknown_theme_is_one_sentence_that_names_the_known_ones():
    with pytest.raises(compare.ChoiceError) as caught:
        compare.by_theme(PASSAGES, "when")
    assert str(caught.value) == "There is no theme 'when'. Known are: why, how."
    assert caught.value._render_traceback_() == [
        "ChoiceError: There is no theme 'when'. Known are: why, how."
    ]


def test_side_by_side_names_the_paragraphs_and_leaves_gaps_empty():
    beside = compare.side_by_side(ARTICLES, PASSAGES)
    assert beside.to_dict("records") == [
        {"theme": "why", "OLD": [1, 3], "NEW": [1]},
        {"theme": "how", "OLD": [2], "NEW": []},
    ]


def test_columns_follow_the_order_of_the_articles():
    beside = compare.side_by_side(ARTICLES.iloc[::-1], PASSAGES)
    assert list(beside.columns) == ["theme", "NEW", "OLD"]


def test_space_is_a_share_of_an_articles_own_paragraphs():
    measured = compare.space(PASSAGES).set_index(["article_id", "theme"])
    assert measured.loc[("old", "why")].to_list() == [2, 5, pytest.approx(200 / 3)]
    assert measured.loc[("new", "why")].to_list() == [1, 4, 100]
    assert ("new", "how") not in measured.index


def test_space_of_the_real_articles_adds_up_to_the_whole():
    measured = compare.space(data.load("passages")).groupby("article_id")
    assert (measured["share"].sum().round(9) == 100).all()
    counted = data.load("passages").groupby("article_id").size()
    assert measured["paragraphs"].sum().to_dict() == counted.to_dict()


@pytest.mark.parametrize(
    ("date", "precision", "seen"),
    [
        ("2018-03-08", "day", "before"),
        ("2018-03-09", "day", "open"),
        ("2018-06-11", "day", "open"),
        ("2018-06-12", "day", "after"),
        ("2018-02-01", "month", "before"),
        ("2018-03-01", "month", "open"),
        ("2018-06-01", "month", "open"),
        ("2018-07-01", "month", "after"),
    ],
)
def test_an_event_lies_before_or_after_a_span_or_is_left_open(date, precision, seen):
    event = pd.DataFrame({"date": [pd.Timestamp(date)], "date_precision": [precision]})
    assert list(compare.vantage(event, FIRST, LAST)) == [seen]


def test_the_tables_that_come_in_are_left_as_they_are():
    events = data.load("events")
    before = events.copy(), PASSAGES.copy()
    compare.vantage(events, FIRST, LAST)
    compare.space(PASSAGES)
    compare.side_by_side(ARTICLES, PASSAGES)
    pd.testing.assert_frame_equal(events, before[0])
    pd.testing.assert_frame_equal(PASSAGES, before[1])
