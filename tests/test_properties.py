"""Whatever a student hands in, a check answers within its points, at once, and always alike.

Hypothesis makes the values: data as JSON has it and worse, tables of every kind, and model answers
with parts changed, which get further into a check than mere noise does.
"""

import json
import math
import warnings
from collections.abc import Callable, Iterator
from statistics import median
from time import process_time
from typing import Any

import numpy as np
import pandas as pd
import pytest
from course import model, right
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twoviews.checks import content, form
from twoviews.checks.questions import TASKS
from twoviews.data import load

settings.register_profile(
    "checks",
    max_examples=40,
    deadline=None,  # a busy machine is no fault of a check; `make bench` holds its speed
    derandomize=True,  # the same values in every run
    database=None,
    suppress_health_check=list(HealthCheck),
)
PROFILE = settings.get_profile("checks")
QUESTIONS = load("questions").set_index("question_id")
ONCE, SUMMARY = 0.050, 0.150  # seconds that the median check may take; one of a summary

# --- values --------------------------------------------------------------------------------------

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=30)  # half characters, too
NUMBERS = st.one_of(
    st.integers(-3, 100), st.integers(), st.sampled_from([10**400, -(2**70)]), st.floats()
)
SCALARS = st.one_of(st.none(), st.booleans(), NUMBERS, ANYTHING)
WIDE = st.builds(lambda value, size: [value] * size, SCALARS, st.integers(0, 5_000))
WIDE_DICT = st.integers(0, 5_000).map(lambda size: dict.fromkeys(range(size)))


def nested(value: Any, depth: int, key: str | None) -> Any:
    """Put a value deep into lists, or into dictionaries of one key."""
    for _ in range(depth):
        value = [value] if key is None else {key: value}
    return value


def parts(answer: Any) -> Iterator[str]:
    """Give every text and key in an answer."""
    if isinstance(answer, dict):
        for key, value in answer.items():
            yield from (*parts(key), *parts(value))
    elif isinstance(answer, list | tuple):
        for value in answer:
            yield from parts(value)
    elif isinstance(answer, pd.DataFrame):
        yield from (*map(str, answer.columns), *map(str, answer.index[:5]), str(answer.index.name))
    elif isinstance(answer, str):
        yield answer


def model_answer(question: str) -> Any:
    """Give the model answer to a question, prose as text."""
    prose = model(QUESTIONS.at[question, "exercise"])[f"{question[-2:]}_answer"]
    found = right(question)
    return prose if found is None else found


MODELS = {question: model_answer(question) for question in TASKS}
WORDS = sorted({part for answer in MODELS.values() for part in parts(answer)}, key=len)
KNOWN = st.sampled_from([word for word in WORDS if len(word) < 60])
KEYS = st.one_of(KNOWN, ANYTHING, st.none(), st.integers(), st.floats(), st.tuples(ANYTHING))
DEEP = st.builds(nested, SCALARS, st.integers(0, 3_000), st.one_of(st.none(), KNOWN))
JSON = st.recursive(
    st.one_of(SCALARS, KNOWN),
    lambda inner: st.one_of(
        st.lists(inner, max_size=9), st.dictionaries(KEYS, inner, max_size=9), st.tuples(inner)
    ),
    max_leaves=25,
)
VALUES = st.one_of(JSON, JSON, DEEP, WIDE, WIDE_DICT)

# --- tables --------------------------------------------------------------------------------------

ROWS = 4
COLUMNS = [
    pd.Series([1, 2, 3, 4]),
    pd.Series([1.5, np.nan, np.inf, -0.0]),
    pd.Series([2**63, 1, 2, 3], dtype="uint64"),
    pd.Series([1, None, 3, 4], dtype="Int64"),
    pd.Series([1, None, 3, 4], dtype="Float32"),
    pd.Series([1 + 2j, 0, 0, 0]),
    pd.Series([True, False, True, True]),
    pd.Series([True, None, True, False], dtype="boolean"),
    pd.Series(["a", None, "", "\x00"]),
    pd.Series(["a", "b", "\ud800", "b"], dtype=object),
    pd.Series(["a", "b", "b", None], dtype="category"),
    pd.Series([1.5, 2.5, 2.5, None], dtype="category"),
    pd.Series(pd.to_datetime(["2018-06-12", None, "1677-09-22", "2262-04-11"])),
    pd.Series(pd.date_range("2018", periods=ROWS, tz="Asia/Seoul")),
    pd.Series(pd.to_timedelta([1, 2, None, 4], unit="D")),
    pd.Series(pd.period_range("2018", periods=ROWS, freq="M")),
    pd.Series(pd.interval_range(0, ROWS)),
    pd.Series(pd.arrays.SparseArray([0, 0, 1, 0])),
    pd.Series([[1], {"a": 1}, None, ("x",)]),
    pd.Series([10**400, b"x", object(), float], dtype=object),
]
INDEXES = [
    pd.RangeIndex(ROWS),
    pd.Index(["a", "a", None, "b"], name="actor_id"),
    pd.Index([1.5, np.nan, np.nan, np.inf], name=("a", 1)),
    pd.date_range("2018", periods=ROWS, tz="UTC", name=""),
    pd.interval_range(0, ROWS),
    pd.CategoricalIndex(["a", "b", "a", "b"], name="index"),
    pd.MultiIndex.from_product([["a", "b"], [1, 2]], names=["actor_id", None]),
    pd.Index([(1,), [2], {}, None], dtype=object, name=3),
]
COLUMN = st.one_of(
    st.sampled_from(COLUMNS),
    st.builds(
        lambda cells: pd.Series(cells, dtype=object),
        st.lists(st.one_of(SCALARS, KNOWN), min_size=ROWS, max_size=ROWS),
    ),
)


@st.composite
def tables(draw) -> pd.DataFrame:
    """Make a table of any columns, some of them twice, on any index."""
    columns = draw(st.lists(COLUMN, max_size=6))
    keys = st.one_of(KNOWN, KNOWN, ANYTHING, st.integers(), st.none())
    headings = draw(st.lists(keys, min_size=len(columns), max_size=len(columns)))
    frame = pd.DataFrame(dict(enumerate(columns)), index=range(ROWS))
    frame.columns = pd.Index(headings, dtype=object)
    frame.index = draw(st.sampled_from(INDEXES))
    return draw(st.sampled_from(SHAPES))(frame)


SHAPES = [
    lambda frame: frame,
    lambda frame: frame,
    lambda frame: frame.T,
    lambda frame: frame.iloc[:0],
    lambda frame: frame.iloc[:, :0],
    lambda frame: frame.iloc[::-1],
    lambda frame: pd.concat([frame] * 2),
    lambda frame: pd.concat([frame] * 60),
    lambda frame: pd.concat([frame, frame], axis=1),
    lambda frame: pd.concat({"a": frame, "b": frame}, axis=1),
    lambda frame: frame.rename_axis(columns="article_id"),
    lambda frame: frame.astype(object),
    lambda frame: frame.iloc[:, 0] if len(frame.columns) else pd.Series(dtype=object),
    lambda frame: frame.index,
    lambda frame: frame.to_numpy(),
]

# --- model answers with parts changed ------------------------------------------------------------


def changed(draw, answer: Any) -> Any:
    """Change an answer here and there: parts missing, doubled, replaced, moved."""
    if isinstance(answer, pd.DataFrame):
        return draw(st.sampled_from(SHAPES))(recast(draw, answer))
    if isinstance(answer, str):
        return respoken(draw, answer)
    if isinstance(answer, dict):
        extra = draw(st.dictionaries(KEYS, SCALARS, max_size=2))
        kept = {key: touched(draw, value) for key, value in answer.items() if draw(OFTEN)}
        return kept | extra
    if isinstance(answer, list | tuple):
        return [touched(draw, value) for value in answer if draw(OFTEN)]
    return answer


OFTEN = st.sampled_from([True] * 7 + [False])
TREATMENT = st.sampled_from(["keep"] * 4 + ["deeper"] * 2 + ["swap", "box", "other"])


def touched(draw, value: Any) -> Any:
    """Keep a part, change it inside, or put something else in its place."""
    treatment = draw(TREATMENT)
    if treatment == "deeper":
        return changed(draw, value)
    other = {"swap": KNOWN, "box": st.just([value]), "other": st.one_of(JSON, COLUMN)}
    return draw(other[treatment]) if treatment in other else value


def recast(draw, frame: pd.DataFrame) -> pd.DataFrame:
    """Store a column of a table as another kind, or move its index."""
    frame = frame.copy()
    kind = draw(st.sampled_from([None, "object", "float32", "str", "category", "Int64"]))
    place = draw(st.integers(0, len(frame.columns) - 1))
    try:
        recast = frame.iloc[:, place].astype(kind) if kind else frame.iloc[:, place]
    except (TypeError, ValueError):  # text is no number
        recast = frame.iloc[:, place]
    frame = frame.assign(**{str(frame.columns[place]): recast})
    return frame.reset_index() if draw(st.booleans()) else frame


def respoken(draw, text: str) -> str:
    """Cut a text, repeat it, put it in capitals, or put something in between."""
    said = text.split(" ")
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(said))] * 2)))
    between = draw(st.one_of(ANYTHING, KNOWN, st.sampled_from(["”", '"' * 99, "(" * 999, "\n"])))
    kept = [*said[:start], between, *said[end:]] * draw(st.sampled_from([1, 1, 1, 3, 60]))
    return draw(st.sampled_from([str, str.upper, str.title]))(" ".join(kept))


# --- what holds for all of them ------------------------------------------------------------------


def hold(question: str, answer: Any) -> None:
    """Hold what is true of the feedback on any answer."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for check in (form, content):
            said = check(question, answer)
            assert type(said.points) is float and math.isfinite(said.points)
            assert type(said.maximum) is float and 0.0 <= said.points <= said.maximum
            assert said.state in ("not attempted", "needs work", "right")
            assert said.sentences and all(type(text) is str for text in said.sentences)
            (str(said) + said._repr_html_()).encode("utf-8")
            assert check(question, answer) == said


def try_out(question: str, strategy: st.SearchStrategy, capfd) -> None:
    """Check many values of a kind, and hold that nothing is printed to stderr."""

    @settings(PROFILE)
    @given(strategy)
    def checked(answer: Any) -> None:
        hold(question, answer)

    checked()
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("question", TASKS)
def test_no_data_breaks_a_check(question, capfd):
    try_out(question, VALUES, capfd)


@pytest.mark.parametrize("question", TASKS)
def test_no_table_breaks_a_check(question, capfd):
    try_out(question, st.one_of(tables(), st.dictionaries(KNOWN, tables(), max_size=3)), capfd)


@pytest.mark.parametrize("question", TASKS)
def test_no_change_to_a_right_answer_breaks_a_check(question, capfd):
    try_out(question, st.composite(changed)(MODELS[question]), capfd)


@pytest.mark.bench
@pytest.mark.parametrize("question", TASKS)
def test_a_check_of_a_right_answer_answers_at_once(question, figure):
    answer, most = MODELS[question], SUMMARY if "summary" in TASKS[question].variable else ONCE
    for check in (form, content):
        assert check(question, answer).state == "right"  # and the tables are read
        times = [timed(check, question, answer) for _ in range(7)]
        figure(f"{question} {check.__name__}: median {median(times) * 1000:.1f} ms")
        assert median(times) < most


def timed(check: Callable, *given: Any) -> float:
    """Give the seconds that a check takes."""
    start = process_time()
    check(*given)
    return process_time() - start


def test_json_itself_goes_through_every_check():
    """As where answers are kept as JSON: what comes back out is checked like what went in."""
    for question, answer in MODELS.items():
        if not isinstance(answer, pd.DataFrame):
            back = json.loads(json.dumps(answer))
            assert content(question, back) == content(question, answer)
