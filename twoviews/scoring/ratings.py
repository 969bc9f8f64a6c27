"""Hold a consistency matrix to its form and turn its ratings into figures."""

import pandas as pd

from twoviews.scoring.held import ScoringError, said

RATINGS = {"consistent": "C", "inconsistent": "I", "neutral": "N"}
KEY = ["evidence", "hypothesis"]


def held(matrix: pd.DataFrame) -> pd.DataFrame:
    """Hold that a matrix is whole; give it a weight of 1 where it has none.

    Returns
    -------
    DataFrame
        One row per piece of evidence and hypothesis: evidence, hypothesis, rating, weight.
    """
    lost = [name for name in (*KEY, "rating") if name not in matrix]
    if lost:
        raise ScoringError(
            f"The matrix has no column {lost[0]}: it needs evidence, hypothesis, rating."
        )
    rows = matrix.assign(weight=matrix.get("weight", 1.0))[[*KEY, "rating", "weight"]]
    hold_cells(rows)
    hold_ratings(rows)
    if rows["hypothesis"].nunique() < 2:
        raise ScoringError("The matrix needs at least two hypotheses: one alone has no rival.")
    return rows.reset_index(drop=True)


def hold_cells(rows: pd.DataFrame) -> None:
    """Hold that every piece of evidence has one rating for every hypothesis."""
    if rows[KEY].isna().any(axis=None):
        raise ScoringError("A row of the matrix names no evidence or no hypothesis: fill it in.")
    twice = rows.duplicated(subset=KEY)
    if twice.any():
        evidence, hypothesis = rows.loc[twice.to_numpy(), KEY].iloc[0]
        raise ScoringError(f"{evidence!r} has two ratings for {hypothesis!r}: keep one of them.")
    pairs = pd.MultiIndex.from_product([rows[name].unique() for name in KEY])
    empty = pairs.difference(pd.MultiIndex.from_frame(rows[KEY]), sort=False)
    if len(empty):
        evidence, hypothesis = empty[0]
        raise ScoringError(f"{evidence!r} has no rating for {hypothesis!r}: give it C, I or N.")


def hold_ratings(rows: pd.DataFrame) -> None:
    """Hold that ratings are C, I or N and weights are numbers of 0 or more."""
    wrong = rows[~rows["rating"].isin(list(RATINGS.values()))]
    if len(wrong):
        evidence, rating = wrong.iloc[0][["evidence", "rating"]]
        raise ScoringError(
            f"{evidence!r} has the rating {said(rating)}: write C (consistent), I (inconsistent) "
            "or N (neutral)."
        )
    weights = pd.to_numeric(rows["weight"], errors="coerce")
    light = rows[~weights.between(0, float("inf"), inclusive="left")]
    if len(light):
        evidence, weight = light.iloc[0][["evidence", "weight"]]
        raise ScoringError(
            f"{evidence!r} has the weight {said(weight)}: write a number, 0 or more."
        )


def grid(matrix: pd.DataFrame) -> pd.DataFrame:
    """Lay a matrix out to be read: a row per piece of evidence, a column per hypothesis.

    Examples
    --------
    >>> matrix = pd.DataFrame(
    ...     {"evidence": "e1", "hypothesis": ["bluff", "plan"], "rating": ["C", "I"]}
    ... )
    >>> grid(matrix).loc["e1"].to_dict()
    {'bluff': 'C', 'plan': 'I'}
    """
    return wide(held(matrix), "rating")


def wide(rows: pd.DataFrame, values: str) -> pd.DataFrame:
    """Pivot rows to evidence by hypothesis, both in the order given."""
    table = rows.pivot(index="evidence", columns="hypothesis", values=values)
    return table.loc[rows["evidence"].unique(), rows["hypothesis"].unique()]


def count(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Count the ratings of each kind, a row per piece of evidence or per hypothesis."""
    kinds = {name: rows["rating"].eq(rating) for name, rating in RATINGS.items()}
    return pd.DataFrame(kinds).groupby(rows[by], sort=False).sum()


def against(rows: pd.DataFrame) -> pd.DataFrame:
    """Weigh the evidence against each hypothesis: the weight where it is inconsistent, else 0."""
    weight = pd.to_numeric(rows["weight"]).where(rows["rating"] == "I", 0.0)
    return wide(rows.assign(weight=weight), "weight")


def least(scores: pd.Series) -> list[str]:
    """Name the hypotheses with the least against them."""
    rounded = scores.round(9)  # so that 0.1 + 0.2 ties with 0.3
    return list(scores.index[rounded == rounded.min()])
