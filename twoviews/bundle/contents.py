"""Choose what students get: listed by name, so that a new folder stays private until it is here."""

from collections.abc import Iterator
from pathlib import Path

from twoviews.bundle.error import BundleError

LESSONS = "lessons"
FOLDERS = (LESSONS, "exercises", "data", "twoviews")
README = Path("README.md")
FILES = (
    README.name,
    "requirements.txt",
    "pyproject.toml",
    "Makefile",
    "LICENSE",
    "LICENSE-CONTENT",
    "CITATION.cff",
    "nbgrader_config.py",  # the course's name for submitting, and the time limits of Validate
)
CACHES = ("__pycache__",)
READINGS = Path("data", "readings")  # all but its README is the reader's own


def contents(course: Path) -> list[Path]:
    """List the files of the students' copy, seen from the checkout.

    Raises
    ------
    BundleError
        When a file or folder is missing, or a link may lead to what is private.
    """
    for name in (*FOLDERS, *FILES):
        if not (course / name).exists():
            raise BundleError(f"There is no {course / name}: make the copy from a whole checkout.")
    found = [path for name in FOLDERS for path in walk(course / name)]
    files = [path.relative_to(course) for path in found] + [Path(name) for name in FILES]
    for path in files:
        if (course / path).is_symlink():
            raise BundleError(f"{course / path} is a link: put the file itself in its place.")
    return [path for path in files if path.parent != READINGS or path.name == README.name]


def walk(folder: Path) -> Iterator[Path]:
    """Give the files and links in a folder, but neither hidden ones nor caches."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name in CACHES:
            continue
        if path.is_dir() and not path.is_symlink():
            yield from walk(path)
        else:
            yield path
