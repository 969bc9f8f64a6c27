"""Answers of NumPy's and pandas' own types are read like plain ones, before and after crossing."""

from collections import Counter, OrderedDict, defaultdict

import numpy as np
import pandas as pd
import pytest
from course import right

from twoviews.checks import content, form
from twoviews.checks.parts import known
from twoviews.checks.questions import TASKS
from twoviews.grading.values.decode import decode
from twoviews.grading.values.encode import encode

DICTS = [question for question in TASKS if type(right(question)) is dict]
TABLES = ["ex2.q4", "ex3.q3", "ex4.q3"]
TIMES = pd.to_datetime(["2018-06-12"] * 30, utc=True)
ODD = {  # columns that no question asks for
    "dates with a zone": TIMES,
    "boolean": pd.array([True, None] * 15, dtype="boolean"),
    "small whole numbers": pd.array([1, None] * 15, dtype="Int8"),
    "periods": pd.period_range("2018", periods=30),
    "few periods": pd.Categorical(pd.period_range("2018", periods=30)),
    "intervals": pd.interval_range(0, 30),
    "sparse": pd.arrays.SparseArray([0, 1] * 15),
}
WORDINGS = {
    "E040": [
        np.str_("CCNC"),
        np.str_("C, C, N, C"),
        list(np.array(list("CCNC"))),
        np.array(list("CCNC")),
        pd.CategoricalIndex(list("CCNC")),
    ],
    "least": [np.str_("recognition"), np.array(["recognition"])],
    "decides": [pd.Index(["E048", "E070"]), list(np.array(["E048", "E070"]))],
}
KINDS = {
    "a defaultdict": defaultdict(list),
    "an OrderedDict": OrderedDict(),
    "a Counter": Counter(),
}


class Text(np.str_):
    """Text of NumPy's that is nobody's."""


class Days(pd.DatetimeIndex):
    """Days of a student's own making."""


def own(kind, value):
    """Make an index of a type of one's own, which pandas itself would not."""
    made = object.__new__(kind)
    made.__dict__.update(value.__dict__)
    return made


def hold_full(question, answer):
    """Hold that both checks give every point, here and in the process that grades."""
    for given in (answer, decode(encode(answer))):
        for check in (form, content):
            said = check(question, given)
            assert (said.state, said.points) == ("right", said.maximum), str(said)


def numpied(value, values):
    """Turn every key of an answer into NumPy's text, and the texts in it if asked to."""
    if type(value) is dict:
        return {np.str_(key): numpied(entry, values) for key, entry in value.items()}
    if type(value) in (list, tuple):
        return type(value)(numpied(entry, values) for entry in value)
    return np.str_(value) if values and type(value) is str else value


@pytest.mark.parametrize("values", [False, True], ids=["keys", "values too"])
@pytest.mark.parametrize("question", DICTS)
def test_text_of_numpy_counts_like_any_text(question, values):
    hold_full(question, numpied(right(question), values))


def test_probabilities_zipped_from_arrays_are_read():
    keys, values = np.array(list(right("ex4.q1"))), list(right("ex4.q1").values())
    hold_full("ex4.q1", dict(zip(keys, np.array(values), strict=True)))
    hold_full("ex4.q1", dict(np.array([keys, values]).T))  # all text: "0.95"


@pytest.mark.parametrize("part", WORDINGS)
def test_parts_of_a_matrix_may_come_out_of_arrays(part):
    for wording in WORDINGS[part]:
        hold_full("ex4.q4", right("ex4.q4") | {part: wording})


@pytest.mark.parametrize("made", [pd.to_datetime, pd.CategoricalIndex, pd.Index, pd.Series])
def test_a_window_may_be_an_index_of_days(made):
    tests = right("ex3.q2")
    hold_full("ex3.q2", {i: each | {"window": made(each["window"])} for i, each in tests.items()})


def test_names_may_be_an_index_of_few_values():
    names = {article: pd.CategoricalIndex(each) for article, each in right("ex2.q1").items()}
    hold_full("ex2.q1", names)


@pytest.mark.parametrize("words", KINDS)
def test_a_dictionary_that_does_not_cross_is_named_with_the_way_out(words):
    for question in DICTS:
        name = TASKS[question].variable
        told = f"{name} is {words}; write dict({name})."
        assert form(question, KINDS[words]).points == 0.0
        assert form(question, KINDS[words]).sentences[0] == told
    matrix = right("ex4.q4") | {"trump2018": KINDS[words]}
    assert f'is {words}; write dict(q4_matrix["trump2018"]).' in str(form("ex4.q4", matrix))


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("question", TABLES)
def test_a_column_of_no_use_costs_nothing(question, odd):
    table = right(question)
    column = ODD[odd][: len(table)]
    hold_full(question, table.assign(note=column))
    hold_full(
        question,
        table.rename_axis(table.index.name or "actor_id").reset_index().set_index(pd.Index(column)),
    )


def test_a_column_of_use_that_cannot_be_read_costs_only_itself():
    table = right("ex3.q3").assign(years=TIMES[:3])
    said = form("ex3.q3", table)
    assert 'q3_rates["years"] has something else for obama; write a number.' in said.sentences
    assert len([each for each in said.sentences if "something else" in each]) == 3
    assert content("ex3.q3", table).points == content("ex3.q3", table).maximum * 3 / 4
    table = right("ex3.q3").astype({"launches": "UInt8", "nuclear_tests": "Int16"})
    hold_full("ex3.q3", table)


def test_headings_may_be_text_of_numpy():
    for question in TABLES:
        table = right(question)
        hold_full(question, table.set_axis(pd.Index(map(np.str_, table), dtype=object), axis=1))


def test_types_of_a_students_own_are_still_not_read():
    shares = {Text(key): value for key, value in right("ex4.q1").items()}
    assert form("ex4.q1", shares).points == content("ex4.q1", shares).points == 0.0
    days = own(Days, pd.to_datetime(["2018-03-09", "2021-01-20"]))
    tests = {item: each | {"window": days} for item, each in right("ex3.q2").items()}
    assert type(days) is Days and form("ex3.q2", tests).points == 0.0
    assert "is something else; write a list" in str(form("ex3.q2", tests))


def test_actors_in_an_index_may_be_text_of_numpy():
    mentions = known("mentions")
    table = mentions.groupby(["actor_id", "article_id"]).size().unstack().dropna()
    hold_full("ex2.q4", table.set_axis(pd.Index(map(np.str_, table.index), dtype=object)))
