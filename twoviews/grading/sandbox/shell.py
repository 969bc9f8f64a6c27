"""Run cells as a notebook does, with IPython, and no kernel around it."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Coroutine
from contextvars import copy_context
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

from twoviews.grading.sandbox.outputs import Outputs
from twoviews.grading.sandbox.streams import Hook, Publisher, Stream

SETTINGS = Config(
    HistoryManager={"enabled": False},  # with a file comes a thread, which no fork survives
    InteractiveShell={"colors": "nocolor"},
)
PAGES = ("autosave", "connect_info", "qtconsole", "edit", "ed")  # magics of a notebook's page


class Shell(InteractiveShell):
    """IPython's shell, with everything that a cell shows collected."""

    display_pub_class = Type(Publisher)
    displayhook_class = Type(Hook)

    def collect(self, outputs: Outputs) -> None:
        """Say where everything goes that is shown."""
        self.outputs = self.display_pub.outputs = self.displayhook.outputs = outputs
        self.streams = Stream("stdout", outputs), Stream("stderr", outputs)

    def begin(self) -> None:
        """Take a loop in which all cells run, as in a kernel; no two processes can share one."""
        self.loop, self.context = asyncio.new_event_loop(), copy_context()
        self.loop_runner = self.until_done

    def should_run_async(self, *given: Any, **more: Any) -> bool:
        """Run every cell in the loop; what a cell runs itself is in it already."""
        return not self.loop.is_running() or super().should_run_async(*given, **more)

    def until_done(self, cell: Coroutine) -> Any:
        """Let a cell and the tasks of earlier ones go on until the cell is done."""
        task = self.loop.create_task(cell, context=self.context)
        try:
            return self.loop.run_until_complete(task)
        except KeyboardInterrupt:  # it reached the loop, where the cell waits for something
            task.cancel()
            return self.loop.run_until_complete(task)

    def enable_gui(self, gui: str | None = None) -> None:
        """Do nothing: there is no window."""

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        """Keep an error in place of printing it."""
        try:
            value = str(evalue)
        except Exception:
            value = ""
        self.outputs.error(str(etype.__name__), value, [str(line) for line in stb])

    def system(self, cmd: str) -> None:
        """Run a command of the `!` kind, and show what it prints."""
        done = subprocess.run(
            self.var_expand(cmd, depth=1),
            shell=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.streams[0].write(done.stdout.decode("utf-8", "replace"))
        self.user_ns["_exit_code"] = done.returncode

    def ask_exit(self) -> None:
        """Go on: the end of the notebook ends the process."""

    def run(self, source: str) -> list[dict[str, Any]]:
        """Run one cell.

        Parameters
        ----------
        source : str
            Its text, magics and all.

        Returns
        -------
        list of dict
            Its outputs, in nbformat's words.
        """
        self.outputs.start()
        sys.stdout, sys.stderr = self.streams
        try:
            self.run_cell(source, store_history=True)
        except KeyboardInterrupt:  # it came between the cell and the shell
            self.outputs.error("KeyboardInterrupt", "", ["KeyboardInterrupt"])
        return self.outputs.kept


def make(most: int) -> Shell:
    """Make the shell of this process.

    Parameters
    ----------
    most : int
        Bytes that one cell may show.

    Examples
    --------
    >>> import subprocess, sys  # in a process of its own: there is one shell to each
    >>> code = "from twoviews.grading.sandbox.shell import make; out = make(100).run('1 + 1')"
    >>> told = f"{code}; import os; os.write(1, out[0]['data']['text/plain'].encode())"
    >>> subprocess.run([sys.executable, "-c", told], capture_output=True).stdout
    b'2'
    """
    os.environ.setdefault("IPYTHONDIR", "/tmp/ipython")
    shell = Shell.instance(config=SETTINGS)
    shell.extension_manager.load_extension("storemagic")  # a notebook has %store as well
    for name in PAGES:
        shell.register_magic_function(nothing, magic_name=name)
    shell.collect(Outputs(most))
    shell.begin()
    return shell


def nothing(line: str) -> None:
    """Do nothing: the magic is for whoever looks at the page."""
