"""Run submissions one after the other, or several at once, in one sandbox that is warm."""

import os
from collections.abc import Mapping
from functools import partial
from threading import Lock
from types import TracebackType

from nbformat.notebooknode import NotebookNode

from twoviews.grading.errors import NoSandbox
from twoviews.grading.record import Record
from twoviews.grading.run import Run, code
from twoviews.grading.sandbox.limits import Limits
from twoviews.grading.sandbox.warm import Sandbox

ISOLATIONS = ("bubblewrap", "none")
IMPORTS = ("pandas", "twoviews.grading.ready")
UNLOCKED = "It ran without a sandbox, in a process of its own."


class Executor:
    """Run submissions, one after the other or several at once from several threads.

    Parameters
    ----------
    isolation : str
        "bubblewrap" locks every process in; "none" only keeps the student's process
        and the tests' apart.
    limits : Limits
        What a submission may use.
    imports : tuple of str
        The modules that are imported once, before any submission; one that has a
        function `warm` has it called.

    Raises
    ------
    NoSandbox
        When students' code cannot be locked in on this machine.
    """

    def __init__(
        self,
        isolation: str = "bubblewrap",
        limits: Limits | None = None,
        imports: tuple[str, ...] = IMPORTS,
    ) -> None:
        if isolation not in ISOLATIONS:
            raise NoSandbox(f"There is no isolation {isolation!r}: set bubblewrap or none.")
        if not hasattr(os, "fork"):
            raise NoSandbox("Students' code cannot be kept apart on Windows: grade in WSL.")
        self.isolation, self.lock = isolation, Lock()
        self.start = partial(Sandbox, isolation, limits or Limits(), imports)
        self.sandbox = self.start()

    def __enter__(self) -> "Executor":
        return self

    def __exit__(
        self, kind: type | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def wait(self) -> None:
        """Wait until the sandbox has started; `run` does so by itself.

        Raises
        ------
        NoSandbox
            When it cannot start.
        """
        with self.lock:
            if self.sandbox.ended and self.sandbox.ready:
                self.sandbox.close()
                self.sandbox = self.start()
        self.sandbox.wait()

    def close(self) -> None:
        """End every process."""
        self.sandbox.close()

    def run(
        self, notebook: NotebookNode, record: Record, files: Mapping[str, bytes] | None = None
    ) -> list[str]:
        """Run a submission, and fill the outputs of its code cells in place.

        Parameters
        ----------
        notebook : NotebookNode
            The submission, put together anew from the record by the door.
        record : Record
            What the gradebook knows of it: which cells are the course's, and their sources.
        files : mapping of str to bytes, optional
            The files that come with the assignment, by their paths.

        Returns
        -------
        list of str
            Sentences for the report.

        Raises
        ------
        NotGraded
            When the notebook is not made like the record.
        NoSandbox
            When the sandbox cannot start.
        """
        self.wait()  # so that no notebook's time runs before
        notes = [] if self.isolation == "bubblewrap" else [UNLOCKED]
        with Run(self.sandbox, notebook, record, dict(files or {})) as run:
            for number, cell in enumerate(code(notebook), start=1):
                cell.execution_count, cell.outputs = number, run.cell(cell, number)
            return notes + run.student.notes + run.course.notes


def possible() -> str:
    """Try the sandbox out, and give the isolation that this machine is capable of."""
    try:
        with Executor() as executor:
            executor.wait()
    except NoSandbox:
        return "none"
    return "bubblewrap"
