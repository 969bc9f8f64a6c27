"""Archives as a learning platform hands them on, each with a trick inside."""

import io
import stat
import tarfile
import zipfile
from collections.abc import Callable

from .attack import NAME

BOOK = f"{NAME}.ipynb"


def zipped(**members: bytes) -> Callable[[bytes], bytes]:
    """Make an archive of members; `notebook` stands for the released notebook's name."""
    return lambda notebook: pack([(BOOK, notebook), *members.items()])


def pack(members: list[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    """Write an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def link(target: str) -> Callable[[bytes], bytes]:
    """Make an archive whose notebook is a link."""

    def make(notebook: bytes) -> bytes:
        info = zipfile.ZipInfo(BOOK)
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        return pack([(info, target.encode())])

    return make


def tar_link(notebook: bytes) -> bytes:
    """Make a tar file in which a link to the course comes before a file in it."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        info = tarfile.TarInfo("way")
        info.type, info.linkname = tarfile.SYMTYPE, "../../../.."
        archive.addfile(info)
        through = tarfile.TarInfo("way/nbgrader_config.py")
        through.size = 5
        archive.addfile(through, io.BytesIO(b"x = 1"))
    return out.getvalue()


def many(notebook: bytes) -> bytes:
    return pack([(f"{number}.ipynb", b"{}") for number in range(30_000)])


ZEROS = bytes(300_000_000)
SETTINGS = {"../../../../nbgrader_config.py": b"x = 1", "../../../nbgrader_config.py": b"x = 1"}
ARCHIVES = {  # what it tries, the ending of its name, and what it is made of
    "climbing": ("writes settings above its folder", "zip", zipped(**SETTINGS)),
    "absolute": ("writes to a full path", "zip", zipped(**{"/tmp/pwned.ipynb": b"{}"})),
    "backslash": ("writes above its folder as on Windows", "zip", zipped(**{"..\\..\\a.py": b""})),
    "link": ("holds a link to the solution", "zip", link(f"../../../solutions/{NAME}/{BOOK}")),
    "tar_link": ("writes through a link of its own", "tar.gz", tar_link),
    "bomb": ("unpacks to three hundred megabytes", "zip", zipped(**{"zeros.ipynb": ZEROS})),
    "many": ("holds thirty thousand notebooks", "zip", many),
    "impostor": ("holds a notebook in another's name", "zip", zipped(**{f"zoe_{BOOK}": b"{}"})),
    "escapes": ("has names with escapes", "zip", zipped(**{"\x1b]0;owned\x07.ipynb": b"{}"})),
    "nested": ("is an archive in an archive", "zip", lambda notebook: pack([("a.zip", b"PK")])),
    "broken": ("is no archive", "zip", lambda notebook: b"PK\x03\x04 and no more"),
}
