"""Take from a notebook's document, which may hold anything, the plain pieces that are graded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from twoviews.grading.errors import NotGraded

MOST_TEXT = 2_000_000  # characters that a student writes
MOST_PICTURES = 12_000_000  # characters of base64: a page holds them all
MOST_CELLS = 2_000
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
