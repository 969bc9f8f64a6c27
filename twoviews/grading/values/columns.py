"""Write tables, columns, arrays and their labels, which `tables` reads again."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from twoviews.grading.values.budget import ENTRY, Budget
from twoviews.grading.values.kinds import carried


class Columns(Budget):
    """Write what is made of columns; `write` and `items` write the entries."""

    def write(self, value: Any) -> Any:
        """Give what stands for a value in JSON."""
        raise NotImplementedError

    def items(self, value: Any) -> list:
        """Write the entries of a list."""
        raise NotImplementedError

    def other(self, words: str) -> Any:
        """Write words in place of a value."""
        raise NotImplementedError

    def array(self, value: np.ndarray) -> Any:
        """Write an array of at most two dimensions; moments as their numbers."""
        if value.ndim > 2:
            return self.other(f"an array of {value.ndim} dimensions")
        self.bound(value.size)
        name = "U" if value.dtype.kind == "U" else value.dtype.name  # text, as long as it is
        flat = (value.astype("int64") if value.dtype.kind in "mM" else value).ravel().tolist()
        return {"array": [self.kind(name), list(value.shape), self.items(flat)]}

    def series(self, value: pd.Series) -> Any:
        """Write one column with its index."""
        self.bound(len(value))
        return {"series": [self.write(value.name), self.labels(value.index), self.column(value)]}

    def frame(self, value: pd.DataFrame) -> Any:
        """Write a table column by column."""
        self.bound(max(value.shape))
        columns = [self.column(value.iloc[:, place]) for place in range(value.shape[1])]
        return {"frame": [self.labels(value.columns), self.labels(value.index), columns]}

    def labels(self, value: pd.Index) -> Any:
        """Write the index of something: it stays an index, whatever its entries are."""
        return LABELS.get(id(type(value)), Columns.index)(self, value)

    def index(self, value: pd.Index) -> Any:
        """Write an index as a named column; dates may have a step, which comparisons look at."""
        self.bound(len(value))
        step = [value.freqstr] if getattr(value, "freq", None) is not None else []
        return {"index": [self.write(value.name), self.column(value), *step]}

    def steps(self, value: pd.RangeIndex) -> Any:
        """Write the usual index of a table."""
        self.bound(len(value))
        return {"range": [self.write(value.name), value.start, value.stop, value.step]}

    def levels(self, value: pd.MultiIndex) -> Any:
        """Write an index of several levels as tuples."""
        self.bound(len(value))
        return {"levels": [self.items(list(value.names)), self.items(value.tolist())]}

    def column(self, value: pd.Series | pd.Index) -> list:
        """Write the type and the values of a column, one by one where the type does not cross."""
        if isinstance(value.dtype, pd.CategoricalDtype):
            values = value.array
            kinds = [self.column(values.categories), bool(values.ordered)]
            return ["category", self.items(values.codes.tolist()), kinds]
        name = "interval" if isinstance(value.dtype, pd.IntervalDtype) else str(value.dtype)
        return [self.kind(name), self.items(value.tolist())]

    def kind(self, name: str) -> str:
        """Write the name of a type of column or array; plain objects stand in for most."""
        self.spend(ENTRY)
        return name if carried(name) else "object"


TABLES: dict[type, Callable[[Any, Any], Any]] = {
    np.ndarray: Columns.array,
    pd.Series: Columns.series,
    pd.DataFrame: Columns.frame,
    pd.RangeIndex: Columns.steps,
    pd.MultiIndex: Columns.levels,
    pd.Index: Columns.index,
    pd.DatetimeIndex: Columns.index,
    pd.TimedeltaIndex: Columns.index,
    pd.CategoricalIndex: Columns.index,
    pd.IntervalIndex: Columns.index,
    pd.PeriodIndex: Columns.index,
}
# by identity: a type of the student's may say that it equals any other, and has its hash
LABELS = {id(kind): writer for kind, writer in TABLES.items() if issubclass(kind, pd.Index)}
