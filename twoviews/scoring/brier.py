"""Score forecasts against outcomes: Brier score, its parts, calibration and skill."""

from collections.abc import Iterable

import pandas as pd

from twoviews.scoring.held import pairs, probability


def brier_score(forecasts: Iterable[float], outcomes: Iterable[int]) -> float:
    """Take the mean squared distance between forecasts and outcomes.

    Parameters
    ----------
    forecasts : iterable of float
        Probabilities from 0 to 1.
    outcomes : iterable of int
        1 where the forecast event happened, 0 where it did not.

    Returns
    -------
    float
        From 0 (sure and right every time) to 1 (sure and wrong every time); a forecaster who
        always says 0.5 gets 0.25.

    Raises
    ------
    ScoringError
        When there are no forecasts, the numbers differ, or a value is out of range.

    Examples
    --------
    >>> brier_score([0.75, 0.5], [1, 0])  # (0.25² + 0.5²) / 2
    0.15625

    Source
    ------
    G. W. Brier, Verification of forecasts expressed in terms of probability, Monthly Weather
    Review 78 (1950) 1-3. Brier sums over both outcomes and so gets twice this figure; the
    half is what is usual today for events that happen or do not.
    """
    paired = pairs(forecasts, outcomes)
    return float(((paired["forecast"] - paired["outcome"]) ** 2).mean())


def calibration(forecasts: Iterable[float], outcomes: Iterable[int]) -> pd.DataFrame:
    """Compare each forecast value with how often the event then happened.

    Returns
    -------
    DataFrame
        One row per value forecast, from low to high: forecast (probability), n (forecasts
        with this value), happened (events among them), observed (happened / n). A
        forecaster is calibrated where observed equals forecast; a small n shows little.

    Examples
    --------
    >>> calibration([0.5, 0.5, 0.9], [1, 0, 1]).to_dict("records")[0]
    {'forecast': 0.5, 'n': 2, 'happened': 1, 'observed': 0.5}
    """
    grouped = pairs(forecasts, outcomes).groupby("forecast")["outcome"]
    return grouped.agg(n="size", happened="sum", observed="mean").reset_index()


def decomposition(forecasts: Iterable[float], outcomes: Iterable[int]) -> pd.DataFrame:
    """Split the Brier score: reliability - resolution + uncertainty.

    Forecasts are grouped by their value. Then, and only then, the three parts add up to the
    score exactly; bins of different values would leave a remainder.

    Returns
    -------
    DataFrame
        One row: n, base_rate (share of events that happened), brier, reliability (distance
        of forecasts from what was observed; small is good), resolution (how far the groups
        differ from the base rate; large is good), uncertainty (base_rate x (1 - base_rate),
        the same for every forecaster of these events).

    Examples
    --------
    >>> parts = decomposition([0.5, 0.5, 1, 0], [1, 0, 1, 1]).iloc[0]
    >>> parts[["brier", "reliability", "resolution", "uncertainty"]].tolist()
    [0.375, 0.25, 0.0625, 0.1875]

    Source
    ------
    A. H. Murphy, A new vector partition of the probability score, Journal of Applied
    Meteorology 12 (1973) 595-600.
    """
    points, score = calibration(forecasts, outcomes), brier_score(forecasts, outcomes)
    n, rate = points["n"].sum(), points["happened"].sum() / points["n"].sum()
    off = points["n"] * (points["forecast"] - points["observed"]) ** 2
    apart = points["n"] * (points["observed"] - rate) ** 2
    parts = {"n": n, "base_rate": rate, "brier": score, "reliability": off.sum() / n}
    return pd.DataFrame([parts | {"resolution": apart.sum() / n, "uncertainty": rate * (1 - rate)}])


def skill_score(
    forecasts: Iterable[float], outcomes: Iterable[int], base_rate: float | None = None
) -> float:
    """Tell how much better the forecasts are than always forecasting the base rate.

    Parameters
    ----------
    forecasts, outcomes
        As for `brier_score`.
    base_rate : float, optional
        Share of such events that happen, as known beforehand from other cases. Left out, it
        is the share among these outcomes, which nobody knew beforehand: a hard yardstick.

    Returns
    -------
    float
        1 for perfect forecasts, 0 for no better than the base rate, below 0 for worse;
        missing (nan) where the base rate is never wrong, so that nothing can beat it.

    Examples
    --------
    >>> skill_score([0.75, 0.25], [1, 0])
    0.75

    Source
    ------
    F. Sanders, On subjective probability forecasting, Journal of Applied Meteorology 2 (1963)
    191-201: the Brier score of a forecast against that of a control forecast.
    """
    paired = pairs(forecasts, outcomes)
    rate = (
        paired["outcome"].mean() if base_rate is None else probability(base_rate, "The base rate")
    )
    reference = brier_score([rate] * len(paired), paired["outcome"])
    if reference == 0:
        return float("nan")
    return 1 - brier_score(paired["forecast"], paired["outcome"]) / reference
