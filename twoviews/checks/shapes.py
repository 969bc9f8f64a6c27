"""Read the lists, dictionaries and tables in an answer as plain data of exact types."""

from collections import Counter, OrderedDict, defaultdict
from typing import Any

import numpy as np
import pandas as pd

from twoviews.checks.plain import LONGEST, MOST, SEQUENCES, Unreadable, kind, of, quoted, scalar

LINES = (pd.Index, pd.DatetimeIndex, pd.CategoricalIndex, np.ndarray)  # read as a column is
ALMOST = (defaultdict, OrderedDict, Counter)  # dictionaries that do not cross to the tests
WHOLE = (pd.Int8Dtype, pd.Int16Dtype, pd.Int32Dtype, pd.Int64Dtype)
NATURAL = (pd.UInt8Dtype, pd.UInt16Dtype, pd.UInt32Dtype, pd.UInt64Dtype)
REAL = (pd.Float32Dtype, pd.Float64Dtype)
COLUMN_TYPES = (pd.StringDtype, pd.CategoricalDtype, *WHOLE, *NATURAL, *REAL)
UNREAD = object()  # stands for each entry of a column of another type


def sequence(value: Any, where: str) -> list:
    """Read a list; a tuple, a set and one column of a table do as well."""
    if type(value) is pd.Series:
        value = column(value, where)
    elif of(value, *LINES) and value.ndim == 1:
        value = column(pd.Series(value), where)
    if not of(value, *SEQUENCES):
        raise Unreadable(f"{where} is {kind(value)}; write a list, in square brackets.")
    if len(value) > MOST:
        raise Unreadable(f"{where} has {len(value)} entries, far more than the question needs.")
    return [scalar(entry) for entry in value]


def heading(value: Any) -> bool:
    """Tell whether a key or the name of a column is text of a sensible length."""
    value = scalar(value)
    return type(value) is str and len(value) <= LONGEST


def mapping(value: Any, where: str, example: str) -> dict[str, Any]:
    """Read a dictionary; only keys that are short text count, NumPy's text as well.

    Examples
    --------
    >>> mapping({np.str_("CT09"): np.float64(0.9), 7: 0.5}, "q1_chances", "{}")
    {'CT09': 0.9}
    """
    if of(value, *ALMOST):
        raise Unreadable(f"{where} is {kind(value)}; write dict({where}).")
    if type(value) is not dict:
        raise Unreadable(f"{where} is {kind(value)}; write a dictionary, such as {example}.")
    if len(value) > MOST:
        raise Unreadable(f"{where} has {len(value)} entries, far more than the question needs.")
    return {scalar(key): scalar(entry) for key, entry in value.items() if heading(key)}


def column(value: pd.Series, where: str) -> list:
    """Read one column of a table; of a type that no question asks for, no entry is read.

    Examples
    --------
    >>> [kind(entry) for entry in column(pd.Series([True], dtype="boolean"), "it")]
    ['something else']
    """
    if len(value) > MOST:
        raise Unreadable(f"{where} has {len(value)} rows, far more than the question needs.")
    known = isinstance(value.dtype, np.dtype) or of(value.dtype, *COLUMN_TYPES)
    return [scalar(entry) for entry in value.tolist()] if known else [UNREAD] * len(value)


def table(value: Any, where: str) -> dict[str, list]:
    """Read a table as its columns by name; an index counts as a column, as after reset_index()."""
    if type(value) is not pd.DataFrame:
        raise Unreadable(f"{where} is {kind(value)}; it must be a table (a pandas DataFrame).")
    if isinstance(value.columns, pd.MultiIndex) or isinstance(value.index, pd.MultiIndex):
        raise Unreadable(f"{where} has headings in several levels; call reset_index() on it first.")
    names = [scalar(name) if heading(name) else "" for name in value.columns]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise Unreadable(f"{where} has the column {quoted(twice[0])} twice; keep one of them.")
    if len(names) > MOST:
        raise Unreadable(f"{where} has {len(names)} columns, far more than the question needs.")
    found = {name: column(value.iloc[:, i], where) for i, name in enumerate(names) if name}
    index = scalar(value.index.name) if heading(value.index.name) else "index"
    found.setdefault(index, column(pd.Series(value.index), where))
    return found
