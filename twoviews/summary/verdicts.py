"""Decide for each key point what a whole text says of it, out of what each sentence says."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

ABSENT, PARTLY, STATED, REVERSED = VERDICTS = ("absent", "partly", "stated", "reversed")
FLOOR = 0.01  # keeps the odds of a probability finite


class Verdict(NamedTuple):
    """What a text says of a key point: verdict, how sure (0 to 1), and the telling sentence."""

    verdict: str
    confidence: float
    sentence: int | None


class Reading(NamedTuple):
    """What was read in a text: verdicts by key point, and what its sentences are."""

    verdicts: list[Verdict]
    stuffing: np.ndarray  # by sentence: the chance that it is words without sense
    on_topic: np.ndarray  # by sentence: the chance that it is about the article


def verdicts(says: np.ndarray, kinds: np.ndarray, weights: Mapping[str, list]) -> list[Verdict]:
    """Decide for each key point.

    Parameters
    ----------
    says : ndarray, shape (sentences, key points, 4)
        The probability of each verdict, in the order of VERDICTS, by sentence.
    kinds : ndarray, shape (2, sentences)
        The chances of each sentence of being a salad, and of being about the article.
    weights : mapping
        `coefficients`, shape (4, number of signs), and `shifts`, shape (4,): those of a
        multinomial logistic regression on the signs of each point.

    Returns
    -------
    list of Verdict
        One per key point.
    """
    coefficients, shifts = np.array(weights["coefficients"]), np.array(weights["shifts"])
    chances = softmax(signs(says, kinds) @ coefficients.T + shifts)
    telling, against = (says[..., 1] + says[..., 2]).argmax(0), says[..., 3].argmax(0)
    return [
        decided(*each) for each in zip(chances, telling.tolist(), against.tolist(), strict=True)
    ]


def decided(chance: np.ndarray, telling: int, against: int) -> Verdict:
    """Turn the chances of the four verdicts into one: whether it is there, then in which way.

    Parameters
    ----------
    chance : ndarray, shape (4,)
        The chances, in the order of VERDICTS.
    telling, against : int
        The sentence that says most for it, and the one that says most against it.

    Examples
    --------
    >>> decided(np.array([0.1, 0.2, 0.6, 0.1]), 3, 4)
    Verdict(verdict='stated', confidence=0.8, sentence=3)
    """
    there = round(float(chance[1] + chance[2]), 4)
    if there >= 0.5:
        return Verdict(STATED if chance[2] >= chance[1] else PARTLY, there, telling)
    sure = round(1 - there, 4)
    if chance[3] >= chance[0]:
        return Verdict(REVERSED, sure, against)
    return Verdict(ABSENT, sure, None)


def signs(says: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """Sum up what the sentences of a text say of each key point.

    Parameters
    ----------
    says : ndarray, shape (sentences, key points, 4)
    kinds : ndarray, shape (2, sentences)

    Returns
    -------
    ndarray, shape (key points, 15)
        For each point the odds (logarithms) of the most telling sentence for partly, stated,
        reversed, and of any of them; the second most telling for each; the sentence that says
        most; whether stated or reversed prevails; how much of the other points is there, and how
        much of them turned round: who has understood the one has mostly understood the other;
        and the odds that the whole text is a salad, and on the topic.
    """
    first = says.max(0)
    second = np.sort(says, 0)[-2] if len(says) > 1 else np.zeros_like(first)
    told = says[says[..., 0].argmin(0), np.arange(len(first))]
    anything = odds(1 - says[..., 0].prod(0))
    tops = odds(first[:, 1:])
    there, turned = (says[..., 1] + says[..., 2]).max(0), first[:, 3]
    parts = [tops, second[:, 1:], anything, told[:, 1:], tops[:, 1] - tops[:, 2]]
    whole = np.tile(odds(kinds.mean(1)), (len(first), 1))
    return np.column_stack([*parts, others(there), others(turned), whole])


def others(values: np.ndarray) -> np.ndarray:
    """Give for each value the mean of the others; nothing where there are none.

    Examples
    --------
    >>> others(np.array([1.0, 2.0, 6.0])).tolist()
    [4.0, 3.5, 1.5]
    """
    return (values.sum() - values) / max(len(values) - 1, 1)


def odds(chance: np.ndarray) -> np.ndarray:
    """Give the logarithm of the odds of a probability, held off the ends.

    Examples
    --------
    >>> float(odds(np.array(0.5)))
    0.0
    """
    return np.log((chance + FLOOR) / (1 - chance + FLOOR))


def softmax(scores: np.ndarray) -> np.ndarray:
    """Turn scores into probabilities along the last axis."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)
