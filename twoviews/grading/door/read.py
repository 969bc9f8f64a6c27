"""Read a submitted notebook without trusting it: bytes in, a document out, then its pieces."""

import json
import os
import re
import stat
from pathlib import Path
from typing import Any

from twoviews.grading.door.pieces import Piece, cells, pieces
from twoviews.grading.errors import NotGraded

MOST_BYTES = 20_000_000  # of the file: what a notebook shows may be large, and is left behind
MOST_VALUES = 2_000_000  # lists, mappings and commas in the file: a value takes far more memory
MARKERS = re.compile(r"^(?:<{7}|>{7}) \w", re.M)
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read(path: Path, student: str) -> list[Piece]:
    """Read a submitted notebook.

    Parameters
    ----------
    path : Path
        The file.
    student : str
        Whose it is.

    Returns
    -------
    list of Piece
        One per cell, in the notebook's order.

    Raises
    ------
    NotGraded
        When it is no plain file, too large, or no notebook.
    """
    return pieces(parse(decode(raw(path, student), student), student), student)


def raw(path: Path, student: str, most: int = MOST_BYTES) -> bytes:
    """Read a plain file of a bounded size; no link is followed, and no pipe is waited for."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        with os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise NotGraded("The notebook is no plain file: ask for it again.", student)
            data = file.read(most + 1)
    except OSError as error:
        why = f"The notebook cannot be opened ({error.strerror}): ask for it again."
        raise NotGraded(why, student) from None
    if len(data) > most:
        why = f"The notebook is larger than {most // 1_000_000} MB: clear its outputs."
        raise NotGraded(why, student)
    return data


def decode(data: bytes, student: str) -> str:
    """Decode UTF-8, or the Unicode that some editors save instead and mark as such.

    Examples
    --------
    >>> decode(b'\\xff\\xfe{\\x00}\\x00', "bitdiddle")
    '{}'
    """
    encoding = next((name for bom, name in BOMS.items() if data.startswith(bom)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        why = f"Line {line} of the notebook is not UTF-8 text: save it again from JupyterLab."
        raise NotGraded(why, student) from None


def parse(text: str, student: str) -> dict[str, Any]:
    """Parse the text of a notebook."""
    if sum(map(text.count, "[{,")) > MOST_VALUES:
        why = f"The notebook has more than {MOST_VALUES} values: clear its outputs."
        raise NotGraded(why, student)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotGraded(broken(text, error), student) from None
    if not isinstance(document, dict) or not isinstance(cells(document), list):
        raise NotGraded("The file is no notebook, it has no list of cells.", student)
    return document


def broken(text: str, error: Exception) -> str:
    """Say why a text is no notebook."""
    if not text.strip():
        return "The notebook is an empty file: ask for it again."
    if found := MARKERS.search(text):
        line = text.count("\n", 0, found.start()) + 1
        return f"Line {line} of the notebook is a merge marker: settle the merge first."
    place = f" in line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
    return f"The notebook is broken{place}: it is not valid JSON."
