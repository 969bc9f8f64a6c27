"""Remember what each grade was made from, so that only what changed is graded again."""

import hashlib
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from sqlalchemy import Column, MetaData, String, Table

from twoviews.grading.grade.book import Book

LARGEST = 20_000_000  # bytes of a folder that are read; a file beyond is known by its date
MOST = 5_000  # entries of a folder: a submission with more is not graded anyway
DEEPEST = 12  # folders inside folders: a submission with deeper ones is not graded anyway
LEDGER = Table(
    "two_views_graded",  # beside nbgrader's own tables, so that one commit holds both
    MetaData(),
    Column("submission_id", String(32), primary_key=True),
    Column("taken", String(64), nullable=False),
    Column("made", String(64), nullable=False),
)


def open_ledger(book: Book) -> dict[str, tuple[str, str]]:
    """Read the ledger of a gradebook, which is made where there is none.

    Returns
    -------
    dict
        By submission: the digest of what was graded, and that of what it became.
    """
    LEDGER.metadata.create_all(book.engine)
    with book.whole():
        return {row[0]: (row[1], row[2]) for row in book.db.execute(LEDGER.select())}


def enter(book: Book, submission_id: str, taken: str, made: str) -> None:
    """Note what a submission's grades are made from, in the transaction at hand."""
    book.db.execute(LEDGER.delete().where(LEDGER.c.submission_id == submission_id))
    book.db.execute(LEDGER.insert().values(submission_id=submission_id, taken=taken, made=made))


def digest(*parts: str | Path) -> str:
    """Sum up texts, files and folders, whose links are not followed.

    Examples
    --------
    >>> digest("a", "b") == digest("ab")
    False
    """
    found = hashlib.sha256()
    for part in parts:
        for name, content in entries(part) if isinstance(part, Path) else [("", part.encode())]:
            found.update(f"{name!a} {len(content)} ".encode() + content)
    return found.hexdigest()


def entries(place: Path) -> Iterator[tuple[str, bytes]]:
    """List what is in a folder with its content, or a file with its own."""
    yield "", content(place)
    if place.is_dir() and not place.is_symlink():
        left = LARGEST
        for path in islice(below(place), MOST):
            found = content(path, left)
            left -= len(found)
            yield str(path.relative_to(place)), found


def below(folder: Path, deep: int = DEEPEST) -> Iterator[Path]:
    """Give what is in a folder, and in its folders down to a depth; caches stay out."""
    try:
        found = sorted(folder.iterdir())
    except OSError:  # it cannot be read: what it is has been given already
        return
    for path in found:
        if path.name != "__pycache__":
            yield path
            if deep and path.is_dir() and not path.is_symlink():
                yield from below(path, deep - 1)


def content(path: Path, most: int = LARGEST) -> bytes:
    """Read a file; of anything but a plain file of some bytes at most, give what it is."""
    try:
        found = path.lstat()
        if stat.S_ISREG(found.st_mode) and found.st_size <= most:
            return path.read_bytes()
    except OSError as error:
        return f"error {error.errno}".encode()
    if stat.S_ISDIR(found.st_mode):
        return b"folder"
    return f"{found.st_mode} {found.st_size} {found.st_mtime_ns}".encode()
