"""Turn words of estimative probability into bands of probability.

Words leave room: the band is a published reading of a word, not a figure of whoever wrote it.
"""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from twoviews.errors import unknown
from twoviews.scoring.held import ScoringError, listed, said


class Band(NamedTuple):
    """A range of probabilities, both ends included.

    Examples
    --------
    >>> Band(0.55, 0.80).midpoint
    0.675
    """

    low: float
    high: float

    @property
    def midpoint(self) -> float:
        """The middle of the band: one number that stands for it where a score needs one."""
        return round((self.low + self.high) / 2, 4)

    @property
    def mirrored(self) -> "Band":
        """The band of the opposite statement: unlikely to happen is likely not to."""
        return Band(round(1 - self.high, 4), round(1 - self.low, 4))


def band(word: str, hedges: pd.DataFrame) -> Band:
    """Look up the band of a word or phrase; capitals and extra spaces do not matter.

    Parameters
    ----------
    word : str
        A word or phrase, such as "likely" or "may".
    hedges : DataFrame
        With the columns hedge, probability_low, probability_high and note.

    Raises
    ------
    ScoringError
        When the word is not in the table, or says something else than how likely.

    Examples
    --------
    >>> from twoviews.data import load
    >>> band("Likely", load("hedges"))
    Band(low=0.55, high=0.8)

    Source
    ------
    ICD 203 (2 January 2015), section D.6.e.2, for the seven terms and their synonyms; A. and
    M. J. Mauboussin in Harvard Business Review (3 July 2018) for "a real possibility".
    """
    row = find(word, hedges)
    if pd.isna(row["probability_low"]):
        raise ScoringError(f"{said(word)} has no band of probability. {row['note']}")
    return Band(float(row["probability_low"]), float(row["probability_high"]))


def bands(words: Iterable[str], hedges: pd.DataFrame) -> pd.DataFrame:
    """Look up several words or phrases, those without a band included.

    Parameters
    ----------
    words : iterable of str
        The words wanted, in this order.
    hedges : DataFrame
        With the columns hedge, kind, read_as, probability_low, probability_high, source_id
        and note.

    Returns
    -------
    DataFrame
        One row per word: hedge, kind, read_as, probability_low, probability_high, midpoint
        (probabilities from 0 to 1, missing where the word has no band), source_id, note.

    Raises
    ------
    ScoringError
        When a word is not in the table.

    Examples
    --------
    >>> from twoviews.data import load
    >>> bands(["may", "unlikely"], load("hedges"))["midpoint"].tolist()
    [0.5, 0.325]
    """
    rows = [find(word, hedges) for word in listed(words, "word")]
    table = pd.DataFrame(rows, columns=hedges.columns).reset_index(drop=True)
    middle = (table["probability_low"] + table["probability_high"]) / 2
    table.insert(table.columns.get_loc("probability_high") + 1, "midpoint", middle.round(4))
    return table


def find(word: str, hedges: pd.DataFrame) -> pd.Series:
    """Find the row of a word, or name the known ones."""
    if not isinstance(word, str):
        raise ScoringError(f"{said(word)} is no word: write it in quotes, such as 'likely'.")
    plain = " ".join(word.casefold().split())
    rows = hedges[hedges["hedge"] == plain]
    if rows.empty:
        raise ScoringError(f"{said(word)} is not a known hedge. {unknown(plain, hedges['hedge'])}")
    return rows.iloc[0]
