"""Keep a process for a notebook's cells: when it has ended, another takes its place."""

from twoviews.grading.errors import NotGraded
from twoviews.grading.sandbox.process import Died, Killed, Process
from twoviews.grading.sandbox.warm import Sandbox

TRIES = 2  # to start a process
BROKEN = "The process that runs {} cells ended at once: grade this submission again."


class Lasting:
    """A process, and the one after it, which starts where the last one was.

    Parameters
    ----------
    sandbox : Sandbox
        Where processes come from.
    files : dict of bytes
        The files that come with the assignment, by their paths.
    whose : str
        Whose cells it runs, in words.
    """

    def __init__(self, sandbox: Sandbox, files: dict[str, bytes], whose: str) -> None:
        self.sandbox, self.files, self.whose = sandbox, files, whose
        self.process = self.opened()  # it starts while the other process runs the first cells
        self.kept: list[str] = []  # the cells that a new process has to run again

    def opened(self) -> Process | None:
        """Ask for a process; none where the warm one has ended."""
        try:
            return self.sandbox.open(self.files)
        except Died:
            return None

    def begin(self) -> None:
        """Wait until the process has started; one that did not is put aside."""
        try:
            if self.process is not None:
                self.process.begin()
        except Died:
            self.process = None

    def renew(self) -> None:
        """Start a process, and bring it to where the last one was."""
        for _ in range(TRIES):
            try:
                self.process = self.sandbox.open(self.files)
                self.process.begin()
                for source in self.kept:
                    order = {"source": source, "names": [], "owned": [], "binds": [], "given": {}}
                    self.process.run(order, self.sandbox.limits.cell_seconds)
                return
            except (Died, Killed):
                self.process = None
        raise NotGraded(BROKEN.format(self.whose))

    def close(self) -> None:
        """End the process."""
        if self.process is not None:
            self.process.close()
            self.process = None
