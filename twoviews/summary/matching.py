"""Judge key points that the encoder was not tuned on: by likeness to what is known of them."""

from collections.abc import Mapping, Sequence

import numpy as np

from twoviews.summary.encoder import Encoder
from twoviews.summary.points import LABELS, KeyPoint
from twoviews.summary.surface import grams, listed, negated, numbers_kept, recall, stems
from twoviews.summary.verdicts import Reading, decided, softmax


class Matched:
    """Reads summaries of any text, by the statements of its key points and their phrasings.

    Parameters
    ----------
    points : sequence of KeyPoint
        What is looked for.
    encoder : Encoder
        What turns sentences into vectors.
    vocabulary : frozenset of str
        The words of the text that is summarized, as far as they are known.
    weights : mapping
        `plain` and `phrased`, each with `coefficients`, shape (4, number of signs), and `shifts`,
        shape (4,): the second is for key points with phrasings.
    """

    def __init__(
        self,
        points: Sequence[KeyPoint],
        encoder: Encoder,
        vocabulary: frozenset[str],
        weights: Mapping[str, Mapping],
    ) -> None:
        self._points, self._encoder, self._weights = points, encoder, weights
        known = " ".join([*vocabulary, *(point.statement for point in points)])
        self._known = stems(known)
        self._ways = [ways(point, encoder) for point in points]

    def read(self, text: str, sentences: Sequence[str]) -> Reading:
        """Read a text."""
        vectors = unit(self._encoder.vectors(sentences))
        found = []
        for point, ways in zip(self._points, self._ways, strict=True):
            weights = self._weights["phrased" if point.phrasings else "plain"]
            seen, best = signs(point.statement, ways, text, sentences, vectors)
            scores = np.array(weights["coefficients"]) @ seen + np.array(weights["shifts"])
            found.append(decided(softmax(scores), best, best))
        stuffing = np.array([float(listed(sentence)) for sentence in sentences])
        on_topic = np.array([recall(stems(each), self._known) for each in sentences])
        return Reading(found, stuffing, on_topic)


def ways(point: KeyPoint, encoder: Encoder) -> dict[str, np.ndarray]:
    """Give the unit vectors of the known ways of saying a key point, by label."""
    known = [("states", point.statement), *point.phrasings]
    texts = {label: [text for name, text in known if name == label] for label in LABELS}
    return {label: unit(encoder.vectors(some)) for label, some in texts.items() if some}


def signs(
    statement: str,
    ways: Mapping[str, np.ndarray],
    text: str,
    sentences: Sequence[str],
    vectors: np.ndarray,
) -> tuple[np.ndarray, int]:
    """Sum up how a text is like a key point, and find the sentence that is most like it.

    Parameters
    ----------
    statement : str
        The key point.
    ways : mapping of str to ndarray
        Unit vectors of ways of saying it, by label.
    text, sentences, vectors
        The text, its sentences, and their unit vectors.

    Returns
    -------
    signs : ndarray, shape (13,)
        Likeness of the best sentence (words, letters, vector), of the text (words, letters), of
        the second best sentence (vector), share of the sentence that is about it, numbers,
        negation, and likeness to each label's ways.
    best : int
        The place of the sentence.
    """
    like = {label: (vectors @ known.T).max(1) for label, known in ways.items()}
    said = np.array([recall(stems(statement), stems(sentence)) for sentence in sentences])
    spelt = np.array([recall(grams(statement), grams(sentence)) for sentence in sentences])
    whole = like["states"] + said + spelt
    best = int(np.argmax(whole))
    second = np.sort(like["states"])[-2] if len(sentences) > 1 else 0.0
    return np.array(
        [
            said.max(),
            spelt.max(),
            like["states"].max(),
            recall(stems(statement), stems(text)),
            recall(grams(statement), grams(text)),
            second,
            recall(stems(sentences[best]), stems(statement)),
            numbers_kept(statement, text),
            float(negated(statement) != negated(sentences[best])),
            *(like[label].max() if label in like else 0.0 for label in LABELS[1:]),
            like["reverses"].max() - like["states"].max() if "reverses" in like else 0.0,
        ]
    ), best


def unit(vectors: np.ndarray) -> np.ndarray:
    """Bring vectors to length 1."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
