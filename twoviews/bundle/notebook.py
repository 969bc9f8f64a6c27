"""Read a notebook, or say in one sentence that it cannot be read."""

from pathlib import Path

import nbformat
from nbformat import NotebookNode

from twoviews.bundle.error import BundleError


def read(path: Path, remedy: str) -> NotebookNode:
    """Read a notebook.

    Raises
    ------
    BundleError
        When it is none; the sentence ends with the remedy.
    """
    try:
        return nbformat.read(path, as_version=4)
    except (ValueError, AttributeError, KeyError) as error:
        raise BundleError(f"{path} cannot be read as a notebook ({error}): {remedy}") from None
