"""Take notebooks out of an archive that a student may have made: nothing else gets out of it."""

import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from twoviews.grading.door.files import CACHES
from twoviews.grading.door.findings import shown
from twoviews.grading.door.read import MOST_BYTES
from twoviews.grading.errors import NotGraded

ARCHIVES = (".zip", ".tar.gz", ".tgz", ".gz", ".tar")
MOST_MEMBERS = 20_000
MOST_TOTAL = 2_000_000_000  # bytes that one archive may unpack to: a whole class from a platform
GZIP = b"\x1f\x8b"
PLAIN = {0, stat.S_IFREG, stat.S_IFDIR}
FRUGAL = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # unpacking others may take much memory
BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, ValueError)


def is_archive(name: str) -> bool:
    """Tell whether a file's name is that of an archive.

    Examples
    --------
    >>> is_archive("bitdiddle.tar.gz"), is_archive("ex1.ipynb")
    (True, False)
    """
    return name.casefold().endswith(ARCHIVES)


def is_notebook(name: str) -> bool:
    """Tell whether a file's name is that of a notebook, and not of an editor's own copy."""
    return name.casefold().endswith(".ipynb") and not CACHES & set(PurePosixPath(name).parts)


def members(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Give the notebooks and archives in an archive, by their paths in it.

    Parameters
    ----------
    data : bytes
        The archive.
    name : str
        Its name, for sentences.

    Yields
    ------
    path, content : str, bytes

    Raises
    ------
    NotGraded
        When it is broken or locked, holds a link or a path that leads out of it, or
        unpacks to too much. A student's archive is refused as a whole.
    """
    total = 0
    try:
        for path, content in entries(data):
            total += len(content)
            if len(content) > MOST_BYTES or total > MOST_TOTAL:
                raise NotGraded(f"{shown(path)} unpacks to too much: it was refused.", shown(name))
            yield path, content
    except Trick as trick:
        raise NotGraded(f"{trick}: the archive was refused.", shown(name)) from None
    except (*BROKEN, RuntimeError, NotImplementedError) as error:
        why = f"The archive cannot be opened ({shown(str(error))}): ask for the notebook itself."
        raise NotGraded(why, shown(name)) from None


class Trick(Exception):
    """An archive holds what no honest one does."""


def entries(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Read what is wanted in a zip or tar archive; nothing is believed of its size."""
    file = io.BytesIO(data)
    if not zipfile.is_zipfile(file):
        file.seek(0)
        yield from from_tar(file, "r:gz" if data.startswith(GZIP) else "r:")
        return
    with zipfile.ZipFile(file) as archive:
        limited(len(archive.infolist()))
        for info in archive.infolist():
            held(info.filename, stat.S_IFMT(info.external_attr >> 16) in PLAIN)
            if info.compress_type not in FRUGAL:
                raise Trick(f"{shown(info.filename)} is packed in an unusual way")
            if wanted(info.filename):
                with archive.open(info) as member:
                    yield info.filename, member.read(MOST_BYTES + 1)


def from_tar(file: io.BytesIO, mode: str) -> Iterator[tuple[str, bytes]]:
    """Read what is wanted in a tar archive."""
    skipped = 0
    with tarfile.open(fileobj=file, mode=mode) as archive:
        for number, member in enumerate(archive):
            limited(number, skipped := skipped + member.size)
            held(member.name, member.isfile() or member.isdir())
            if member.isfile() and wanted(member.name):
                yield member.name, archive.extractfile(member).read(MOST_BYTES + 1)


def limited(count: int, size: int = 0) -> None:
    """Hold that an archive is not endless."""
    if count > MOST_MEMBERS or size > MOST_TOTAL:
        raise Trick("It holds too many or too large files")


def held(path: str, plain: bool) -> None:
    """Hold that a member is a plain file or folder, and its path stays inside."""
    parts = PurePosixPath(path).parts
    if not plain:
        raise Trick(f"{shown(path)} is a link or no plain file")
    if path.startswith("/") or "\\" in path or ":" in path or ".." in parts:
        raise Trick(f"{shown(path)} leads out of the archive")


def wanted(path: str) -> bool:
    """Tell whether a member is a notebook, or an archive that may hold one."""
    return "__MACOSX" not in path and (is_notebook(path) or is_archive(path))
