"""The grader's side of one notebook's process: send cells, and end it when it does not end."""

import contextlib
import socket
from typing import Any

from twoviews.grading.errors import NoSandbox
from twoviews.grading.sandbox import bubblewrap
from twoviews.grading.sandbox.limits import Limits
from twoviews.grading.sandbox.spec import INTERRUPT
from twoviews.grading.values.channel import Channel, Closed, Late

START = 60  # seconds that a process is given to start, on a machine that is busy
PROMPT = 60  # seconds that it is given to take what it is sent


class Killed(Exception):
    """Say that a process had to be killed, because it did not end a cell in time."""


class Died(Exception):
    """Say that a process ended by itself, or was killed for the memory that it held."""


class Process:
    """One notebook's process, as the grader sees it."""

    def __init__(
        self, talk: socket.socket, lead: socket.socket, limits: Limits, files: dict[str, bytes]
    ) -> None:
        self.channel, self.lead, self.limits = Channel(talk), lead, limits
        self.files, self.begun = files, False

    def begin(self) -> None:
        """Hold that the process could be locked in; before that nothing is sent to it.

        Raises
        ------
        NoSandbox
            When it could not.
        Died
            When it has ended.
        """
        if self.begun:
            return
        try:
            broken = self.channel.receive(START)["broken"]
        except (Closed, Late, KeyError):
            self.close()
            raise Died from None
        if broken:
            self.close()
            raise NoSandbox(bubblewrap.refusal(str(broken)))
        self.send({"files": {name: content.hex() for name, content in self.files.items()}})
        self.begun = True

    def run(self, order: dict[str, Any], seconds: float) -> tuple[dict[str, Any], bool]:
        """Run one cell.

        Parameters
        ----------
        order : dict
            The source, the values given, and the names of the values asked for.
        seconds : float
            After which the cell is interrupted.

        Returns
        -------
        tuple of dict and bool
            What the process answered, and whether it had to be interrupted.

        Raises
        ------
        Killed
            When it did not end when interrupted.
        Died
            When it ended by itself.
        """
        self.send(order)
        for interrupted, wait in ((False, seconds), (True, self.limits.grace_seconds)):
            try:
                return self.channel.receive(wait), interrupted
            except Closed:
                self.close()
                raise Died from None
            except Late:
                with contextlib.suppress(OSError):
                    self.lead.send(INTERRUPT)
        self.close()
        raise Killed

    def send(self, message: dict[str, Any]) -> None:
        """Send a message, or find that nobody is there."""
        try:
            self.channel.send(message, PROMPT)
        except (Closed, Late):
            self.close()
            raise Died from None

    def close(self) -> None:
        """End the process and all that it started."""
        self.channel.close()
        self.lead.close()
