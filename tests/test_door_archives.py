"""Out of an archive come notebooks and nothing else, and its name says whose they are."""

import io
import tarfile
import zipfile

import pytest

from twoviews.grading.door.archives import members
from twoviews.grading.door.whose import known
from twoviews.grading.errors import NotGraded


def zipped(packed: int = zipfile.ZIP_DEFLATED, **files: bytes) -> bytes:
    """Make a zip archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", packed) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def tarred(name: str, content: bytes = b"{}", **fields) -> bytes:
    """Make a compressed tar archive with one member."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        for field, value in fields.items():
            setattr(member, field, value)
        archive.addfile(member, io.BytesIO(content))
    return data.getvalue()


def linked() -> bytes:
    """Make a zip archive that holds a symbolic link."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        link = zipfile.ZipInfo("ex.ipynb")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return data.getvalue()


TRICKS = {
    "climbs": zipped(**{"../../ex.ipynb": b"{}"}),
    "absolute": zipped(**{"/tmp/ex.ipynb": b"{}"}),
    "drive": zipped(**{"C:ex.ipynb": b"{}"}),
    "link": linked(),
    "lzma": zipped(zipfile.ZIP_LZMA, **{"ex.ipynb": b"{}"}),
    "tar climbs": tarred("../ex.ipynb"),
    "tar link": tarred("ex.ipynb", b"", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
    "tar hard link": tarred("ex.ipynb", b"", type=tarfile.LNKTYPE, linkname="/etc/passwd"),
    "tar device": tarred("ex.ipynb", b"", type=tarfile.CHRTYPE),
    "bomb": zipped(**{"ex.ipynb": b" " * 20_000_001}),
    "crowd": zipped(**dict.fromkeys(map(str, range(20_001)), b"")),
    "broken": zipped(**{"ex.ipynb": b"{}"})[:-30],
    "no archive": b"{}",
}


@pytest.mark.parametrize("name", TRICKS)
def test_an_archive_with_a_trick_is_refused(name):
    with pytest.raises(NotGraded):
        list(members(TRICKS[name], "ada.zip"))


def test_only_notebooks_come_out_of_an_archive():
    inside = {"a/ex.ipynb": b"{}", "a/x.py": b"", ".ipynb_checkpoints/ex.ipynb": b"", "in.zip": b""}
    assert [path for path, _ in members(zipped(**inside), "ada.zip")] == ["a/ex.ipynb", "in.zip"]
    assert list(members(tarred("ex.ipynb"), "ada.tar.gz")) == [("ex.ipynb", b"{}")]


def test_the_longest_known_name_is_the_student():
    assert known("ben_b_ex1.ipynb", ["ben", "ben_b", "b"]) == "ben_b"
    assert known("benny.zip", ["ben"]) is None
