"""Compare the sentences of a text with a key point, and sum up how the text is like it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from twoviews.summary.encoder import Encoder
from twoviews.summary.points import LABELS, KeyPoint
from twoviews.summary.surface import grams, negated, numbers_kept, recall, stems

# How a stated point's best sentence is like the best of the other points (vector, all), on average
# on `tests/gold/other_dev.json`: what a point alone in its list is held against.
TYPICAL = (0.4, 0.6)


class Likeness(NamedTuple):
    """How each sentence is like a key point: arrays of shape (sentences,)."""

    ways: dict[str, np.ndarray]  # to the known ways of each label, by vectors
    said: np.ndarray  # share of the statement's words
    spelt: np.ndarray  # share of its runs of letters

    @property
    def vector(self) -> np.ndarray:
        """Likeness to the ways of stating it."""
        return self.ways["states"]

    @property
    def whole(self) -> np.ndarray:
        """All in one."""
        return self.vector + self.said + self.spelt

    def at(self, place: int) -> dict[str, float]:
        """How one sentence is like the known ways of each label."""
        return {label: float(like[place]) for label, like in self.ways.items()}


def ways(point: KeyPoint, encoder: Encoder) -> dict[str, np.ndarray]:
    """Give the unit vectors of the known ways of saying a key point, by label."""
    known = [("states", point.statement), *point.phrasings]
    texts = {label: [text for name, text in known if name == label] for label in LABELS}
    return {label: unit(encoder.vectors(some)) for label, some in texts.items() if some}


def likeness(
    statement: str, ways: Mapping[str, np.ndarray], sentences: Sequence[str], vectors: np.ndarray
) -> Likeness:
    """Compare sentences, and their unit vectors, with a key point and the ways of saying it."""
    return Likeness(
        {label: (vectors @ known.T).max(1) for label, known in ways.items()},
        np.array([recall(stems(statement), stems(sentence)) for sentence in sentences]),
        np.array([recall(grams(statement), grams(sentence)) for sentence in sentences]),
    )


def signs(
    statement: str, own: Likeness, others: Sequence[Likeness], text: str, sentences: Sequence[str]
) -> tuple[np.ndarray, int]:
    """Sum up how a text is like a key point, and find the sentence that is most like it.

    A sentence that is more like another key point speaks for that one: the contrast with
    the others raised the AUC of plain key points on `tests/gold/other_dev.json` from .80 to .90.

    Parameters
    ----------
    statement : str
        The key point.
    own, others : Likeness
        How the sentences are like it, and like the other key points.
    text, sentences
        The text and its sentences.

    Returns
    -------
    signs : ndarray, shape (15,)
        Likeness of the best sentence (words, letters, vector), of the text (words, letters), of
        the second best sentence (vector), share of the sentence that is about it, numbers,
        negation, contrast with the other key points (vector, all), likeness to each label's ways.
    best : int
        The place of the sentence.
    """
    best = int(np.argmax(own.whole))
    second = np.sort(own.vector)[-2] if len(sentences) > 1 else 0.0
    tops = {label: like.max() for label, like in own.ways.items()}
    return np.array(
        [
            own.said.max(),
            own.spelt.max(),
            own.vector.max(),
            recall(stems(statement), stems(text)),
            recall(grams(statement), grams(text)),
            second,
            recall(stems(sentences[best]), stems(statement)),
            numbers_kept(statement, text),
            float(negated(statement) != negated(sentences[best])),
            contrast(own.vector, [each.vector for each in others], TYPICAL[0]),
            contrast(own.whole, [each.whole for each in others], TYPICAL[1]),
            *(tops.get(label, 0.0) for label in LABELS[1:]),
            tops["reverses"] - tops["states"] if "reverses" in tops else 0.0,
        ]
    ), best


def contrast(own: np.ndarray, others: Sequence[np.ndarray], typical: float = 0.0) -> float:
    """Tell by how much a sentence at most is more like one key point than like any other.

    Where there is no other, the best sentence is held against what is typical.

    Examples
    --------
    >>> float(contrast(np.array([3.0, 1.0]), [np.array([1.0, 5.0]), np.array([2.0, 0.0])]))
    1.0
    >>> float(contrast(np.array([3.0, 1.0]), [], 0.5))
    2.5
    """
    return (own - (np.max(others, axis=0) if others else typical)).max()


def unit(vectors: np.ndarray) -> np.ndarray:
    """Bring vectors to length 1."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
