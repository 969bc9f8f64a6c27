"""Run nbgrader's own commands, each in a process and with a log of its own."""

import errno
import os
import signal
import subprocess
import sys
import sysconfig
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from twoviews.simulate.error import CommandError

LAST = 12  # lines of a failed command's log that are shown
ROOM = 256 * 1024  # bytes: a disk with less is full


class Shell:
    """Runs the commands of one class.

    Parameters
    ----------
    home : Path
        The folder of the run; logs go to log/ in it, and what Jupyter keeps to jupyter/.
    lock : TextIO
        The run's lock: each command holds it too, so that a killed run's last
        command is noticed by the next run.
    """

    def __init__(self, home: Path, lock: TextIO) -> None:
        self.home, self.lock = home, lock
        self._running: set[subprocess.Popen] = set()
        self._guard = threading.Lock()
        self._stopped = False
        (home / "log").mkdir()

    def run(
        self, name: str, *arguments: str, cwd: Path, watch: Callable[[str], None] | None = None
    ) -> None:
        """Run `nbgrader <arguments>` in a folder; `watch` is shown the log as it grows.

        Raises
        ------
        CommandError
            When the command fails: its last lines, and where its log is.
        """
        log = self.home / "log" / f"{name}.txt"
        with log.open("w", encoding="utf-8") as out:
            out.write(f"nbgrader {' '.join(arguments)}\n\n")
            out.flush()
            process = self._start(arguments, cwd, out)
        while process.poll() is None:
            time.sleep(0.1)
            if watch:
                watch(log.read_text(encoding="utf-8", errors="replace"))
        with self._guard:
            self._running.discard(process)
        if process.returncode:
            self._fail(arguments[0], log)

    def _start(self, arguments: tuple[str, ...], cwd: Path, out: TextIO) -> subprocess.Popen:
        """Start a command in a session of its own, so that Ctrl-C reaches us alone."""
        with self._guard:
            if self._stopped:
                raise CommandError("The run was stopped.")
            process = subprocess.Popen(
                [sys.executable, "-m", "nbgrader", *arguments],
                cwd=cwd,
                env=os.environ | self._settings(),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=[self.lock.fileno()],
            )
            self._running.add(process)
            return process

    def _settings(self) -> dict[str, str]:
        """Keep a user's own Jupyter settings out of the class, and the class out of theirs."""
        own = self.home / "jupyter"
        names = ["JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"]
        beside = sysconfig.get_path("scripts")  # nbgrader calls the program alembic by its name
        path = os.pathsep.join([beside, os.environ.get("PATH", os.defpath)])
        return {name: str(own / name.lower()) for name in names} | {"PATH": path}

    def _fail(self, command: str, log: Path) -> None:
        """Say that a command failed, or that it failed for want of room."""
        text = log.read_text(encoding="utf-8", errors="replace")
        room = os.statvfs(self.home)
        full = any(words in text for words in ("No space left on device", "disk is full"))
        if full or room.f_bavail * room.f_frsize < ROOM:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        last = "\n".join(f"    {line}" for line in text.splitlines()[2:][-LAST:])
        raise CommandError(
            f"nbgrader {command} failed: its last lines follow, its whole log is {log}.\n{last}"
        )

    def stop(self) -> None:
        """End every command that is running, and start no other."""
        with self._guard:
            self._stopped = True
            for process in self._running:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGTERM)
            for process in self._running:
                process.wait(timeout=10)
