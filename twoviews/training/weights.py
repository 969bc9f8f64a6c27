"""Write a tuned encoder's weights as the encoder reads them: whole numbers of one byte."""

from collections.abc import Iterator, Mapping

import numpy as np

from twoviews.summary.encoder import SCALE
from twoviews.summary.pieces import MOST

LINEAR = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "together": "attention.output.dense",
    "inward": "intermediate.dense",
    "outward": "output.dense",
}
NORM = {"first": "attention.output.LayerNorm", "second": "output.LayerNorm"}


def compact(state: Mapping[str, np.ndarray], rows: list[int], layers: int) -> dict[str, np.ndarray]:
    """Rename the weights of a BERT model and round its matrices to 8 bits.

    Parameters
    ----------
    state : mapping of str to ndarray of float32
        The weights by their names in the transformers library.
    rows : list of int
        The rows of the pieces that are kept.
    layers : int
        How many layers there are.
    """
    words = state["embeddings.word_embeddings.weight"][rows]
    first = state["embeddings.token_type_embeddings.weight"][0]
    places = state["embeddings.position_embeddings.weight"][: MOST + 2] + first
    made = rounded("words", words, axis=1) | rounded("places", places, axis=1)
    made |= pair("start", state, "embeddings.LayerNorm")
    for layer in range(layers):
        for short, long in names(layer, NORM):
            made |= pair(short, state, long)
        for short, long in names(layer, LINEAR):
            made |= pair(short, state, long)
            made |= rounded(short, state[f"{long}.weight"].T, axis=0)
    return made


def names(layer: int, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pair our names of a layer's parts with the library's."""
    for short, long in known.items():
        yield f"{layer}.{short}", f"encoder.layer.{layer}.{long}"


def pair(short: str, state: Mapping[str, np.ndarray], long: str) -> dict[str, np.ndarray]:
    """Give a part's weight and shift."""
    return {short: state[f"{long}.weight"], f"{short}.shift": state[f"{long}.bias"]}


def rounded(name: str, matrix: np.ndarray, axis: int) -> dict[str, np.ndarray]:
    """Round a matrix to whole numbers of -127 to 127, with one factor per row or column.

    Examples
    --------
    >>> made = rounded("m", np.array([[0.5, 1.0]], np.float32), axis=1)
    >>> made["m"].tolist(), [round(float(factor), 4) for factor in made["m.scale"][0]]
    ([[64, 127]], [0.0079])
    """
    factor = np.abs(matrix).max(axis, keepdims=True) / np.float32(127)
    whole = np.round(matrix / factor).astype(np.int8)
    return {name: np.ascontiguousarray(whole), name + SCALE: factor}
