"""Values that no student should send, and some that they do: no check may stumble over them."""

from pathlib import Path

import numpy as np
import pandas as pd

from twoviews.data import load


class LyingMeta(type):
    """A type that claims to be every type."""

    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return hash(dict)

    def __instancecheck__(cls, other):
        return True


class Liar(metaclass=LyingMeta):
    """An object that equals everything and fails at everything else."""

    __class__ = dict

    def __eq__(self, other):
        return True

    def __hash__(self):
        return hash("trump2018")

    def __getattr__(self, name):
        raise RuntimeError(name)

    def __repr__(self):
        raise RuntimeError

    __str__ = __len__ = __iter__ = __bool__ = __float__ = __repr__


class Text(str):
    """Text that equals every other text."""

    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


class Number(int):
    def __eq__(self, other):
        return True

    def __ge__(self, other):
        return True

    __hash__ = int.__hash__


class Frame(pd.DataFrame):
    @property
    def columns(self):
        raise KeyboardInterrupt


def boxed(value):
    """Put a value into a column as it is: pandas would look into it."""
    column = np.empty(1, dtype=object)
    column[0] = value
    return pd.Series(column)


def cyclic():
    value = []
    value.append(value)
    return value


def deep():
    value = []
    for _ in range(100_000):
        value = [value]
    return value


def values():
    """Yield values of every odd kind."""
    yield from (0, 1, -1, True, 10**400, 0.5, float("nan"), float("inf"), 1j, b"Kim", bytearray(3))
    yield from (
        "x",
        "Kim " * 25_000,
        "\ud800",
        "\x00\x1b[31m",
        "<script>",
        "{}",
        " ",
        "nan",
        "None",
    )
    yield from ([], [[]], [None], (), {}, set(), {1, 2}, frozenset("ab"), {"a": {"b": {}}}, {1: 2})
    yield from ([1] * 10_000, dict.fromkeys(range(10_000)), range(10**9), cyclic(), deep())
    yield from (Liar(), Liar, Text("Kim"), Number(5), object(), type, len, print, Ellipsis, pd, np)
    yield from ((i for i in "ab"), iter([]), lambda: 1, NotImplemented, Exception("x"), Path())
    yield from (np.float64("nan"), np.int64(3), np.str_("Kim"), np.bool_(True), np.array([[1, 2]]))
    yield from (np.array(["Kim"]), np.zeros(0), np.zeros((2, 2, 2)), np.datetime64("2018"))
    yield from (pd.NA, pd.NaT, pd.Timestamp("2018"), pd.Index([1]), pd.Series([], dtype=object))
    yield from (
        boxed(Liar()),
        boxed(cyclic()).to_numpy(),
        pd.Series(["Kim"] * 1000),
        pd.Series([1, np.nan]),
    )
    yield from frames()


def frames():
    """Yield tables of every odd kind."""
    counts = {"actor_id": ["kim_jong_un"], "trump2018": [1], "biden2020": [1]}
    plain = pd.DataFrame(counts)
    yield from (
        plain,
        plain.T,
        plain.iloc[:0],
        pd.DataFrame(),
        Frame(counts),
        plain.groupby("actor_id"),
    )
    yield pd.concat([plain, plain], axis=1)
    yield plain.set_index(["actor_id", "trump2018"])
    yield plain.set_axis(pd.MultiIndex.from_product([["a"], list(counts)]), axis=1)
    yield plain.set_axis([2.5, 1, None], axis=1)
    yield plain.assign(trump2018=boxed(Liar()), biden2020=boxed(cyclic()))
    yield plain.assign(trump2018=[np.inf], biden2020=[-1])
    yield plain.assign(actor_id=pd.Categorical(["kim_jong_un"]), trump2018=boxed(Number(11)))
    yield plain.assign(trump2018=pd.array([pd.NA], dtype="Int64"), biden2020=["7"])
    yield plain.assign(trump2018=pd.to_datetime(["2018"]), biden2020=pd.array([1], dtype="Sparse"))
    yield pd.concat([plain] * 500)
    yield pd.DataFrame(np.zeros((3, 500)))


def wrapped(value):
    """Put a value where an answer has its entries."""
    yield value
    yield {"trump2018": value, "biden2020": value, "x" * 99_999: value}
    yield {"trump2018": [value] * 8, "biden2020": [value, "Kim"], Liar(): value}
    yield dict.fromkeys(load("items")["item"], value)
    yield pd.DataFrame({"actor_id": boxed(value), "trump2018": 1, "biden2020": 1})
    yield pd.DataFrame({"actor_id": ["Kim"], "trump2018": boxed(value), "biden2020": boxed(value)})
