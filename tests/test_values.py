"""What crosses to the tests is plain data of exact types, and nothing can pass for it."""

import datetime as dt
import json
import socket
import struct

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoviews import data
from twoviews.grading.sandbox.variables import Variables
from twoviews.grading.values.channel import Channel, Closed, Late
from twoviews.grading.values.decode import READERS, Unreadable, decode
from twoviews.grading.values.encode import encode
from twoviews.grading.values.kinds import Bounds
from twoviews.grading.values.other import NeedsObject, Other

PLAIN = [
    None,
    True,
    3,
    -(10**300),
    2.5,
    float("inf"),
    "text \ud800 é",
    [1, [2, ()]],
    {1, 2},
    frozenset("ab"),
    {"a": ..., 1: None, (1, 2): [0.1]},
    np.float64(2.5),
    np.int64(3),
    np.str_("a"),
    np.bool_(True),
    pd.Timestamp("2018-06-12"),
    pd.Timestamp("2018-06-12 09:00", tz="UTC"),
    pd.Timedelta(days=3),
    dt.date(2018, 6, 12),
    dt.datetime(2018, 6, 12, 9),
]
FRAMES = [
    pd.DataFrame(),
    pd.DataFrame({"n": [1, 2], "x": [0.5, np.nan], "t": ["a", None], "o": [[1], "b"]}),
    pd.DataFrame({"k": ["a", "b"], "n": [1, 2], "x": [1.0, 2.0]}).set_index(["k", "n"]),
    pd.DataFrame({"g": ["x", "y", "x"], "n": [1, 2, 3]}).groupby("g").mean(),
    pd.DataFrame([[1, 2]], columns=["a", "a"]),
    pd.DataFrame({"d": pd.to_datetime(["2018-06-12", None]), "c": pd.Categorical(["a", "b"])}),
    pd.DataFrame({"n": pd.array([1, None], dtype="Int64")}),
]
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
NESTED = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
    max_leaves=30,
)
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)
TAGS = sorted(READERS)


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_plain_data_arrives_as_it_was(value):
    arrived = decode(encode(value))
    assert type(arrived) is type(value) and arrived == value


@pytest.mark.parametrize("name", data.tables())
def test_every_table_of_the_course_arrives_as_it_was(name):
    pd.testing.assert_frame_equal(decode(encode(data.load(name))), data.load(name))


@pytest.mark.parametrize("table", FRAMES, ids=range(len(FRAMES)))
def test_tables_arrive_with_their_types_and_their_index(table):
    pd.testing.assert_frame_equal(decode(encode(table)), table)
    for column in table.columns.unique():
        if table[column].ndim == 1:
            pd.testing.assert_series_equal(decode(encode(table[column])), table[column])


@given(NESTED)
def test_whatever_is_plain_arrives_equal(value):
    assert decode(encode(value)) == value


class Lying(int):
    """A number that says it equals everything."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = int.__hash__


class Named(type):
    """A type whose name is an attack."""

    __name__ = property(lambda self: 1 / 0)


@pytest.mark.parametrize(
    "value",
    [
        Lying(3),
        type("str", (str,), {})("a"),
        type("dict", (dict,), {})(a=1),
        type("DataFrame", (pd.DataFrame,), {})(),
        print,
        lambda: 0,
        int,
        object(),
        iter([1]),
        10**2000,
        b"bytes",
        Named("Named", (), {})(),
        np.zeros((2, 2, 2)),
        pd.Series(pd.period_range("2018", periods=2, freq="D")),
    ],
    ids=range(14),
)
def test_what_is_no_plain_data_arrives_as_words(value):
    assert type(decode(encode(value))) is Other
    inside = decode(encode({"a": [value]}))
    assert type(inside) is Other or type(inside["a"][0]) is Other


def nested(times: int, width: int) -> list:
    """A list in a list in a list, each of them several times."""
    value = [1]
    for _ in range(times):
        value = [value] * width
    return value


def test_data_that_is_huge_deep_or_contains_itself_arrives_as_words():
    cyclic = []
    cyclic.append(cyclic)
    long = ["x" * Bounds.bytes] * 2
    for value in (cyclic, nested(100, 1), nested(15, 10), long, list(range(10**6))):
        assert type(decode(encode(value))) is Other


@given(st.sampled_from(TAGS), JSON)
def test_no_text_is_read_as_more_than_plain_data(tag, inner):
    try:
        value = decode(json.dumps({tag: inner}))
    except Unreadable:
        return
    assert type(value) in (
        *(float, tuple, set, frozenset, dict, type(...), type(pd.NaT), type(pd.NA), dt.date),
        *(dt.datetime, pd.Timestamp, pd.Timedelta, np.ndarray, pd.Series, pd.DataFrame),
        *(pd.Index, pd.RangeIndex, pd.MultiIndex, pd.DatetimeIndex, Other),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "NaN",
        "1" * 5_000,
        "[" * 100_000,
        "[" * 50 + "]" * 50,
        '{"set": [[1]]}',
        '{"range": [null, 0, 1000000000000, 1]}',
        '{"array": ["int64", [1000000, 1000000], [1]]}',
        '{"array": ["object_", [1], [1]]}',
        '{"numpy": ["void", 1]}',
        '{"series": [null, 3, ["int64", [1]]]}',
        '{"__reduce__": ["os.system", "true"]}',
        '{"tuple": [1], "set": [1]}',
        "{}",
        '"' + "x" * Bounds.bytes + '"',
    ],
    ids=lambda text: text[:40],
)
def test_text_that_nobody_honest_wrote_is_refused(text):
    with pytest.raises(Unreadable):
        decode(text)


def test_a_test_that_calls_a_students_function_says_what_is_wrong():
    with pytest.raises(NeedsObject, match="This test calls a function of the student's"):
        decode(encode(lambda: 3))()


def test_a_students_value_takes_only_names_that_wait_for_one():
    table = pd.DataFrame({"n": [1]})
    here = Variables({"q1": None, "table": table, "check": len, "most": 3, "fixed": 5})
    here.take(dict.fromkeys(["q1", "q2", "table", "check", "most", "fixed"], "7"), owned=["most"])
    assert [here.space[name] for name in ("q1", "q2", "most")] == [7, 7, 7]
    assert here.space["table"] is table
    assert (here.space["check"], here.space["fixed"]) == (len, 5)
    here.take({"q1": "[8]", "q2": "{"}, owned=[])
    assert here.space["q1"] == [8] and type(here.space["q2"]) is Other


def pair() -> tuple[Channel, socket.socket]:
    """A channel, and the hostile end of its socket."""
    here, there = socket.socketpair()
    return Channel(here), there


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\0\0",
        struct.pack(">I", 4_000_000_000),
        struct.pack(">I", 5) + b"{}",
        struct.pack(">I", 2) + b"[]",
        struct.pack(">I", 3) + b"nul",
        struct.pack(">I", 9) + b'{"a":NaN}',
        struct.pack(">I", 2) + b"\xff\xfe",
        struct.pack(">I", 200_000) + b"[" * 200_000,
    ],
)
def test_a_message_that_is_none_closes_the_channel(sent):
    channel, there = pair()
    there.sendall(sent)
    there.close()
    with pytest.raises(Closed):
        channel.receive(seconds=5)


def test_a_slow_writer_does_not_hold_up_the_grader():
    channel, there = pair()
    there.sendall(struct.pack(">I", 100) + b"{")
    with pytest.raises(Late):
        channel.receive(seconds=0.05)
    with pytest.raises(Late):
        channel.send({"a": "x" * 10_000_000}, seconds=0.05)
    there.close()
