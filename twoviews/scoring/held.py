"""Hold forecasts and outcomes to what a score can be taken of; the first fault is one sentence."""

from collections.abc import Iterable
from numbers import Real
from reprlib import repr

import pandas as pd

from twoviews.errors import PlainError


class ScoringError(PlainError):
    """Say in one sentence what cannot be scored, where, and what to do."""


def listed(values: Iterable, what: str) -> list:
    """List the values of a column, array or list; a number or a text alone is none of them."""
    plain = values.tolist() if hasattr(values, "tolist") else values
    if isinstance(plain, (str, bytes)) or not isinstance(plain, Iterable):
        raise ScoringError(f"The {what}s are {said(plain)}: give a list or a column of them.")
    return list(plain)


def probability(value: object, where: str) -> float:
    """Hold that a value is a probability.

    Examples
    --------
    >>> probability(0.7, "Forecast 1")
    0.7
    """
    if not isinstance(value, Real) or not 0 <= value <= 1:
        raise ScoringError(
            f"{where} is {said(value)}: write a probability from 0 to 1 (70 % is 0.7)."
        )
    return float(value)


def outcome(value: object, where: str) -> int:
    """Hold that a value is an outcome: 1 it happened, 0 it did not."""
    if not isinstance(value, Real) or value not in (0, 1):
        raise ScoringError(f"{where} is {said(value)}: write 1 if it happened, 0 if it did not.")
    return int(value)


def said(value: object) -> str:
    """Put a value into a sentence: numbers plain, text in quotes, long ones cut.

    Examples
    --------
    >>> said(1.5), said("may"), said(float("nan"))
    ('1.5', "'may'", 'missing')
    """
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return "missing"
    return str(value) if isinstance(value, Real) else repr(value)


def pairs(forecasts: Iterable, outcomes: Iterable) -> pd.DataFrame:
    """Pair each forecast with its outcome, in order.

    Returns
    -------
    DataFrame
        One row per forecast: forecast (probability, 0 to 1), outcome (0 or 1).

    Raises
    ------
    ScoringError
        When there are none, their numbers differ, or one is not what it must be.
    """
    given, happened = listed(forecasts, "forecast"), listed(outcomes, "outcome")
    if len(given) != len(happened):
        raise ScoringError(
            f"There are {len(given)} forecasts and {len(happened)} outcomes: give one for each."
        )
    if not given:
        raise ScoringError("There are no forecasts: a score needs at least one.")
    made = {
        "forecast": [probability(v, f"Forecast {i}") for i, v in enumerate(given, start=1)],
        "outcome": [outcome(v, f"Outcome {i}") for i, v in enumerate(happened, start=1)],
    }
    return pd.DataFrame(made)
