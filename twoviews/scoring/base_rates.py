"""Count how often things happened in spans of equal length: the base rate to begin with."""

from collections.abc import Mapping

import pandas as pd

from twoviews.scoring.held import ScoringError


def per_span(tables: Mapping[str, pd.DataFrame], first: int, last: int, years: int) -> pd.DataFrame:
    """Count the rows of tables in spans of some calendar years each.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        What is counted, and the table with its column date.
    first, last : int
        The first year of the first span and the last year of the last.
    years : int
        Length of a span; the spans must fill the time from first to last.

    Returns
    -------
    DataFrame
        One row per span: years (as in "2009-2012"), then a column of counts per table.

    Raises
    ------
    ScoringError
        When the spans do not fill the time.

    Examples
    --------
    >>> dated = pd.DataFrame({"date": pd.to_datetime(["2009-05-25", "2013-02-12"])})
    >>> per_span({"tests": dated}, 2009, 2016, 4).values.tolist()
    [['2009-2012', 1], ['2013-2016', 1]]
    """
    if years < 1 or last < first or (last - first + 1) % years:
        raise ScoringError(f"{first} to {last} is no row of spans of {years} years: choose others.")
    starts = range(first, last + 1, years)
    spans = [(start, start + years - 1) for start in starts]
    counts = {
        name: [int(rows["date"].dt.year.between(*span).sum()) for span in spans]
        for name, rows in tables.items()
    }
    return pd.DataFrame({"years": [f"{start}-{end}" for start, end in spans]} | counts)
