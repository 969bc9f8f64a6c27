"""Plain data crosses to the tests as it was, with its types, its index and its shape."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoviews import data
from twoviews.checks import content, form
from twoviews.grading.values.decode import decode
from twoviews.grading.values.encode import encode
from twoviews.grading.values.other import Other

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
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
NESTED = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
    max_leaves=30,
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
