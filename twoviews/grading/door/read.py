"""Read a submitted notebook without trusting it: bytes in, plain pieces out."""

import json
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from twoviews.grading.errors import NotGraded

MOST_BYTES = 20_000_000  # of the file: what a notebook shows may be large, and is left behind
MOST_TEXT = 2_000_000  # characters that a student writes
MOST_VALUES = 2_000_000  # lists, mappings and commas in the file: a value takes far more memory
MOST_PICTURES = 12_000_000  # characters of base64: a page holds them all
MOST_CELLS = 2_000
MARKERS = re.compile(r"^(?:<{7}|>{7}) \w", re.M)
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
TYPES = {"code", "markdown", "raw"}
IMAGES = {"image/png", "image/jpeg", "image/gif"}
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")


@dataclass(frozen=True)
class Piece:
    """All that grading takes of one submitted cell.

    Parameters
    ----------
    cell_type : str
        code, markdown or raw.
    source : str
        Its text.
    grade_id, checksum : str or None
        What it claims to be to nbgrader.
    cell_id : str or None
        The notebook's own name for it.
    attachments : dict
        Images by their name, each a dict of one kind of image and its base64.
    """

    cell_type: str
    source: str
    grade_id: str | None = None
    checksum: str | None = None
    cell_id: str | None = None
    attachments: dict[str, dict[str, str]] = field(default_factory=dict)


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


def cells(document: dict[str, Any]) -> Any:
    """Give the cells of a notebook; those of the third format stand in a worksheet."""
    sheets = document.get("worksheets")
    if "cells" not in document and isinstance(sheets, list) and sheets:
        document = sheets[0] if isinstance(sheets[0], dict) else {}
    return document.get("cells")


def pieces(document: dict[str, Any], student: str) -> list[Piece]:
    """Take from a notebook what grading needs."""
    found = [cell for cell in cells(document) if isinstance(cell, dict)]
    if len(found) > MOST_CELLS:
        raise NotGraded(f"The notebook has more than {MOST_CELLS} cells.", student)
    taken = [piece(cell) for cell in found]
    if sum(len(each.source) for each in taken) > MOST_TEXT:
        raise NotGraded(f"The notebook has more than {MOST_TEXT} characters of text.", student)
    pictures = [
        data for each in taken for kinds in each.attachments.values() for data in kinds.values()
    ]
    if sum(map(len, pictures)) > MOST_PICTURES:
        raise NotGraded("The pictures in the notebook are too large: save them smaller.", student)
    return taken


def piece(cell: dict[str, Any]) -> Piece:
    """Take from a cell what grading needs.

    Examples
    --------
    >>> piece({"cell_type": "code", "source": ["a = 1\\n", "a"], "metadata": None}).source
    'a = 1\\na'
    """
    mark = mapping(mapping(cell.get("metadata")).get("nbgrader"))
    kind = cell.get("cell_type")
    return Piece(
        cell_type=kind if isinstance(kind, str) and kind in TYPES else "markdown",
        source=joined(cell.get("source", cell.get("input"))),
        grade_id=name(mark.get("grade_id")),
        checksum=name(mark.get("checksum")),
        cell_id=name(cell.get("id")),
        attachments=dict(images(mapping(cell.get("attachments")))),
    )


def mapping(value: Any) -> dict[str, Any]:
    """Give a dictionary as it is, and an empty one in place of anything else."""
    return value if isinstance(value, dict) else {}


def name(value: Any) -> str | None:
    """Give a name of a sensible length, or None."""
    return clean(value) if isinstance(value, str) and 0 < len(value) <= 128 else None


def joined(source: Any) -> str:
    """Join the lines of a source."""
    lines = source if isinstance(source, list) else [source]
    return clean("".join(line for line in lines if isinstance(line, str)))


def clean(text: str) -> str:
    """Replace half characters, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def images(attachments: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """Give the attachments that are images."""
    for called, bundle in attachments.items():
        kept = {kind: joined(data) for kind, data in mapping(bundle).items() if kind in IMAGES}
        if kept and all(BASE64.fullmatch(data) for data in kept.values()):
            yield clean(called), kept
