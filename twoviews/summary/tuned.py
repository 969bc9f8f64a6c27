"""Judge the key points that the encoder was tuned on: two linear layers on its vectors."""

from collections.abc import Mapping, Sequence

import numpy as np

from twoviews.summary.encoder import Encoder
from twoviews.summary.verdicts import VERDICTS, Reading, softmax, verdicts

SALAD = "salad"  # the kind of a sentence that is words without sense


class Tuned:
    """Reads summaries of an article whose phrasings the encoder was tuned on.

    Parameters
    ----------
    encoder : Encoder
        What turns sentences into vectors.
    heads : mapping of str to ndarray
        `points`, shape (size, 4 × key points), and `kinds`, shape (size, kinds), each with its
        `.shift`, and with the `.names` of what it tells apart.
    weights : mapping
        The weights of `twoviews.summary.verdicts.verdicts`.
    article : str
        The kind of a sentence that is about the article.
    points : sequence of str
        The ids of its key points.
    """

    def __init__(
        self,
        encoder: Encoder,
        heads: Mapping[str, np.ndarray],
        weights: Mapping[str, list],
        article: str,
        points: Sequence[str],
    ) -> None:
        self._encoder, self._heads, self._weights = encoder, heads, weights
        known, kinds = heads["points.names"].tolist(), heads["kinds.names"].tolist()
        self._order = [known.index(point) for point in points]
        self._kinds = [kinds.index(kind) for kind in (SALAD, article)]

    def read(self, text: str, sentences: Sequence[str]) -> Reading:
        """Read a text, sentence by sentence."""
        says, kinds = self.chances(sentences)
        return Reading(verdicts(says, kinds, self._weights), *kinds)

    def chances(self, sentences: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Give what each sentence says, and what it is.

        Returns
        -------
        says : ndarray, shape (sentences, key points, 4)
            The chance of each of VERDICTS; a salad says nothing.
        kinds : ndarray, shape (2, sentences)
            The chances of being a salad, and of being about the article.
        """
        vectors = self._encoder.vectors(sentences)
        scores = self._through("points", vectors).reshape(len(vectors), -1, len(VERDICTS))
        kinds = softmax(self._through("kinds", vectors))[:, self._kinds].T
        stuffing = kinds[0]
        says = softmax(scores[:, self._order]) * (1 - stuffing[:, None, None])
        says[..., 0] += stuffing[:, None]
        return says, kinds

    def _through(self, head: str, vectors: np.ndarray) -> np.ndarray:
        """Apply a head."""
        return vectors @ self._heads[head] + self._heads[f"{head}.shift"]
