"""Lay out the files of a submission that grading reads, and no others, however large they are."""

from pathlib import Path

from nbgrader.converters.base import BaseConverter

from twoviews.grading.door.read import raw


class Wanted(BaseConverter):
    """Stands in for the step of nbgrader's autograding that copies all files of a submission."""

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Write the time of submission, nbgrader's secret, and files that are not overwritten."""
        source = Path(self._format_source(assignment_id, student_id))
        folder = Path(self._format_dest(assignment_id, student_id))
        own = self.shipped & {*self.exclude_overwriting.get(assignment_id, [])}
        brought = {
            name: raw(source / name, student_id) for name in own if (source / name).is_file()
        }
        for name, content in (brought | self.admitted.files).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)  # it may be one that nobody can write to
            path.write_bytes(content)
