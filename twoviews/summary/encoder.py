"""Turn sentences into vectors: a small transformer, run with NumPy alone.

The layers are those of BERT (Devlin and others, 2019, https://arxiv.org/abs/1810.04805), the
weights those of all-MiniLM-L6-v2 (Apache License 2.0), tuned on data/phrasings.csv: see
data/model/README.md.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from twoviews.summary.pieces import Pieces

HEADS = 12  # of attention in each layer
TINY = np.float32(1e-12)
KEPT = 4096  # sentences whose vectors are remembered
BATCH = 24  # sentences that are read at once
SCALE = ".scale"


class Encoder:
    """Reads sentences.

    Parameters
    ----------
    weights : mapping of str to ndarray
        Whole numbers of one byte in `<name>` and a factor per row in `<name>.scale`, or floats.
    vocabulary : list of str
        The pieces of words, in the order of the rows of `words`.
    """

    def __init__(self, weights: Mapping[str, np.ndarray], vocabulary: list[str]) -> None:
        self._pieces = Pieces(vocabulary)
        self._words = weights["words"], weights["words" + SCALE]  # the largest by far: kept small
        self._w = {
            name: whole(name, weights)
            for name in weights
            if not name.startswith("words") and not name.endswith(SCALE)
        }
        self._layers = sum(name.endswith(".query") for name in self._w)
        self.size = self._w["places"].shape[1]
        self._remember = lru_cache(KEPT)(lambda sentence: [])

    def vectors(self, sentences: Sequence[str]) -> np.ndarray:
        """Give one vector per sentence: the mean of what the last layer makes of its pieces.

        Parameters
        ----------
        sentences : sequence of str
            Any texts; one of more than 96 pieces is read in parts, of which the mean is taken.

        Returns
        -------
        ndarray of float32, shape (number of sentences, size)
        """
        slots = [self._remember(sentence) for sentence in sentences]
        new = {sentence: slot for sentence, slot in zip(sentences, slots, strict=True) if not slot}
        read: dict[str, list[tuple[int, np.ndarray]]] = {}
        parts = [(sentence, part) for sentence in new for part in self._pieces.parts(sentence)]
        todo = sorted(parts, key=lambda pair: len(pair[1]))
        for batch in (todo[at : at + BATCH] for at in range(0, len(todo), BATCH)):
            made = self._read([part for _, part in batch])
            for (sentence, part), vector in zip(batch, made, strict=True):
                read.setdefault(sentence, []).append((len(part), vector))
        for sentence, slot in new.items():
            slot.append(mean(read[sentence]))
        return np.array([slot[0] for slot in slots], np.float32).reshape(-1, self.size)

    def _read(self, batch: list[list[int]]) -> np.ndarray:
        """Read sentences side by side: their pieces are one long list, attention stays inside."""
        longest = max(map(len, batch))
        own = np.array([[place < len(numbers) for place in range(longest)] for numbers in batch])
        places = np.nonzero(own)[1]
        known, factors = self._words
        rows = np.concatenate(batch)
        x = known[rows] * factors[rows] + self._w["places"][places]
        x = self._norm("start", x)
        for layer in range(self._layers):
            x = self._norm(f"{layer}.first", x + self._attend(layer, x, own))
            inner = self._through(f"{layer}.outward", gelu(self._through(f"{layer}.inward", x)))
            x = self._norm(f"{layer}.second", x + inner)
        starts = np.cumsum([0, *map(len, batch[:-1])])
        return np.add.reduceat(x, starts) / own.sum(1, dtype=np.float32)[:, None]

    def _attend(self, layer: int, x: np.ndarray, own: np.ndarray) -> np.ndarray:
        """Let each piece look at the pieces of its own sentence."""
        width = self.size // HEADS
        query, key, value = (
            spread(self._through(f"{layer}.{part}", x), own).reshape(*own.shape, HEADS, width)
            for part in ("query", "key", "value")
        )
        score = query.transpose(0, 2, 1, 3) @ key.transpose(0, 2, 3, 1) / np.float32(width**0.5)
        score -= score.max(-1, keepdims=True)
        weight = np.exp(score) * own[:, None, None, :]
        weight /= weight.sum(-1, keepdims=True)
        mixed = (weight @ value.transpose(0, 2, 1, 3)).transpose(0, 2, 1, 3)
        return self._through(f"{layer}.together", mixed.reshape(*own.shape, self.size)[own])

    def _through(self, name: str, x: np.ndarray) -> np.ndarray:
        """Apply a linear layer."""
        return x @ self._w[name] + self._w[f"{name}.shift"]

    def _norm(self, name: str, x: np.ndarray) -> np.ndarray:
        """Bring each piece's vector to mean 0 and variance 1, then stretch and shift it."""
        x = x - x.mean(-1, keepdims=True)
        x /= np.sqrt(np.mean(x * x, -1, keepdims=True) + TINY)
        return x * self._w[name] + self._w[f"{name}.shift"]


def mean(parts: Sequence[tuple[int, np.ndarray]]) -> np.ndarray:
    """Give the mean of the vectors of a sentence's parts, by the pieces that each has.

    Examples
    --------
    >>> mean([(3, np.array([0.0], np.float32)), (1, np.array([4.0], np.float32))]).tolist()
    [1.0]
    """
    sizes, vectors = zip(*parts, strict=True)
    return np.average(vectors, axis=0, weights=sizes) if len(parts) > 1 else vectors[0]


def whole(name: str, weights: Mapping[str, np.ndarray]) -> np.ndarray:
    """Turn bytes and their factors back into numbers."""
    factors = weights.get(name + SCALE)
    values = np.asarray(weights[name], np.float32)
    return values if factors is None else values * np.asarray(factors, np.float32)


def spread(x: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Lay a long list of pieces out as sentences, filled up with zeros."""
    laid = np.zeros((*own.shape, x.shape[-1]), np.float32)
    laid[own] = x
    return laid


def gelu(x: np.ndarray) -> np.ndarray:
    """Pass what is positive and hold back the rest, smoothly (Hendrycks and Gimpel, 2016).

    Examples
    --------
    >>> gelu(np.array([-9.0, 0.0, 9.0], np.float32)).tolist()
    [-0.0, 0.0, 9.0]
    """
    inner = x * (np.float32(0.7978846) + np.float32(0.0356774) * x * x)
    return np.float32(0.5) * x * (1 + np.tanh(inner))
