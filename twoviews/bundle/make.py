"""Make the students' copy: a folder, and a zip file of it where one is wanted."""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import TextIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import nbformat

from twoviews.bundle.contents import FOLDERS, LESSONS, contents
from twoviews.bundle.error import BundleError
from twoviews.bundle.pages import lesson, page
from twoviews.bundle.released import hold_released
from twoviews.place.folder import Kind, beside, building

COPY = Kind(
    marker=".twoviews-student",
    words="A students' copy made by `twoviews bundle`, whose next run replaces it.",
    called="a students' copy that was made here",
    error=BundleError,
)


def bundle(course: Path, folder: Path, zipped: bool, out: TextIO) -> int:
    """Make the students' copy of a checkout; an earlier one is replaced, nothing else ever.

    Parameters
    ----------
    course : Path
        The checkout.
    folder : Path
        Where the copy is put.
    zipped : bool
        Whether to make a zip file beside it, too.
    out : TextIO
        Where it is told that another run is waited for.

    Returns
    -------
    int
        How many files the copy holds.

    Raises
    ------
    BundleError
        When the checkout is not whole, an exercise holds an answer, or something that
        is not ours is in the way.
    """
    hold_apart(course, folder)
    files = contents(course)
    hold_released(course)
    with building(folder, COPY, out) as (home, _):
        if zipped:
            refuse_zip(zip_of(folder))
        for path in files:
            copy(course, home, path, files)
        if zipped:
            pack(home, folder, files)
    return len(files)


def hold_apart(course: Path, folder: Path) -> None:
    """Hold that the copy does not lie in a folder that is copied."""
    for name in FOLDERS:
        if folder.is_relative_to(course / name):
            raise BundleError(f"{folder} lies in {name}/, which is copied: choose another place.")


def copy(course: Path, home: Path, path: Path, files: list[Path]) -> None:
    """Copy a file, writable whatever the original's permissions are; fit pages and lessons."""
    (home / path).parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".md":
        (home / path).write_text(page(course, path, files), encoding="utf-8")
    elif path.suffix == ".ipynb" and path.parts[0] == LESSONS:  # an exercise is locked
        nbformat.write(lesson(course, path, files), home / path)
    else:
        shutil.copyfile(course / path, home / path)


def zip_of(folder: Path) -> Path:
    """Name the zip file of a folder."""
    return beside(folder, ".zip")


def refuse_zip(path: Path) -> None:
    """Hold that a place is free, or holds the zip file of a students' copy."""
    with suppress(FileNotFoundError, IsADirectoryError, BadZipFile), ZipFile(path) as found:
        if any(name.endswith(f"/{COPY.marker}") for name in found.namelist()):
            return
    if path.exists():
        raise BundleError(
            f"{path} is in the way and is not {COPY.called}: "
            "move it, or choose another place with --folder."
        )


def pack(home: Path, folder: Path, files: list[Path]) -> None:
    """Make the zip file among what is being made, and put it in its place once it is whole."""
    partial = home / "copy.zip"
    with ZipFile(partial, "w", ZIP_DEFLATED) as made:
        for path in (*files, Path(COPY.marker)):
            made.write(home / path, Path(folder.name) / path)
    partial.replace(zip_of(folder))
