"""Whatever a student's process sends, what is read of it is plain data of exact types."""

import contextlib
import datetime as dt
import json
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twoviews.grading.sandbox.variables import Variables
from twoviews.grading.values.decode import READERS, Unreadable, decode
from twoviews.grading.values.kinds import DTYPES, SCALARS, Bounds
from twoviews.grading.values.other import Other

FINITE = st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | FINITE | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
TAGS = sorted(READERS)
LEAVES = (
    *(type(None), bool, int, float, str, type(...), type(pd.NaT), type(pd.NA), dt.date),
    *(dt.datetime, pd.Timestamp, pd.Timedelta, pd.Interval, Other, *SCALARS.values()),
)


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


def test_a_students_value_takes_only_names_that_wait_for_one():
    table = pd.DataFrame({"n": [1]})
    here = Variables({"q1": None, "table": table, "check": len, "most": 3, "fixed": 5})
    here.take(dict.fromkeys(["q1", "q2", "table", "check", "most", "fixed"], "7"), owned=["most"])
    assert [here.space[name] for name in ("q1", "q2", "most")] == [7, 7, 7]
    assert here.space["table"] is table
    assert (here.space["check"], here.space["fixed"]) == (len, 5)
    here.take({"q1": "[8]", "q2": "{"}, owned=[])
    assert here.space["q1"] == [8] and type(here.space["q2"]) is Other
