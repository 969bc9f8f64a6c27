"""Fit the judge's own parameters on labelled summaries of the train and dev splits."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from twoviews.summary.encoder import Encoder
from twoviews.summary.judges import article_points
from twoviews.summary.matching import signs, unit, ways
from twoviews.summary.points import KeyPoint, key_points
from twoviews.summary.tuned import Tuned
from twoviews.summary.verdicts import VERDICTS
from twoviews.summary.verdicts import signs as told
from twoviews.text import sentences
from twoviews.training.gold import Labelled, Other

DIGITS = 4  # of a parameter
# Looked at on train and dev: no honest text is at a limit.
FLAGS = {"copied": 0.15, "stuffed": 0.5, "stuffed_and_empty": 0.15}
LIMITS = {
    "limits": {**FLAGS, "off_topic": 0.6, "off_topic_credited": 0.2, "unsupported": 4, "sure": 0.8},
    "other_limits": {
        **FLAGS,
        "off_topic": 0.1,
        "off_topic_credited": 0.1,
        "unsupported": 4,
        "sure": 0.8,
    },
}
STRENGTH = 1.0  # inverse, of the penalty on large coefficients


def fitted(signs: Sequence[np.ndarray], found: Sequence[str]) -> dict[str, list]:
    """Fit a multinomial logistic regression, and round it.

    Parameters
    ----------
    signs : sequence of ndarray
        One row of signs per judgement.
    found : sequence of str
        What a reader found, one of VERDICTS for each judgement.

    Returns
    -------
    dict
        `coefficients`, shape (4, signs), and `shifts`, shape (4,), in the order of VERDICTS.
    """
    wanted = [VERDICTS.index(verdict) for verdict in found]
    fit = LogisticRegression(C=STRENGTH, solver="newton-cholesky", tol=1e-10)
    fit.fit(np.array(signs, dtype=float), wanted)
    return {
        "coefficients": np.round(fit.coef_, DIGITS).tolist(),
        "shifts": np.round(fit.intercept_, DIGITS).tolist(),
    }


def verdict_weights(known: Sequence[Labelled], readers: dict[str, Tuned]) -> dict[str, list]:
    """Fit how what the sentences say makes the verdict on a text.

    Parameters
    ----------
    known : sequence of Labelled
        Summaries, of which the first reader's verdicts are learned.
    readers : dict of str to Tuned
        What reads the summaries of each article.
    """
    rows, found = [], []
    for each in known:
        says, kinds = readers[each.article_id].chances(sentences(each.text))
        rows += [told(says[:, place], kinds) for place in range(says.shape[1])]
        found += [each.readers[0][point.point_id] for point in article_points(each.article_id)]
    return fitted(rows, found)


def matching_weights(
    known: Sequence[Labelled], other: Sequence[Other], encoder: Encoder
) -> dict[str, Any]:
    """Fit how likeness makes a verdict: for key points with phrasings, and for plain ones."""
    phrased = [
        (article_points(each.article_id), each.text, list(each.readers[0].values()))
        for each in known
    ]
    plain = [(key_points(each.key_points), each.text, each.verdicts) for each in other]
    return {
        name: fitted(*likeness(given, encoder))
        for name, given in (("phrased", phrased), ("plain", plain))
    }


def likeness(
    given: Sequence[tuple[list[KeyPoint], str, list[str]]], encoder: Encoder
) -> tuple[list[np.ndarray], list[str]]:
    """Gather the signs of every key point of every text, with what the reader found."""
    rows, found, seen = [], [], {}
    for points, text, verdicts in given:
        said = sentences(text)
        vectors = unit(encoder.vectors(said))
        for point, verdict in zip(points, verdicts, strict=True):
            if point not in seen:
                seen[point] = ways(point, encoder)
            rows.append(signs(point.statement, seen[point], text, said, vectors)[0])
            found.append(verdict)
    return rows, found
