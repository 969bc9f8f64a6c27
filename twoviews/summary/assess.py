"""Judge a summary of one of the articles, or of any other text."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from twoviews.summary.assessment import Assessment
from twoviews.summary.judges import article_judge, other_judge
from twoviews.summary.points import KeyPoint, SummaryError


def assess(
    text: str,
    article: str | None = None,
    key_points: Iterable[str | Mapping[str, Any] | KeyPoint] | None = None,
    source: str | Iterable[str] | None = None,
    folder: str | Path | None = None,
    authors: Iterable[str] = (),
) -> Assessment:
    """Judge a summary: what it says of each key point, and what it should be looked at for.

    Parameters
    ----------
    text : str
        The summary; any characters, of which the first 20,000 are read.
    article : str, optional
        An id of the articles.
    key_points : iterable of str, mapping or KeyPoint; or DataFrame, optional
        What a summary of another text should state, instead of `article`: sentences, mappings
        with the fields of `KeyPoint`, or a table with these as columns.
    source : str or iterable of str, optional
        That text, or the fingerprints that `twoviews.text.fingerprints` gives of it.
    folder : path, optional
        Another data folder for `article`; this project's own when left out.
    authors : iterable of str, optional
        Who wrote that other text; an article's authors are known.

    Returns
    -------
    Assessment
        The same for the same text on every machine, but for confidence in its last digits.

    Raises
    ------
    SummaryError
        When neither an article nor key points are given, or something given is not readable.

    Examples
    --------
    >>> found = assess("Kim should talk to Biden first, and not start a crisis.", "biden2020")
    >>> found.points.set_index("point_id").at["B7", "verdict"]
    'stated'
    >>> found = assess("Ann won the race.", key_points=["Ann won.", "Bo was ill."])
    >>> list(found.points.columns)
    ['point_id', 'verdict', 'confidence', 'evidence', 'why']
    """
    if not isinstance(text, str):
        raise SummaryError("A summary is text: put it between quotation marks.")
    if (article is None) == (key_points is None):
        raise SummaryError("Name an article, or give key points: one of the two.")
    if article is None:
        return other_judge(key_points, source, authors).assess(text)
    if not isinstance(article, str):
        raise SummaryError(f"An article is named by its id, as text, and not by {article!r}.")
    if not isinstance(folder, str | Path | None):
        raise SummaryError(f"The folder is {folder!r}: give its path, as text.")
    return article_judge(article, folder).assess(text)
