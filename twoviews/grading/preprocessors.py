"""The step of nbgrader's autograding that runs a submission, in place of nbgrader's own."""

from pathlib import Path

from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import Execute
from traitlets import Enum, Integer

from twoviews.grading.execution import ISOLATIONS
from twoviews.grading.gradebook import read_record
from twoviews.grading.sandbox.limits import Limits
from twoviews.grading.shared import Shared, shared


class IsolatedExecute(Execute):
    """Run the student's cells and the tests in two processes, each locked in.

    `c.Execute.timeout` is the time that a cell may take, as with nbgrader's own step.
    """

    isolation = Enum(
        ISOLATIONS,
        default_value="bubblewrap",
        help="bubblewrap locks students' code in; none runs it as the user who grades.",
    ).tag(config=True)
    notebook_timeout = Integer(120, help="Seconds that a notebook may take.").tag(config=True)
    memory = Integer(1024, help="Megabytes that a submission may hold.").tag(config=True)
    processes = Integer(64, help="Processes that a submission may have.").tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict, km: None = None
    ) -> tuple[NotebookNode, dict]:
        """Run a submission.

        Parameters
        ----------
        nb : NotebookNode
            The submission, as the door has put it together.
        resources : dict
            nbgrader's: which assignment, notebook and student it is, and the gradebook.

        Returns
        -------
        tuple of NotebookNode and dict
            The submission with its outputs, and the resources as they were.

        Raises
        ------
        NotGraded
            When it could not be run.
        NoSandbox
            When students' code cannot be locked in on this machine.
        """
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as book:
            record = read_record(book, about["assignment"], about["notebook"])
        for note in self.runner.run(nb, record, files(resources)):
            self.log.warning("%s: %s", about["student"], note)
        return nb, resources

    @property
    def runner(self) -> Shared:
        """What runs submissions, with these settings."""
        return shared(self.isolation, self.limits())

    def limits(self) -> Limits:
        """Put the settings together."""
        return Limits(
            cell_seconds=self.timeout or self.notebook_timeout,
            notebook_seconds=self.notebook_timeout,
            memory=self.memory << 20,
            processes=self.processes,
        )


def files(resources: dict) -> dict[str, bytes]:
    """Read the files beside the notebook, which nbgrader has copied there from the assignment."""
    folder = Path(resources["metadata"]["path"])
    found = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in found
        if path.suffix != ".ipynb" and path.name != "timestamp.txt"
    }
