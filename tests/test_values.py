"""What crosses to the tests is plain data of exact types, and nothing can pass for it."""

import contextlib
import datetime as dt
import json
import socket
import struct
import time
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twoviews import data
from twoviews.checks import content, form
from twoviews.grading.sandbox.variables import Variables
from twoviews.grading.values.channel import Channel, Closed, Late
from twoviews.grading.values.decode import READERS, Unreadable, decode
from twoviews.grading.values.encode import encode
from twoviews.grading.values.kinds import DTYPES, TOO_MUCH, Bounds
from twoviews.grading.values.kinds import SCALARS as SCALARS_OF_NUMPY
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
    np.float16(2.5),
    pd.Interval(0.5, 2, closed="left"),
    np.int64(3),
    np.str_("a"),
    np.bool_(True),
    pd.Timestamp("2018-06-12"),
    pd.Timestamp("2018-06-12 09:00", tz="UTC"),
    pd.Timedelta(days=3),
    dt.date(2018, 6, 12),
    dt.datetime(2018, 6, 12, 9),
]
ANSWERABLE = [name for name in data.tables() if name != "phrasings"]  # it trains the judge
FRAMES = [
    pd.DataFrame(),
    pd.DataFrame({"n": [1, 2], "x": [0.5, np.nan], "t": ["a", None], "o": [[1], "b"]}),
    pd.DataFrame({"k": ["a", "b"], "n": [1, 2], "x": [1.0, 2.0]}).set_index(["k", "n"]),
    pd.DataFrame({"g": ["x", "y", "x"], "n": [1, 2, 3]}).groupby("g").mean(),
    pd.DataFrame([[1, 2]], columns=["a", "a"]),
    pd.DataFrame({"d": pd.to_datetime(["2018-06-12", None]), "c": pd.Categorical(["a", "b"])}),
    pd.DataFrame({"n": pd.array([1, None], dtype="Int64"), "u": pd.array([1, 2], dtype="UInt16")}),
    pd.DataFrame({"b": pd.cut([1, 5, 9], 3), "q": pd.qcut([1, 5, 9], 2), "i": [1, 2, 3]}),
    pd.DataFrame({"b": pd.interval_range(pd.Timestamp("2018"), periods=2)}, index=[2.5, np.nan]),
    pd.DataFrame({"n": [1]}, index=pd.IntervalIndex.from_breaks([0, 1], closed="left", name="i")),
    pd.DataFrame({"n": [1, 2], "h": [0.5, 2]})
    .astype({"h": "float16"})
    .groupby(pd.cut([1, 9], 2))
    .sum(),
    pd.DataFrame({"z": pd.Series([pd.Timestamp("2018", tz="UTC"), pd.NaT], dtype=object)}),
    pd.DataFrame({"d": pd.date_range("2018-06-12", periods=2, tz="Europe/Berlin")}),
]
ARRAYS = [
    np.array([[1, 2], [3, 4]], dtype="int8"),
    np.array(["2018-06-12", "NaT"], dtype="datetime64[ns]"),
    np.array(["2018-06-12"], dtype="datetime64[D]"),
    np.array([3], dtype="timedelta64[s]"),
    np.fromiter(([1, 2], [3, 4]), object, 2),
    np.zeros((0, 2)),
]
COUNTS = pd.DataFrame({"actor_id": ["kim", "moon", "trump"], "trump2018": [1, 5, 9]})
ODD = {  # columns beside an answer whose types do not cross
    "complex": COUNTS["trump2018"].astype(complex),
    "long": COUNTS["trump2018"].astype(np.longdouble),
    "period": pd.period_range("2018", periods=3, freq="Y"),
    "few periods": pd.Categorical(pd.period_range("2018", periods=3, freq="Y")),
    "sparse": pd.arrays.SparseArray([1, 0, 1]),
    "bytes": [b"kim"] * 3,
    "functions": [print] * 3,
}
DATES = pd.offsets.CustomBusinessDay(holidays=["2018-01-02"])
LABELS = [
    pd.period_range("2018", periods=2),
    pd.Index([1j, 2j]),
    pd.Index(pd.arrays.SparseArray([1, 2])),
    pd.date_range("2018", periods=2, freq=DATES),
    pd.date_range("1800", periods=2, tz="Europe/Berlin"),
    pd.DatetimeIndex(np.array([300_000, 300_001], dtype="M8[Y]").astype("M8[s]")),
    pd.MultiIndex.from_product([pd.period_range("2018", periods=1), [1j, 2j]]),
]
FINITE = st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
NESTED = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
    max_leaves=30,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | FINITE | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
TAGS = sorted(READERS)
LEAVES = (
    *(type(None), bool, int, float, str, type(...), type(pd.NaT), type(pd.NA), dt.date),
    *(dt.datetime, pd.Timestamp, pd.Timedelta, pd.Interval, Other, *SCALARS_OF_NUMPY.values()),
)


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_plain_data_arrives_as_it_was(value):
    arrived = decode(encode(value))
    assert type(arrived) is type(value) and arrived == value


@pytest.mark.parametrize("name", ANSWERABLE)
def test_every_table_of_the_course_arrives_as_it_was(name):
    pd.testing.assert_frame_equal(decode(encode(data.load(name))), data.load(name))


@pytest.mark.parametrize("table", FRAMES, ids=range(len(FRAMES)))
def test_tables_arrive_with_their_types_and_their_index(table):
    pd.testing.assert_frame_equal(decode(encode(table)), table)
    for column in table.columns.unique():
        if table[column].ndim == 1:
            pd.testing.assert_series_equal(decode(encode(table[column])), table[column])


@pytest.mark.parametrize("array", ARRAYS, ids=range(len(ARRAYS)))
def test_arrays_arrive_with_their_types_and_their_shapes(array):
    arrived = decode(encode(array))
    assert arrived.dtype == array.dtype
    np.testing.assert_array_equal(arrived, array)


@pytest.mark.parametrize("kind", ODD)
def test_a_column_that_cannot_cross_costs_no_other_column(kind):
    arrived = decode(encode(COUNTS.assign(band=ODD[kind])))
    pd.testing.assert_frame_equal(arrived[COUNTS.columns], COUNTS)
    assert {type(entry) for entry in arrived["band"]} <= {Other, int, np.int64}


@pytest.mark.parametrize("index", LABELS, ids=lambda index: str(index.dtype))
def test_an_index_that_cannot_cross_costs_no_entry(index):
    column = pd.Series(["Kim Jong-un", "Iran"], index=index)
    assert decode(encode(column)).tolist() == column.tolist()
    assert decode(encode(column.to_frame()))[0].tolist() == column.tolist()


def test_text_of_any_kind_of_array_arrives():
    names = np.array(["Kim Jong-un", "Iran"], dtype=np.dtypes.StringDType())
    assert decode(encode(names)).tolist() == names.tolist()


@pytest.mark.parametrize(
    "band",
    [pd.cut, pd.qcut, lambda column, _: column.astype("float16"), lambda column, _: column + 0j],
)
def test_a_right_table_with_a_column_of_its_own_keeps_its_points(band):
    mentions = data.load("mentions")
    right = mentions.groupby(["actor_id", "article_id"]).size().unstack().dropna()
    given = decode(encode(right.assign(band=band(right["trump2018"], 3))))
    for check in (form, content):
        assert check("ex2.q4", given).points == check("ex2.q4", right).maximum


@given(NESTED)
def test_whatever_is_plain_arrives_equal(value):
    assert decode(encode(value)) == value


class Lying(int):
    """A number that says it equals everything."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = int.__hash__


class Claiming(type):
    """A type that claims to be some plain type."""

    def __eq__(cls, other: object) -> bool:
        return True

    def __hash__(cls) -> int:
        return hash(cls.claimed)


def claiming(claimed: type) -> object:
    """An object whose type is found wherever another one is looked for."""
    parts = {"claimed": claimed, "__class__": claimed, "__iter__": lambda self: iter([2, 3, 5, 7])}
    return Claiming("Claims", (), parts | {"__len__": lambda self: 4})()


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
        *map(claiming, (list, str, bool, tuple, pd.DataFrame)),
    ],
    ids=range(18),
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


def cyclic() -> list:
    """A list that holds itself."""
    value = []
    value.append(value)
    return value


HUGE = [
    list(range(10**6)),
    "x" * (Bounds.bytes + 1),
    "\x00" * 400_000,
    ["x" * Bounds.bytes] * 90_000,
    nested(15, 10),
    [[[*range(9)] * 999] * 999] * 999,
    pd.DataFrame(np.zeros((10**6, 3))),
    pd.RangeIndex(10**7),
    np.zeros((1000, 1000)),
]


@pytest.mark.parametrize("huge", HUGE, ids=range(len(HUGE)))
def test_data_that_is_huge_arrives_as_words_and_costs_nothing_beside_it(huge):
    written = encode(huge)
    assert decode(written)._what == TOO_MUCH
    written = encode({"before": "a", "huge": huge, "after": ["b", huge]})
    arrived = decode(written)
    assert len(written) < Bounds.bytes
    assert (arrived["before"], arrived["after"][0]) == ("a", "b")


@pytest.mark.parametrize("deep", [cyclic(), nested(100, 1), nested(23, 1)], ids=range(3))
def test_data_that_is_deep_or_contains_itself_ends_in_words(deep):
    arrived = decode(encode({"before": "a", "deep": deep, "after": "b"}))
    assert (arrived["before"], arrived["after"]) == ("a", "b")
    inner = arrived["deep"]
    while type(inner) is list:
        (inner,) = inner
    assert type(inner) is Other


def test_data_that_unfolds_for_ever_ends_soon():
    twice = []
    twice += [twice, twice]
    labels = {"T1": "pressure", "all": twice, "T2": ["precedent", {"all": [twice]}]}
    started = time.monotonic()
    arrived = decode(encode(labels))
    assert (arrived["T1"], arrived["T2"][0]) == ("pressure", "precedent")
    assert type(arrived["all"]) is Other
    assert time.monotonic() - started < 5


class Spoiled(pd.api.extensions.ExtensionArray):
    """A column that fails at everything."""

    dtype = pd.Int64Dtype()

    def __len__(self) -> int:
        return 1

    def copy(self) -> "Spoiled":
        return self


def test_an_entry_that_fails_when_it_is_looked_at_costs_no_other():
    spoiled = pd.DataFrame({"n": [1]})
    spoiled._mgr = None
    arrived = decode(encode({"a": 1, "spoiled": spoiled, "column": pd.Series(Spoiled())}))
    assert arrived["a"] == 1 and type(arrived["spoiled"]) is type(arrived["column"]) is Other


def harmless(value) -> bool:
    """Tell whether a value and all that it holds are of types that do nothing by themselves."""
    if type(value) in (list, tuple, set, frozenset):
        return all(map(harmless, value))
    if type(value) is dict:
        return all(harmless(part) for pair in value.items() for part in pair)
    if type(value) is np.ndarray:
        return harmless(value.ravel().tolist())
    if isinstance(value, pd.Index):
        return type(value).__module__.startswith("pandas") and harmless([*value.names, *value])
    if type(value) is pd.Series:
        return harmless([value.name, value.index, *value])
    if type(value) is pd.DataFrame:
        return harmless([value.columns, *(value.iloc[:, n] for n in range(value.shape[1]))])
    return type(value) in LEAVES


KINDS = [*sorted(DTYPES), "category", "datetime64[s]", "datetime64[ns, UTC]", "timedelta64[us]"]
ENTRIES = (
    st.none()
    | st.booleans()
    | st.integers()
    | FINITE
    | st.text()
    | st.sampled_from(
        [
            {"nat": None},
            {"other": "x"},
            {"timestamp": ["2018-06-12", "s"]},
            {"interval": [0, 1, "left"]},
            {"interval": [{"timestamp": ["2018", "s"]}, {"timestamp": ["2019", "ns"]}, "both"]},
            {"numpy": ["float16", 70_000]},
            {"tuple": [1, 2]},
        ]
    )
)
COLUMN = st.recursive(
    st.tuples(st.sampled_from(KINDS), st.lists(ENTRIES, max_size=3)).map(list),
    lambda inner: st.tuples(
        st.just("category"),
        st.lists(st.integers(-2, 3), max_size=3),
        st.tuples(inner, st.booleans()).map(list),
    ).map(list),
    max_leaves=3,
)
FREQS = st.sampled_from(["D", "C", "999999999Y", "-1s", "QS-OCT", "1D" * 50, "x", "", "0D", "h"])
INDEX = (
    st.tuples(ENTRIES, COLUMN).map(lambda parts: {"index": [*parts]})
    | st.tuples(ENTRIES, COLUMN, FREQS).map(lambda parts: {"index": [*parts]})
    | st.lists(st.integers(-3, 10**20), max_size=3).map(lambda parts: {"range": [None, *parts]})
    | st.lists(st.lists(ENTRIES, max_size=2).map(lambda row: {"tuple": row}), max_size=3).map(
        lambda rows: {"levels": [[None, None], rows]}
    )
)
HOSTILE = (
    INDEX
    | st.tuples(ENTRIES, INDEX, COLUMN).map(lambda parts: {"series": [*parts]})
    | st.tuples(INDEX, INDEX, st.lists(COLUMN, max_size=3)).map(lambda parts: {"frame": [*parts]})
    | st.tuples(st.sampled_from(KINDS), st.lists(st.integers(-2, 3)), st.lists(ENTRIES)).map(
        lambda parts: {"array": [*parts]}
    )
    | st.tuples(st.sampled_from(TAGS), JSON).map(lambda pair: dict([pair]))
)


@settings(max_examples=200, deadline=None)
@given(HOSTILE)
def test_no_text_is_read_as_more_than_plain_data(sent):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert harmless(decode(json.dumps([sent])))
        with contextlib.suppress(Unreadable):
            assert harmless(decode(json.dumps(sent)))


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
        '{"array": ["object", [2], [1]]}',
        '{"array": ["interval", [1], [1]]}',
        '{"array": ["int64", [-1, -1], [1]]}',
        '{"interval": [2, 1, "left"]}',
        '{"interval": [1, 2, "open"]}',
        '{"interval": ["a", "b", "left"]}',
        '{"interval": [{"other": "x"}, 2, "left"]}',
        '{"series": [null, {"range": [null, 0, 2, 1]}, ["int64", [1]]]}',
        '{"series": [null, {"range": [null, 0, 1, 1]}, ["Sparse[int64, 0]", [1]]]}',
        '{"series": [null, {"range": [null, 0, 1, 1]}, ["period[D]", [1]]]}',
        '{"series": [null, {"range": [null, 0, 1, 1]}, ["category", [7], [["str", ["a"]], true]]]}',
        '{"index": [null, ["category", [0], [["str", [1, 1]], true]]]}',
        '{"series": [null, {"range": [null, 0, 1, 1]}, ["datetime64[s, dateutil//etc/x]", [1]]]}',
        '{"index": [null, ["float16", [1]]]}',
        '{"index": [[], ["int64", [1]]]}',
        '{"range": [null, 0, 1, 0]}',
        '{"frame": [{"range": [null, 0, 9, 1]}, {"range": [null, 0, 1, 1]}, [["int64", [1]]]]}',
        '{"frame": [{"range": [null, 0, 1, 1]}, {"range": [null, 0, 9, 1]}, [["int64", [1]]]]}',
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


@pytest.mark.parametrize("step", ["D", "C", "no step", "0D", "1D" * 10**5])
def test_a_step_that_does_not_fit_its_dates_is_left_out(step):
    dates = [{"timestamp": [f"2018-06-{day}", "s"]} for day in (12, 14)]
    written = {"index": [None, ["datetime64[s]", dates], step]}
    assert decode(json.dumps(written)).freqstr is None
    written["index"][2] = "2D"
    assert decode(json.dumps(written)).freqstr == "2D"
    assert decode(f'{{"index": [null, ["int64", [1]], "{step}"]}}').tolist() == [1]


def test_a_column_that_cannot_have_its_type_is_one_of_objects():
    for kind in ("int64", "datetime64[s]", "interval", "Float32", "datetime64[ns, No/where]"):
        sent = f'{{"series": [null, {{"range": [null, 0, 1, 1]}}, ["{kind}", [{{"other": "x"}}]]]}}'
        arrived = decode(sent)
        assert arrived.dtype == object and type(arrived[0]) is Other


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
