"""What is no plain data, or too much of it, arrives as words, and costs nothing beside it."""

import time

import numpy as np
import pandas as pd
import pytest

from twoviews.grading.values.decode import decode
from twoviews.grading.values.encode import encode
from twoviews.grading.values.kinds import TOO_MUCH, Bounds
from twoviews.grading.values.other import NeedsObject, Other


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


def test_a_test_that_calls_a_students_function_says_what_is_wrong():
    with pytest.raises(NeedsObject, match="This test calls a function of the student's"):
        decode(encode(lambda: 3))()
