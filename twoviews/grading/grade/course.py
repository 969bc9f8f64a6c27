"""Know the course as nbgrader does: its settings, its folders, and what is submitted."""

import os
from functools import cached_property
from pathlib import Path

from nbgrader.apps import AutogradeApp
from nbgrader.converters import Autograde
from nbgrader.preprocessors import CheckCellMetadata, Execute, NbGraderPreprocessor
from nbgrader.utils import find_all_files

from twoviews.grading.grade.error import GradingError

CONFIG = "nbgrader_config.py"


class Course:
    """A course, its settings read once.

    Parameters
    ----------
    folder : Path
        Where nbgrader_config.py is.

    Raises
    ------
    GradingError
        When there are no settings, or they cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        if not (folder / CONFIG).is_file():
            raise GradingError(
                f"There is no {CONFIG} in {folder}: go to the folder of the course, or name it "
                "with --course."
            )
        os.chdir(folder)  # as nbgrader's commands do, whose settings may name folders from here
        self.app = load(folder / CONFIG)
        self.autograde = Autograde(coursedir=self.app.coursedir, parent=self.app)
        self.directory = self.app.coursedir

    @property
    def url(self) -> str:
        """The address of the gradebook."""
        return self.directory.db_url

    @property
    def root(self) -> Path:
        """The folder that holds the steps of the course."""
        return Path(self.directory.root)

    @property
    def autograded(self) -> Path:
        """The folder that holds every graded submission."""
        return self.graded("*", "*").parents[1]

    @property
    def permissions(self) -> int:
        """Those of a graded file: nbgrader writes them as they are read, 444."""
        return int(str(self.autograde.permissions), 8)

    def submission(self, student: str, assignment: str) -> Path:
        """Name the folder of a submission."""
        step = self.directory.submitted_directory
        return Path(self.directory.format_path(step, student, assignment))

    def graded(self, student: str, assignment: str) -> Path:
        """Name the folder that a graded submission is put in."""
        step = self.directory.autograded_directory
        return Path(self.directory.format_path(step, student, assignment))

    def students(self, assignment: str) -> list[str]:
        """Name everyone who submitted something, in order."""
        pattern = self.submission("*", assignment).relative_to(self.root)
        place = pattern.parts.index("*")
        found = {path.relative_to(self.root).parts[place] for path in self.root.glob(str(pattern))}
        left_out = set(self.directory.student_id_exclude.split(","))
        return sorted(name for name in found - left_out if not name.startswith("."))

    def released(self, assignment: str) -> Path:
        """Name the folder of the released assignment."""
        step = self.directory.release_directory
        return Path(self.directory.format_path(step, ".", assignment))

    def shipped(self, assignment: str) -> dict[str, Path]:
        """Find the files that come with an assignment, by their place in its folder."""
        source = self.directory.format_path(self.directory.source_directory, ".", assignment)
        files = find_all_files(source, [*self.directory.ignore, "*.ipynb"])
        return {str(Path(file).relative_to(source)): Path(file) for file in sorted(files)}

    @cached_property
    def steps(self) -> list[NbGraderPreprocessor]:
        """What nbgrader does with a notebook that has been run, as the settings list it.

        The cells were run elsewhere, and their metadata comes from the gradebook.
        """
        left_out = (Execute, CheckCellMetadata)
        listed = self.autograde.autograde_preprocessors
        return [step(parent=self.autograde) for step in listed if not issubclass(step, left_out)]


def load(path: Path) -> AutogradeApp:
    """Read the settings as nbgrader does; half of them would grade otherwise than is wanted."""
    app = AutogradeApp(raise_config_file_errors=True)
    try:
        app.initialize(["--quiet"])
    except (Exception, SystemExit) as error:  # whatever the settings' own code raises
        raise GradingError(f"{path} cannot be loaded ({error}): repair it.") from None
    return app
