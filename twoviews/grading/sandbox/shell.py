"""Run cells as a notebook does, with IPython, and no kernel around it."""

import os
import subprocess
import sys
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

from twoviews.grading.sandbox.outputs import Hook, Outputs, Publisher, Stream

SETTINGS = Config(
    HistoryManager={"enabled": False},  # with a file comes a thread, which no fork survives
    InteractiveShell={"colors": "nocolor"},
)


class Shell(InteractiveShell):
    """IPython's shell, with everything that a cell shows collected."""

    display_pub_class = Type(Publisher)
    displayhook_class = Type(Hook)

    def collect(self, outputs: Outputs) -> None:
        """Say where everything goes that is shown."""
        self.outputs = self.display_pub.outputs = self.displayhook.outputs = outputs
        self.streams = Stream("stdout", outputs), Stream("stderr", outputs)

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
    shell.collect(Outputs(most))
    return shell
