"""Put something new in a file's place, and keep what was there."""

import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path


def set_aside(path: Path, target: Path) -> Path:
    """Move a file or link to where nothing is yet; a link is not followed.

    Returns
    -------
    Path
        Where it is now: the target, or the target with a number, also behind the name of a
        folder that cannot be one because a file is there.
    """
    return path.rename(free(target))


def copy_aside(path: Path, target: Path) -> Path:
    """Copy a file that is to be written anew to where nothing is yet, and give its place."""
    return Path(shutil.copy2(path, free(target), follow_symlinks=False))


def free(target: Path) -> Path:
    """Find a place that nothing is in, and make its folder."""
    place = housed(target.parent) / target.name
    return next(name for name in numbered(place) if not os.path.lexists(name))


def housed(folder: Path) -> Path:
    """Find or make a folder, under a number where a file has its name."""
    if folder.is_dir():
        return folder
    names = numbered(housed(folder.parent) / folder.name)
    found = next(name for name in names if name.is_dir() or not os.path.lexists(name))
    found.mkdir(exist_ok=True)
    return found


def numbered(path: Path) -> Iterator[Path]:
    """Give a path, and then the path with one number after the other; a long name is cut."""
    yield path
    yield from (path.with_name(f"{path.name[:60]}.{number}") for number in count(1))


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    for number in count():
        partial = path.with_name(f".{path.name}.{number}")
        if not partial.exists():
            break
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)
