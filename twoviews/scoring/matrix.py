"""Weigh hypotheses by the evidence against them: Analysis of Competing Hypotheses.

A matrix is a long table with one row per piece of evidence and hypothesis: evidence,
hypothesis, rating (C consistent, I inconsistent, N neutral) and, where pieces differ in how
much they can be relied on, weight (0 or more; 1 where the column is missing).

Source: R. J. Heuer, Psychology of Intelligence Analysis, Center for the Study of Intelligence
(1999), chapter 8. The hypothesis with the least against it ranks first, however much speaks
for it: evidence that fits several hypotheses proves none of them.
"""

import pandas as pd

from twoviews.scoring.ratings import against, count, held, least


def inconsistency(matrix: pd.DataFrame) -> pd.DataFrame:
    """Count the evidence against each hypothesis and rank the hypotheses by it.

    Parameters
    ----------
    matrix : DataFrame
        With the columns evidence, hypothesis, rating and perhaps weight.

    Returns
    -------
    DataFrame
        One row per hypothesis, the one with the least against it first: hypothesis,
        consistent, inconsistent, neutral (pieces of evidence), score (weights of the
        inconsistent pieces added up), rank (1 is the least inconsistent; ties share it).

    Raises
    ------
    ScoringError
        When a column, a rating or a cell of the matrix is missing, repeated or not known.

    Examples
    --------
    >>> matrix = pd.DataFrame(
    ...     {
    ...         "evidence": ["e1", "e1", "e2", "e2"],
    ...         "hypothesis": ["bluff", "plan", "bluff", "plan"],
    ...         "rating": ["C", "I", "I", "I"],
    ...     }
    ... )
    >>> inconsistency(matrix)[["hypothesis", "inconsistent", "rank"]].values.tolist()
    [['bluff', 1, 1], ['plan', 2, 2]]
    """
    rows = held(matrix)
    table = count(rows, "hypothesis")
    table["score"] = against(rows).sum().round(9)
    table["rank"] = table["score"].rank(method="min").astype(int)
    return table.reset_index().sort_values("rank", kind="stable", ignore_index=True)


def diagnosticity(matrix: pd.DataFrame) -> pd.DataFrame:
    """Tell how well each piece of evidence separates the hypotheses.

    Returns
    -------
    DataFrame
        One row per piece of evidence, in the order given: evidence, consistent, inconsistent,
        neutral (hypotheses), diagnosticity (share of the pairs of hypotheses that it tells
        apart by being inconsistent with one of the two only, 0 to 1), separates (whether it
        tells any apart).

    Examples
    --------
    >>> matrix = pd.DataFrame(
    ...     {
    ...         "evidence": ["e1", "e1", "e2", "e2"],
    ...         "hypothesis": ["bluff", "plan", "bluff", "plan"],
    ...         "rating": ["C", "I", "I", "I"],
    ...     }
    ... )
    >>> diagnosticity(matrix)["separates"].tolist()
    [True, False]
    """
    table = count(held(matrix), "evidence")
    number = table.sum(axis=1)
    apart = table["inconsistent"] * (number - table["inconsistent"])
    table["diagnosticity"] = apart / (number * (number - 1) / 2)
    return table.assign(separates=apart > 0).reset_index()


def drop_each(matrix: pd.DataFrame) -> pd.DataFrame:
    """Rank the hypotheses again and again, each time without one piece of evidence.

    Returns
    -------
    DataFrame
        One row per dropped piece and hypothesis, in the order given: dropped, hypothesis,
        score and rank without it (as for `inconsistency`).

    Examples
    --------
    >>> matrix = pd.DataFrame(
    ...     {
    ...         "evidence": ["e1", "e1", "e2", "e2"],
    ...         "hypothesis": ["bluff", "plan", "bluff", "plan"],
    ...         "rating": ["C", "I", "I", "I"],
    ...     }
    ... )
    >>> drop_each(matrix)["rank"].tolist()
    [1, 1, 1, 2]
    """
    counts = against(held(matrix))
    scores = (counts.sum() - counts).round(9)
    ranks = scores.rank(axis=1, method="min").astype(int)
    table = pd.DataFrame({"score": scores.stack(), "rank": ranks.stack()})
    return table.rename_axis(["dropped", "hypothesis"]).reset_index()


def decisive(matrix: pd.DataFrame) -> pd.DataFrame:
    """Find the evidence that decides: without it another hypothesis is least inconsistent.

    Returns
    -------
    DataFrame
        One row per piece of evidence, in the order given: evidence, leading (list of the
        least inconsistent hypotheses with all evidence), without (the same without this
        piece), decides (whether the two differ; a tie that comes or goes counts).

    Examples
    --------
    >>> matrix = pd.DataFrame(
    ...     {
    ...         "evidence": ["e1", "e1", "e2", "e2"],
    ...         "hypothesis": ["bluff", "plan", "bluff", "plan"],
    ...         "rating": ["C", "I", "I", "I"],
    ...     }
    ... )
    >>> decisive(matrix)[["without", "decides"]].values.tolist()
    [[['bluff', 'plan'], True], [['bluff'], False]]
    """
    counts = against(held(matrix))
    leading = least(counts.sum())
    without = [least(counts.sum() - piece) for _, piece in counts.iterrows()]
    made = {"evidence": counts.index, "leading": [leading] * len(without), "without": without}
    return pd.DataFrame(made | {"decides": [other != leading for other in without]})
