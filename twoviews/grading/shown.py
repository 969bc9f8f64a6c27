"""Turn what a process says it has shown into outputs that are safe in a page."""

import base64
import binascii
from collections.abc import Iterable
from typing import Any

from nbformat.notebooknode import NotebookNode, from_dict

TEXT = {"text/plain"}
IMAGES = {"image/png", "image/jpeg"}
COURSE = {"text/html", "text/markdown", "text/latex"}  # of the course's own cells alone
MOST = 500  # outputs of one cell
EACH = 500  # bytes that an output counts for besides its own: a page needs time for each


def outputs(given: Any, course: bool, count: int | None) -> list[NotebookNode]:
    """Read the outputs of one cell, and leave out whatever is not of a known kind.

    Parameters
    ----------
    given : object
        What the process sent; it may be anything.
    course : bool
        Whether the course's own cell made it, whose HTML may stay.
    count : int or None
        The number of the cell.

    Returns
    -------
    list of NotebookNode
        Outputs in nbformat's words.

    Examples
    --------
    >>> outputs([{"output_type": "stream", "name": "stdout", "text": "hi"}, 7], False, 1)
    [{'output_type': 'stream', 'name': 'stdout', 'text': 'hi'}]
    """
    entries = given[:MOST] if type(given) is list else []
    read = (output(entry, course, count) for entry in entries if type(entry) is dict)
    return [each for each in read if each is not None]


def output(given: dict[str, Any], course: bool, count: int | None) -> NotebookNode | None:
    """Read one output."""
    kind = given.get("output_type")
    if kind == "stream" and given.get("name") in ("stdout", "stderr"):
        return new_output(kind, name=given["name"], text=plain(given.get("text")))
    if kind == "error":
        trace = given.get("traceback")
        lines = [plain(line) for line in trace] if type(trace) is list else []
        name, value = plain(given.get("ename")), plain(given.get("evalue"))
        return new_output(kind, ename=name, evalue=value, traceback=lines)
    if kind not in ("display_data", "execute_result") or type(given.get("data")) is not dict:
        return None
    data = formats(given["data"].items(), course)
    if kind == "execute_result":
        return new_output(kind, metadata={}, data=data, execution_count=count)
    return new_output(kind, metadata={}, data=data) if data else None


def new_output(kind: str, **parts: Any) -> NotebookNode:
    """Make an output as nbformat does, but do not check it: it was put together here."""
    return from_dict({"output_type": kind, **parts})


def formats(items: Iterable[tuple[str, Any]], course: bool) -> dict[str, str]:
    """Keep the formats of a display that can do no harm."""
    allowed = TEXT | COURSE if course else TEXT
    data = {name: plain(value) for name, value in items if name in allowed}
    return data | {name: value for name, value in items if name in IMAGES and image(value)}


def plain(value: Any) -> str:
    """Give text that can be written to a file; nothing where it is no text."""
    return value.encode("utf-8", "replace").decode("utf-8") if type(value) is str else ""


def image(value: Any) -> bool:
    """Tell whether a value is base64 and nothing else."""
    try:
        return type(value) is str and bool(base64.b64decode(value.encode("ascii"), validate=True))
    except (binascii.Error, ValueError):
        return False


def error(name: str, sentence: str) -> NotebookNode:
    """Write the output of a cell that was stopped."""
    return new_output("error", ename=name, evalue="", traceback=[sentence])


def size(shown: Iterable[NotebookNode]) -> int:
    """Add up roughly how many bytes some outputs take.

    Examples
    --------
    >>> size([error("NotRun", "No time was left.")]) > EACH
    True
    """
    return sum(EACH + len(str(each)) for each in shown)
