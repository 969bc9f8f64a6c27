"""Keep the class folder whole: build beside it, and put it in place only at the end."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from twoviews.simulate.error import CommandError, SimulationError

MARKER = ".twoviews-class"
WORDS = "A class played by `twoviews simulate`: the next run replaces it, and you may delete it."
PATIENCE = 60  # seconds that a command of a killed run is given to end


@contextmanager
def building(folder: Path, out: TextIO) -> Iterator[tuple[Path, TextIO]]:
    """Give a new folder beside `folder` to build in, and the lock that says it is in use.

    When the block ends well the new folder takes the place of `folder`. When it
    fails the new folder is removed, except after a failed command, whose log it
    holds; a run that was killed leaves it behind, and the next run removes it.

    Raises
    ------
    SimulationError
        When something that is not ours is in the way, or another run is at work.
    """
    partial, old = beside(folder, ".partial"), beside(folder, ".old")
    for place in (folder, partial, old):
        refuse(place)
    with claim(partial, out) as lock:
        try:
            empty(partial)
            yield partial, lock
            clear(old)
            if folder.exists():
                folder.rename(old)
            clear(old)
            partial.rename(folder)
        except CommandError:
            raise
        except BaseException:
            with suppress(OSError):
                clear(partial)
            raise


def beside(folder: Path, suffix: str) -> Path:
    """Name a sibling of a folder."""
    return folder.with_name(folder.name + suffix)


def refuse(place: Path) -> None:
    """Hold that a place is free, or is a class of ours."""
    if any(c in str(place) for c in "%*?[]"):
        raise SimulationError(
            f"nbgrader cannot work in {place}, whose name holds one of % * ? [ ]: "
            "choose another place with --folder."
        )
    if not place.parent.is_dir():
        raise SimulationError(f"There is no folder {place.parent}: make it, or choose another.")
    empty = place.is_dir() and not any(place.iterdir())
    if place.exists() and not empty and not (place / MARKER).is_file():
        raise SimulationError(
            f"{place} is in the way and is not a class that was played here: "
            "move it, or choose another place with --folder."
        )


def claim(partial: Path, out: TextIO) -> TextIO:
    """Make the folder to build in and lock its marker, once no other run works there.

    A command holds the lock of its run, so that the last command of a killed
    run, which may go on for a while, is waited for.
    """
    end = time.monotonic() + PATIENCE
    told = False
    while time.monotonic() < end:
        with suppress(FileNotFoundError):  # another run has just tidied up
            partial.mkdir(exist_ok=True)
            lock = (partial / MARKER).open("a", encoding="utf-8")
            if held(lock, partial / MARKER):
                lock.truncate(0)
                print(WORDS, file=lock, flush=True)
                return lock
            lock.close()
        if not told:
            print(f"Waiting for an earlier run in {partial} to end.", file=out, flush=True)
        told = True
        time.sleep(0.2)
    raise SimulationError(f"Another run is at work in {partial}: let it end, then try again.")


def held(lock: TextIO, path: Path) -> bool:
    """Try to lock a file, and say whether it is locked and still the one at its path."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return os.path.samestat(os.fstat(lock.fileno()), path.stat())


def empty(place: Path) -> None:
    """Delete what a class holds, all but its marker."""
    for path in place.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != MARKER:
            path.unlink()


def clear(place: Path) -> None:
    """Delete a class, its marker last, so that half of it is still known as ours."""
    if place.is_dir():
        empty(place)
        (place / MARKER).unlink(missing_ok=True)
        place.rmdir()
