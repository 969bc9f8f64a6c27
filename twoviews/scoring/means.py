"""Compare means of few scores: by the way of counting, and with one claim left out."""

from collections.abc import Mapping

import pandas as pd


def mean_scores(ways: Mapping[str, pd.DataFrame], by: str) -> pd.DataFrame:
    """Take the mean Brier score of each group in several ways of counting.

    Parameters
    ----------
    ways : mapping of str to DataFrame
        What each way is called, and the scores that count in it: brier and the column `by`.
    by : str
        The column that names the groups, such as article_id.

    Returns
    -------
    DataFrame
        One row per way and group, in the order given: counted (the way), the group, brier
        (mean, 0 to 1), scores (how many it is the mean of).

    Examples
    --------
    >>> scores = pd.DataFrame({"article_id": ["a", "b", "b"], "brier": [0.0, 0.25, 0.75]})
    >>> mean_scores({"all": scores}, "article_id").values.tolist()
    [['all', 'a', 0.0, 1], ['all', 'b', 0.5, 2]]
    """
    rows = pd.concat([scores.assign(counted=way) for way, scores in ways.items()])
    grouped = rows.groupby(["counted", by], sort=False)["brier"]
    return grouped.agg(brier="mean", scores="size").reset_index()


def leave_one_out(scores: pd.DataFrame) -> pd.DataFrame:
    """Take the mean Brier score again and again, each time without one claim.

    Parameters
    ----------
    scores : DataFrame
        With the columns claim_id and brier, as `score_each` gives them.

    Returns
    -------
    DataFrame
        One row per claim, in the order given: claim_id, without (mean of the others'
        scores; missing where there is no other).

    Examples
    --------
    >>> leave_one_out(pd.DataFrame({"claim_id": ["a", "b"], "brier": [0.0, 0.5]})).values.tolist()
    [['a', 0.5], ['b', 0.0]]
    """
    claims = scores["claim_id"].unique()
    means = [scores.loc[scores["claim_id"] != claim, "brier"].mean() for claim in claims]
    return pd.DataFrame({"claim_id": claims, "without": means})
