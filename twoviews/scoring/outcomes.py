"""Turn verdicts into outcomes and score forecasts of claims, each reading of the record apart."""

from collections.abc import Mapping

import pandas as pd

from twoviews.errors import unknown
from twoviews.scoring.held import ScoringError, probability

OUTCOMES = {"borne_out": 1, "not_borne_out": 0}  # any other verdict gives no outcome


def readings(claims: pd.DataFrame) -> pd.DataFrame:
    """List every reading of the record that a claim allows, with the outcome that it gives.

    Parameters
    ----------
    claims : DataFrame
        With the columns claim_id and accepted_verdicts (lists).

    Returns
    -------
    DataFrame
        One row per claim and accepted verdict: claim_id, verdict, outcome (1 borne out, 0 not
        borne out, missing where the verdict gives neither), settled (whether the verdict is
        the only one that the record can carry and gives an outcome).

    Examples
    --------
    >>> claims = pd.DataFrame(
    ...     {"claim_id": ["a", "b"], "accepted_verdicts": [["borne_out"], ["borne_out", "mixed"]]}
    ... )
    >>> readings(claims)[["verdict", "settled"]].values.tolist()
    [['borne_out', True], ['borne_out', False], ['mixed', False]]
    """
    rows = claims[["claim_id", "accepted_verdicts"]].explode("accepted_verdicts")
    rows = rows.rename(columns={"accepted_verdicts": "verdict"}).reset_index(drop=True)
    rows["outcome"] = rows["verdict"].map(OUTCOMES).astype("Int64")
    alone = rows.groupby("claim_id")["verdict"].transform("size") == 1
    return rows.assign(settled=alone & rows["outcome"].notna())


def scorable(claims: pd.DataFrame, by: str) -> pd.DataFrame:
    """Count the claims that can be scored, group by group.

    Parameters
    ----------
    claims : DataFrame
        As for `readings`, and with the column `by`.
    by : str
        The column that names the groups, such as article_id.

    Returns
    -------
    DataFrame
        One row per group, in the order given: the group, claims (number), with_outcome (those
        with an outcome under at least one verdict), settled (those with one verdict only,
        which gives an outcome).

    Examples
    --------
    >>> claims = pd.DataFrame({"claim_id": ["a", "b"], "article_id": "x"})
    >>> claims["accepted_verdicts"] = [["borne_out"], ["mixed"]]
    >>> scorable(claims, "article_id").values.tolist()
    [['x', 2, 1, 1]]
    """
    rows = readings(claims)
    has = {"with_outcome": rows[rows["outcome"].notna()], "settled": rows[rows["settled"]]}
    marked = {name: claims["claim_id"].isin(own["claim_id"]) for name, own in has.items()}
    grouped = claims.assign(claims=1, **marked).groupby(by, sort=False)
    return grouped[["claims", "with_outcome", "settled"]].sum().reset_index()


def score_each(forecasts: Mapping[str, float], claims: pd.DataFrame) -> pd.DataFrame:
    """Score the forecast of each claim under every reading that gives an outcome.

    Parameters
    ----------
    forecasts : mapping of str to float
        A probability from 0 to 1 for each claim_id; a column indexed by claim_id will do.
    claims : DataFrame
        As for `readings`.

    Returns
    -------
    DataFrame
        One row per forecast and reading with an outcome, in the order of the claims:
        claim_id, verdict, outcome, settled, forecast, brier (squared distance, 0 to 1). A
        claim that could be read as right and as wrong has two rows; one that the record
        leaves open altogether has none.

    Raises
    ------
    ScoringError
        When a claim is not known or a forecast is no probability.

    Examples
    --------
    >>> claims = pd.DataFrame({"claim_id": ["a"], "accepted_verdicts": [["borne_out", "mixed"]]})
    >>> score_each({"a": 0.5}, claims)[["verdict", "outcome", "brier"]].values.tolist()
    [['borne_out', 1, 0.25]]
    """
    given, known = dict(forecasts), list(claims["claim_id"])
    for claim_id, value in given.items():
        if claim_id not in known:
            raise ScoringError(f"There is no claim {claim_id!r}. {unknown(claim_id, known)}")
        given[claim_id] = probability(value, f"The forecast of {claim_id}")
    rows = readings(claims[claims["claim_id"].isin(list(given))]).dropna(subset="outcome")
    rows["forecast"] = rows["claim_id"].map(given).astype(float)
    rows["brier"] = (rows["forecast"] - rows["outcome"].astype(float)) ** 2
    return rows.astype({"outcome": int}).reset_index(drop=True)
