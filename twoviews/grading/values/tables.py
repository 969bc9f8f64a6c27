"""Read tables, columns, arrays and their labels, as `encode` wrote them or a deceiver."""

from typing import Any

import numpy as np
import pandas as pd

from twoviews.grading.values.exact import dtype, exact, text
from twoviews.grading.values.kinds import Bounds

STEP = 40  # characters of the name of a step between dates


class Tables:
    """Read what is made of columns; `read` and `items` read the entries."""

    def read(self, given: Any) -> Any:
        """Give the value that some JSON stands for."""
        raise NotImplementedError

    def items(self, given: Any) -> list:
        """Read the entries of a list."""
        raise NotImplementedError

    def array(self, given: Any) -> np.ndarray:
        """Read an array; an entry of one of objects stays whole, even where it is a list."""
        name, shape, values = given
        lengths, entries = [exact(length, int) for length in exact(shape, list)], self.items(values)
        if name == "object":
            return np.fromiter(entries, object, len(entries)).reshape(lengths)
        return np.array(entries, dtype=dtype(name)).reshape(lengths)

    def series(self, given: Any) -> pd.Series:
        """Read one column with its index."""
        name, index, column = given
        values = self.column(column)
        values.index, values.name = self.labels(index), self.read(name)
        return values

    def frame(self, given: Any) -> pd.DataFrame:
        """Read a table."""
        columns, index, data = given
        rows = self.labels(index)
        values = [self.column(column) for column in exact(data, list)]
        if any(len(column) != len(rows) for column in values):
            raise ValueError("columns of several lengths")
        table = pd.DataFrame(dict(enumerate(values)), index=range(len(rows)))
        table.index, table.columns = rows, self.labels(columns)
        return table

    def labels(self, given: Any) -> pd.Index:
        """Read something that has to be an index."""
        value = self.read(given)
        if not isinstance(value, pd.Index):
            raise TypeError("no index")
        return value

    def index(self, given: Any) -> pd.Index:
        """Read an index of one level; a step that does not fit its dates is left out."""
        name, column, *step = given
        values = self.column(column)
        index = pd.Index(values, dtype=values.dtype, name=self.read(name))
        try:
            return type(index)(index, freq=text(*step)[:STEP]) if step else index
        except Exception:  # a step of the student's own, by a calendar that is not known here
            return index

    def steps(self, given: Any) -> pd.RangeIndex:
        """Read the usual index of a table."""
        name, *bounds = given
        index = pd.RangeIndex(*(exact(bound, int) for bound in bounds), name=self.read(name))
        if len(index) > Bounds.count:
            raise ValueError("too long")
        return index

    def levels(self, given: Any) -> pd.MultiIndex:
        """Read an index of several levels."""
        names, rows = given
        return pd.MultiIndex.from_tuples(self.items(rows), names=self.items(names))

    def column(self, given: Any) -> pd.Series:
        """Read the values of a column, and give them their type if they can have it."""
        name, values, *kinds = given
        entries = self.items(values)
        if name == "category":
            return pd.Series(self.categories(entries, *kinds))
        kind = dtype(name)
        try:
            return pd.Series(entries, dtype=kind)
        except Exception:  # a moment that pandas cannot count so, a time zone that is not known
            return pd.Series(entries, dtype=object)

    def categories(self, codes: list, given: Any) -> pd.Categorical:
        """Read a column of few different values, each written once."""
        column, ordered = given
        values = self.column(column)
        return pd.Categorical.from_codes(
            [exact(code, int) for code in codes],
            categories=pd.Index(values, dtype=values.dtype),
            ordered=exact(ordered, bool),
        )
