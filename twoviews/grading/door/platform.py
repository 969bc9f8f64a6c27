"""Collect what a learning platform gave as archives: whose it is, the platform alone says."""

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath

from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin
from traitlets import Dict

from twoviews.grading.door.archives import is_archive, is_notebook, members
from twoviews.grading.door.files import plain_name
from twoviews.grading.door.findings import shown
from twoviews.grading.door.read import raw
from twoviews.grading.door.whose import ENDING, NAMED, known, moment, students
from twoviews.grading.errors import NotGraded

BUNDLE = 1_000_000_000  # bytes of an archive with a whole class in it
Content = tuple[str, bytes]


class Extractor(ExtractorPlugin):
    """Takes notebooks out of archives, each student's into a folder of its own.

    An archive that tries a trick, or is broken, is refused, and the others go on.
    """

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack the downloaded archives: extracted/<the platform's name>/<notebook>."""
        for entry, path, content in self._notebooks(Path(archive_path)):
            folder = Path(extracted_path, safe(entry))
            folder.mkdir(parents=True, exist_ok=True)
            target = folder / safe(PurePosixPath(path).name)
            if target.exists():
                self.log.warning("%s: a second %s was left out.", shown(entry), target.name)
            else:
                target.write_bytes(content)

    def _notebooks(self, folder: Path) -> Iterator[tuple[str, str, bytes]]:
        """Give each notebook with the entry that it came in, which the platform named."""
        names = sorted(path.name for path in folder.iterdir())
        alone = len(names) == 1 and is_archive(names[0]) and not self._a_students(names[0])
        inside = self._open(raw(folder / names[0], names[0], BUNDLE), names[0]) if alone else ()
        for path, content in inside if alone else self._downloaded(folder):
            entry = PurePosixPath(path).parts[0]
            if is_archive(path):
                found = [each for each in self._open(content, entry) if is_notebook(each[0])]
                if not found:
                    self.log.error("%s holds no notebook.", shown(entry))
                yield from ((entry, *each) for each in found)
            else:
                yield entry, path, content

    def _a_students(self, name: str) -> bool:
        return known(name, students(self.parent.coursedir)) is not None

    def _open(self, data: bytes, name: str) -> list[Content]:
        """Open an archive; one that is refused is empty."""
        try:
            return list(members(data, name))
        except NotGraded as problem:
            self.log.error("Refused: %s", problem)
            return []

    def _downloaded(self, folder: Path) -> Iterator[Content]:
        """Give the files that lie in the folder of archives."""
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_dir() or not (is_notebook(name) or is_archive(name)):
                continue
            try:
                yield name, raw(path, name)
            except NotGraded as problem:
                self.log.error("Refused: %s", problem)


class Collector(FileNameCollectorPlugin):
    """Tells from the platform's name of an entry whose it is; names inside it do not count."""

    _entries = Dict(help="the entry that each student's notebook was found in")

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Name the student, the notebook and, where it is known, the time."""
        path = Path(submitted_file)
        entry = path.parent.name
        student, time = self._whose(entry)
        if not plain_name(student):
            self.log.error("Refused: %s names no student.", shown(entry))
            return None
        if self._entries.setdefault(student, entry) != entry:
            self.log.error("Refused: %s and another both belong to %s.", shown(entry), student)
            return None
        info = {"student_id": student, "file_id": f"{self._notebook(path.stem)}.ipynb"}
        return info | ({"timestamp": time} if time else {})

    def _whose(self, entry: str) -> tuple[str, str | None]:
        """Find a student of the class whose name begins the entry, or the name in it."""
        found = re.fullmatch(self.named_regexp or NAMED, ENDING.sub("", entry))
        groups = found.groupdict() if found else {}
        named = groups.get("student_id") or groups.get("first") or ""
        student = known(entry, self._class) or named.strip()
        return student, moment(groups.get("timestamp"))

    @cached_property
    def _class(self) -> list[str]:
        return students(self.parent.coursedir)

    def _notebook(self, stem: str) -> str:
        """Name the assignment's notebook that a file's name holds, or else the file itself."""
        course = self.parent.coursedir
        folder = Path(course.format_path(course.release_directory, ".", course.assignment_id))
        names = [path.stem for path in folder.glob("*.ipynb")]
        return next((name for name in names if name in stem), stem)


def safe(name: str) -> str:
    """Make a name that a file may have, of the name that an archive gives."""
    return re.sub(r"[^\w .@+-]", "_", name).lstrip(". -") or "_"
