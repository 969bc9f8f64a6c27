"""The grader's side of the warm process: start it, and get a process for each notebook."""

import socket
import subprocess
import sys
from pathlib import Path
from threading import Lock

from twoviews.grading.errors import NoSandbox
from twoviews.grading.sandbox import bubblewrap
from twoviews.grading.sandbox.limits import Limits
from twoviews.grading.sandbox.process import Died, Process
from twoviews.grading.sandbox.spec import Spec
from twoviews.grading.values.channel import Channel, Closed, Late

PATIENCE = 120  # seconds that the warm process is given to start
END = 10  # seconds that it is given to end
MODULE = "twoviews.grading.sandbox.template"


def python() -> Path:
    """Name this Python without dots on the way; a link to it stays, for it finds the packages."""
    place = Path(sys.executable)
    return place.parent.resolve() / place.name


class Sandbox:
    """A warm process, locked in; it forks one process for each notebook.

    Parameters
    ----------
    isolation : str
        "bubblewrap", or "none" for processes that are merely separate.
    limits : Limits
        What a notebook may use.
    imports : sequence of str
        The modules that are imported beforehand.

    Raises
    ------
    NoSandbox
        When students' code cannot be locked in on this machine.
    """

    def __init__(self, isolation: str, limits: Limits, imports: tuple[str, ...]) -> None:
        self.limits = limits
        self.lock = Lock()
        isolated = isolation == "bubblewrap"
        spec = Spec(isolated, bubblewrap.ordinary() if isolated else None, limits, imports)
        here, there = socket.socketpair()
        program = [
            str(python()),
            "-I",
            "-m",
            MODULE,
            str(there.fileno()),
            spec.text(),
        ]
        self.control = here
        self.process = subprocess.Popen(
            bubblewrap.around(program) if isolated else program,
            env=bubblewrap.ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pass_fds=[there.fileno()],
            start_new_session=True,  # Ctrl-C reaches the grader alone, which then ends this
        )
        there.close()
        self.ready, self.refused = False, ""

    def wait(self) -> None:
        """Wait until the warm process is ready, and can lock a notebook's process in.

        Raises
        ------
        NoSandbox
            When it cannot.
        """
        with self.lock:
            if self.ready:
                return
            if self.refused:
                raise NoSandbox(self.refused)
            try:
                Channel(self.control).receive(PATIENCE)
                self.control.settimeout(PATIENCE)
                trial = self.fork({})
                trial.begin()
            except (Closed, Late, Died):
                self.process.kill()
                told = self.process.communicate()[1].decode("utf-8", "replace").strip()
                self.refused = bubblewrap.refusal(told)
                raise NoSandbox(self.refused) from None
            trial.close()
            self.ready = True

    def open(self, files: dict[str, bytes]) -> Process:
        """Get a process for a notebook, with the files that come with its assignment.

        Raises
        ------
        Died
            When the warm process has ended.
        """
        self.wait()
        with self.lock:
            return self.fork(files)

    def fork(self, files: dict[str, bytes]) -> Process:
        """Ask the warm process for a process."""
        pairs = [socket.socketpair() for _ in range(2)]
        try:
            socket.send_fds(self.control, [b"+"], [there.fileno() for _, there in pairs])
        except OSError:
            raise Died from None
        finally:
            for _, there in pairs:
                there.close()
        (talk, _), (lead, _) = pairs
        return Process(talk, lead, self.limits, files)

    @property
    def ended(self) -> bool:
        """Whether the warm process is no more, for lack of memory perhaps."""
        return self.process.poll() is not None

    def close(self) -> None:
        """End the warm process and every process that it has forked."""
        self.control.close()
        try:
            self.process.wait(END)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stderr.close()
