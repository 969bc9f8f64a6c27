"""Keep a folder whole: build beside it, and put it in place only at the end."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from twoviews.place.error import PlaceError

PATIENCE = 60  # seconds that another run is given to end


@dataclass(frozen=True)
class Kind:
    """What is made in a folder, and how it is known as ours.

    Parameters
    ----------
    marker : str
        The file that marks a folder as ours.
    words : str
        What the marker says.
    called : str
        What a folder that is not ours is not, as in "a class that was played here".
    error : type
        The error that is raised, with one sentence.
    keep : tuple of type
        Errors after which the half-made folder stays, because it tells more.
    """

    marker: str
    words: str
    called: str
    error: type[Exception] = PlaceError
    keep: tuple[type[Exception], ...] = ()


@contextmanager
def building(
    folder: Path, kind: Kind, out: TextIO, patience: float = PATIENCE
) -> Iterator[tuple[Path, TextIO]]:
    """Give a new folder beside `folder` to build in, and the lock that says it is in use.

    When the block ends well the new folder takes the place of `folder`. When it
    fails the new folder is removed, unless its kind says to keep it; a run that
    was killed leaves it behind, and the next run removes it.

    Raises
    ------
    Exception
        The kind's error, when something that is not ours is in the way, or another
        run is at work.
    """
    refuse(folder, kind)
    partial, old = beside(folder, ".partial"), beside(folder, ".old")
    for place in (partial, old):
        refuse(place, kind)
    with claim(partial, kind, out, patience) as lock:
        try:
            empty(partial, kind.marker)
            yield partial, lock
            clear(old, kind.marker)
            if folder.exists():
                folder.rename(old)
            clear(old, kind.marker)
            partial.rename(folder)
        except kind.keep:
            raise
        except BaseException:
            with suppress(OSError):
                clear(partial, kind.marker)
            raise


def beside(folder: Path, suffix: str) -> Path:
    """Name a sibling of a folder."""
    return folder.with_name(folder.name + suffix)


def refuse(place: Path, kind: Kind) -> None:
    """Hold that a place is free, or holds what we made."""
    if not place.parent.is_dir():
        raise kind.error(f"There is no folder {place.parent}: make it, or choose another.")
    empty = place.is_dir() and not any(place.iterdir())
    if place.exists() and not empty and not (place / kind.marker).is_file():
        raise kind.error(
            f"{place} is in the way and is not {kind.called}: "
            "move it, or choose another place with --folder."
        )


def claim(partial: Path, kind: Kind, out: TextIO, patience: float) -> TextIO:
    """Make the folder to build in and lock its marker, once no other run works there.

    What a run starts may hold its lock too, so that the last command of a killed
    run, which may go on for a while, is waited for.
    """
    end = time.monotonic() + patience
    told = False
    while time.monotonic() < end:
        with suppress(FileNotFoundError):  # another run has just tidied up
            partial.mkdir(exist_ok=True)
            lock = (partial / kind.marker).open("a", encoding="utf-8")
            if held(lock, partial / kind.marker):
                lock.truncate(0)
                print(kind.words, file=lock, flush=True)
                return lock
            lock.close()
        if not told:
            print(f"Waiting for an earlier run in {partial} to end.", file=out, flush=True)
        told = True
        time.sleep(0.2)
    raise kind.error(f"Another run is at work in {partial}: let it end, then try again.")


def held(lock: TextIO, path: Path) -> bool:
    """Try to lock a file, and say whether it is locked and still the one at its path."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return os.path.samestat(os.fstat(lock.fileno()), path.stat())


def empty(place: Path, marker: str) -> None:
    """Delete what a folder of ours holds, all but its marker."""
    for path in place.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != marker:
            path.unlink()


def clear(place: Path, marker: str) -> None:
    """Delete a folder of ours, its marker last, so that half of it is still known as ours."""
    if place.is_dir():
        empty(place, marker)
        (place / marker).unlink(missing_ok=True)
        place.rmdir()
