"""Read the judge's parameters in data/model/: an encoder's weights, and a readable JSON file."""

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from twoviews.data.error import DataError
from twoviews.data.package import find_folder

ENCODER, TUNED, VOCABULARY, JUDGE = "encoder.npz", "tuned.npz", "vocabulary.txt", "judge.json"
Arrays = dict[str, np.ndarray]


def weights(folder: str | Path | None = None) -> tuple[Arrays, Arrays, list[str]]:
    """Read the encoder's weights, those that were tuned, and its vocabulary.

    Parameters
    ----------
    folder : path, optional
        Another data folder; this project's own when left out.

    Returns
    -------
    encoder : dict of str to ndarray
        Whole numbers of one byte, and their factors.
    tuned : dict of str to ndarray
        What takes their place for the key points that were learned, and the two linear layers
        on top.
    vocabulary : list of str
        The pieces of words, one per row of `words`.

    Raises
    ------
    DataError
        When a file is missing or damaged.

    Examples
    --------
    >>> encoder, tuned, vocabulary = weights()
    >>> len(encoder["words"]) == len(vocabulary)
    True
    """
    place = model_folder(folder)
    try:
        encoder, tuned = arrays(place / ENCODER), arrays(place / TUNED)
        vocabulary = (place / VOCABULARY).read_text(encoding="utf-8").split()
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise damaged(place, error) from None
    if len(encoder.get("words", ())) != len(vocabulary):
        raise damaged(place, "the vocabulary is of another length than the weights")
    return encoder, tuned, vocabulary


def arrays(path: Path) -> Arrays:
    """Read the arrays of a file; it holds no objects that could run."""
    with np.load(path, allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def parameters(folder: str | Path | None = None) -> dict[str, Any]:
    """Read the judge's own parameters, as `make model` wrote them.

    Examples
    --------
    >>> "verdicts" in parameters()
    True
    """
    place = model_folder(folder)
    try:
        return json.loads((place / JUDGE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise damaged(place, error) from None


def model_folder(folder: str | Path | None) -> Path:
    """Find the folder of the parameters."""
    return find_folder(folder) / "model"


def damaged(place: Path, why: object) -> DataError:
    """Say that the parameters cannot be used."""
    return DataError(f"{place} cannot be read ({why}): get the folder again, or run `make model`.")
