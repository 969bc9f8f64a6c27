"""Load the tables in data/ as typed frames; the only part of the package that reads files."""

from twoviews.data.error import DataError
from twoviews.data.readings import reading
from twoviews.data.solutions import solution
from twoviews.data.tables import folder, load, tables
from twoviews.data.weights import parameters, weights

__all__ = ["DataError", "folder", "load", "parameters", "reading", "solution", "tables", "weights"]
