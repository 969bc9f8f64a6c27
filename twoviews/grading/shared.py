"""One sandbox for a whole nbgrader command, and for the formgrader's next buttons."""

import atexit
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from threading import Lock, Timer

from nbformat.notebooknode import NotebookNode

from twoviews.grading.execution import Executor
from twoviews.grading.record import Record
from twoviews.grading.sandbox.limits import Limits

IDLE = 20  # seconds without a submission, after which the sandbox ends


class Shared:
    """An executor that starts with its first submission and ends when none come.

    nbgrader makes its preprocessors anew for every notebook, and the formgrader runs
    its commands in a server that goes on for days: neither can hold a sandbox.

    Parameters
    ----------
    isolation : str
        "bubblewrap" or "none".
    limits : Limits
        What a submission may use.
    """

    def __init__(self, isolation: str, limits: Limits) -> None:
        self.isolation, self.limits = isolation, limits
        self.lock = Lock()
        self.executor: Executor | None = None
        self.timer: Timer | None = None
        atexit.register(self.close)

    def run(self, notebook: NotebookNode, record: Record, files: Mapping[str, bytes]) -> list[str]:
        """Run a submission as `Executor.run` does."""
        with self.awake() as executor:
            return executor.run(notebook, record, files)

    def wait(self) -> None:
        """Wait until the sandbox has started, as `Executor.wait` does."""
        with self.awake() as executor:
            executor.wait()

    @contextmanager
    def awake(self) -> Iterator[Executor]:
        """Give the executor to one block at a time; it ends when no other comes."""
        with self.lock:
            self.rest()
            self.executor = self.executor or Executor(self.isolation, self.limits)
            try:
                yield self.executor
            finally:
                self.timer = Timer(IDLE, self.close)
                self.timer.daemon = True
                self.timer.start()

    def close(self) -> None:
        """End the sandbox; the next submission starts another."""
        with self.lock:
            self.rest()
            if self.executor is not None:
                self.executor.close()
                self.executor = None

    def rest(self) -> None:
        """Stop waiting for the end."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None


@cache
def shared(isolation: str, limits: Limits) -> Shared:
    """Give the one executor of this program for some settings."""
    return Shared(isolation, limits)
