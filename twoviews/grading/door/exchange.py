"""Collect from nbgrader's exchange and return feedback: no student's folder stops another's."""

import glob
import os
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default import ExchangeCollect, ExchangeReleaseFeedback

from twoviews.grading.door.files import files_in, plain_name, set_time_aside, submission
from twoviews.grading.door.findings import shown
from twoviews.grading.door.read import raw
from twoviews.grading.errors import NotGraded

REFUSED = ""  # stands for the student of a folder that is not collected
UNREADABLE = (ExchangeError, ValueError, OverflowError, TypeError)


class Collect(ExchangeCollect):
    """nbgrader's collecting, with the door before it.

    Refused is a folder with links, under a name that is no student's, without a time, or
    that another account than the student's has put there (`check_owner`). Where a student
    handed in more than once, an earlier folder that is right is taken instead.
    """

    def init_src(self) -> None:
        """Choose one folder of each student."""
        super().init_src()
        self.src_records = [rec for rec in self.src_records if rec["username"] != REFUSED]
        for record in self.src_records:
            self._mend_time(record["username"])

    def _mend_time(self, student: str) -> None:
        """Set aside a time that cannot be read in what was collected before."""
        course = self.coursedir
        folder = Path(course.format_path(course.submitted_directory, student, course.assignment_id))
        if folder.is_dir():
            try:
                set_time_aside(submission(folder, student))
            except (NotGraded, OSError) as problem:
                self.log.error("%s", problem)

    def _path_to_record(self, path: str) -> dict[str, Any]:
        """Read whose a folder is and from when; a refused one is nobody's."""
        try:
            record = super()._path_to_record(path)
            self._hold(Path(path), record["username"])
            return record
        except (NotGraded, OSError) as problem:
            self.log.error("Refused: %s", problem)
        except UNREADABLE:
            self.log.error("Refused: %s holds no time.", shown(Path(path).name))
        return {"username": REFUSED, "filename": "", "timestamp": datetime.min}

    def _hold(self, folder: Path, student: str) -> None:
        """Hold that a folder is a student's own, plain and not too large."""
        if not plain_name(student):
            raise NotGraded("This cannot be a student's name.", shown(folder.name))
        found = submission(folder, student)
        if self.check_owner and os.name == "posix" and owner(folder) != student:
            why = f"Another account, {owner(folder)}, has handed this in (check_owner)."
            raise NotGraded(why, student)
        size = sum((folder / name).lstat().st_size for name in found.files)
        if size > 1000 * self.coursedir.max_dir_size:
            raise NotGraded(f"It has {size // 1000} kB of files, too many.", student)

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy the plain files of a submission, and no link that a student may put there now."""
        student = Path(src).name.rsplit("+", 3)[0]
        try:
            for name in files_in(Path(src), student):
                path, target = Path(src, name), Path(dest, name)
                if self._ignored(name):
                    continue
                if path.lstat().st_size > 1000 * self.coursedir.max_file_size:
                    self.log.warning("%s: %s is too large: left out.", student, shown(name))
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(raw(path, student))
        except (NotGraded, OSError) as problem:
            self.log.error("Refused: %s", problem)

    def _ignored(self, name: str) -> bool:
        parts = Path(name).parts
        return any(fnmatch(part, pattern) for part in parts for pattern in self.coursedir.ignore)


class ReleaseFeedback(ExchangeReleaseFeedback):
    """nbgrader's returning of feedback: who has no time or secret that can be read waits alone."""

    def copy_files(self) -> None:
        """Return one student's pages after the other's, and say at the end whose are left."""
        left = []
        for folder in sorted(glob.glob(self.src_path)):  # noqa: PTH207 (an absolute path)
            self.src_path = glob.escape(folder)
            try:
                super().copy_files()
            except (OSError, ValueError) as problem:
                left.append(shown(Path(folder).parent.name))
                self.log.error("Not returned: %s (%s).", left[-1], shown(str(problem)))
        if left:
            self.fail(f"Feedback that was not returned: {', '.join(left)}.")


def owner(folder: Path) -> str:
    """Name the account that a folder belongs to."""
    try:
        return folder.owner()
    except KeyError:
        return f"number {folder.stat().st_uid}"
