"""Put something new in a file's place, and keep what was there."""

import os
from itertools import count
from pathlib import Path


def set_aside(path: Path, target: Path) -> Path:
    """Move a file or link to where nothing is yet; a link is not followed.

    Returns
    -------
    Path
        Where it is now: the target, or the target with a number.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    names = (target, *(target.with_name(f"{target.name}.{n}") for n in range(1, 1000)))
    free = next(name for name in names if not os.path.lexists(name))
    path.rename(free)
    return free


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    for number in count():
        partial = path.with_name(f".{path.name}.{number}")
        if not partial.exists():
            break
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)
