"""Key points of any other text: the forms in which they may be given, and what is found of them."""

import json
import time
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from twoviews import data
from twoviews.checks.draft.guide import guides
from twoviews.checks.draft.naming import credit
from twoviews.checks.draft.remark import read
from twoviews.summary import KeyPoint, SummaryError, article_judge, assess, make, of_article
from twoviews.summary.fields import WHO
from twoviews.summary.judges import parameters
from twoviews.summary.points import key_points
from twoviews.summary.source import Source
from twoviews.text import fingerprints
from twoviews.training.gold import others

TRAM, FARES, PENGUINS = (
    "The city will build a tram line.",
    "Fares rise next year.",
    "Penguins live in the south.",
)
PHRASED = {
    "statement": FARES,
    "phrasings": [
        ("states", "Tickets will cost more from January."),
        ("partly", "Fares will change."),
        ("reverses", "Tickets get cheaper next year."),
        ("near_miss", "The council talked about tickets for a long time."),
    ],
}
SURE = parameters()["other_limits"]["sure"]
TABLES = [
    "articles",
    "key_points",
    "fingerprints",
    "passages",
    "actors",
    "mentions",
    "claims",
    "hedges",
]


def found(text, points, **given):
    """Verdict and confidence on the first key point."""
    first = assess(text, key_points=points, **given).points.iloc[0]
    return first["verdict"], first["confidence"]


@pytest.mark.parametrize("point", [TRAM, FARES, "Ann won.", *others("dev")[0].key_points])
def test_a_key_point_that_stands_alone_is_stated_in_its_own_words_and_absent_in_others(point):
    assert found(point, [point])[0] == "stated"
    assert found(PENGUINS, [point])[0] == "absent"


def test_equal_key_points_are_refused_and_do_no_harm_to_a_judge_that_is_made_of_them():
    with pytest.raises(SummaryError, match="say the same"):
        assess(TRAM, key_points=[TRAM, FARES, "the city will build  a tram line"])
    judge = make([KeyPoint(TRAM, "1"), KeyPoint(TRAM, "2")], Source())
    assert set(judge.assess(TRAM).points["verdict"]) == {"stated"}


@pytest.mark.parametrize("beside", [[], [TRAM]])
def test_a_few_phrasings_are_enough_to_tell_their_labels(beside):
    wanted = {"states": "stated", "partly": "partly", "reverses": "reversed"}
    points = [PHRASED, *beside]
    assert found(FARES, points)[0] == "stated"
    assert found(PENGUINS, points)[0] == "absent"
    for label, text in PHRASED["phrasings"]:
        assert found(text, points)[0] == wanted.get(label, "absent")
    assert not assess(PHRASED["phrasings"][0][1], key_points=points).flags["off_topic"]
    one_way = [{"statement": FARES, "phrasings": ["Tickets will cost more from January."]}]
    assert found(FARES, one_way)[0] == found("Tickets will cost more.", one_way)[0] == "stated"


def test_a_plain_point_that_is_negated_is_left_to_a_person():
    said = assess("The city will not build a tram line.", key_points=[TRAM, PENGUINS])
    assert said.points["confidence"][0] < SURE and said.needs_reader
    assert said.points["confidence"][1] > SURE
    assert found(TRAM, [TRAM, PENGUINS])[1] > SURE


def test_a_reported_view_that_is_given_to_the_author_is_left_to_a_person():
    view = {"statement": "Some expect storms in autumn.", "who": "reported"}
    plain = {**view, "who": "author"}
    given = "Ann Lee expects storms in autumn."
    assert found("The author expects storms in autumn.", [view, TRAM])[1] < SURE
    assert found(given, [view, TRAM], authors=["Ann Lee"])[1] < SURE
    assert found(given, [plain, TRAM], authors=["Ann Lee"])[1] > SURE
    assert found("Some expect storms in autumn.", [view, TRAM])[1] > SURE


def test_who_holds_a_view_is_said_as_in_the_table():
    package = Path(__file__).resolve().parents[1] / "data" / "datapackage.json"
    described = json.loads(package.read_text(encoding="utf-8"))["resources"]
    table = next(each for each in described if each["name"] == "key_points")
    column = next(each for each in table["schema"]["fields"] if each["name"] == "who")
    assert tuple(column["constraints"]["enum"]) == WHO


@pytest.mark.parametrize("weight", [np.int64(2), np.float32(2), Fraction(2), 2, 2.0])
def test_any_real_number_above_0_is_a_weight(weight):
    assert key_points([{"statement": TRAM, "weight": weight}])[0].weight == 2.0


def test_a_table_of_key_points_is_read_by_its_columns():
    table = data.load("key_points").query("article_id == 'biden2020'")
    assert key_points(table) == of_article("biden2020", table)


WRONG = [
    ("statement", [None, 3, b"x", ["x"], "", " ", "..."], "no statement"),
    ("point_id", [1.5, ["a"], True], "The id of key point 1"),
    ("weight", [0, -1, True, "2", float("nan"), float("inf"), 10**400, None], "above 0"),
    ("who", [None, 3, "Author", "me", ["author"]], "Known are: author, reported"),
    ("paragraphs", [3, None, "3, 4", ["3"], [1.5], [True], {3: 4}], "list of whole numbers"),
    ("phrasings", [None, 7, "Fares climb.", b"x", {"states": ["A."]}], "give a list of texts"),
    (
        "phrasings",
        [[3], [None], [("states",)], [("states", "a", "b")], [("states", None)], [""], ["states"]],
        "write a text",
    ),
    ("phrasings", [[("states", "")], [(["states"], "A.")], [{"states": "A."}]], "write a text"),
]


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [(name, value, says) for name, values, says in WRONG for value in values],
)
def test_a_field_of_a_wrong_type_is_refused_in_a_sentence(name, value, says):
    entry = {"statement": TRAM, name: value}
    for given in (entry, KeyPoint(**entry)):
        with pytest.raises(SummaryError, match=says):
            assess("Text.", key_points=[given])


@pytest.mark.parametrize("source", [3, 1.5, Path("a"), [["a"]], [TRAM], [TRAM, FARES], b"x", {}])
def test_a_source_that_is_neither_text_nor_fingerprints_is_refused(source):
    with pytest.raises(SummaryError, match=r"twoviews.text.fingerprints\(text\)"):
        assess("Text.", key_points=[TRAM], source=source)


def test_a_source_may_be_text_or_fingerprints():
    text = "The city council has decided to build a tram line along the river from March."
    for source in (text, fingerprints(text), tuple(fingerprints(text))):
        assert assess(text + " " + text, key_points=[TRAM], source=source).flags["copied"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"key_points": 3}, "square brackets"),
        ({"key_points": b"x"}, "square brackets"),
        ({"key_points": {TRAM}}, "square brackets"),
        ({"key_points": [3]}, "no statement"),
        ({"key_points": data.load("articles")}, "Key point 1 has 'label'|no statement"),
        ({"article": ["x"]}, "by its id"),
        ({"article": {}}, "by its id"),
        ({"article": "trump2018", "folder": ["x"]}, "folder"),
        ({"article": "trump2018", "folder": 3}, "folder"),
        ({"key_points": [TRAM], "authors": "Ann Lee"}, "list of names"),
        ({"key_points": [TRAM], "authors": [""]}, "list of names"),
        ({"key_points": [TRAM], "authors": None}, "list of names"),
    ],
)
def test_an_argument_of_a_wrong_type_is_refused_in_a_sentence(given, says):
    with pytest.raises(SummaryError, match=says):
        assess("Text.", **given)


def test_many_key_points_are_read_in_a_time_that_grows_with_their_number():
    start = time.process_time()
    points = key_points(f"Line {number} is built." for number in range(20_000))
    assert len(points) == 20_000 and time.process_time() - start < 5


def test_the_guide_knows_as_much_of_an_article_as_its_judge():
    for article, guide in guides(*map(data.load, TABLES)).items():
        assert guide.source == article_judge(article)._source
        assert guide.assess("So, Both, But and Then of 2018.").flags["unsupported"] is None


def test_an_author_in_another_script_is_looked_for_as_written():
    tables = {name: data.load(name) for name in TABLES}
    names = [["김정은"] for _ in tables["articles"].index]
    known = guides(**tables | {"articles": tables["articles"].assign(authors=names)})
    guide = known["trump2018"]
    assert "Not named as author: 김정은." in credit(read("Somebody writes."), guide).advice
    assert "Not named" not in credit(read("김정은 writes."), guide).advice
