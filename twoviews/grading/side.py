"""One of a submission's two processes, and what becomes of it when a cell ends it."""

import json
import time
from collections.abc import Iterable, Mapping
from typing import Any

from nbformat.notebooknode import NotebookNode

from twoviews.grading.errors import NotGraded
from twoviews.grading.lasting import BROKEN, Lasting
from twoviews.grading.sandbox.process import Died, Killed
from twoviews.grading.sandbox.warm import Sandbox
from twoviews.grading.shown import error, outputs, size
from twoviews.grading.values.kinds import TOO_MUCH

SLOW = "This cell took longer than {:g} seconds and was stopped."
SPENT = "This cell was not run: the notebook had used up its {:g} seconds."
ENDED = "This cell ended its own process, or held more memory than is allowed."
FULL = "The cells of this notebook have shown all that they may; this output was left out."
AGAIN = "It is the course's own: look at the answer, or grade again when the machine is free."
ROOM = 3_500_000  # bytes of values that are kept: escaped they are twice as many, and fit a frame
OTHER = '{"other": '  # begins what stands for a value, or a part of one, that did not cross
NO_ROOM = json.dumps({"other": TOO_MUCH})


class Side(Lasting):
    """A process that runs some of a notebook's cells, and a new one where a cell ends it.

    Parameters
    ----------
    sandbox : Sandbox
        Where processes come from.
    files : dict of bytes
        The files that come with the assignment, by their paths.
    course : bool
        Whether it is the course's process, which runs none of the student's cells.
    """

    def __init__(self, sandbox: Sandbox, files: dict[str, bytes], course: bool) -> None:
        super().__init__(sandbox, files, "the course's" if course else "the student's")
        self.course = course
        self.given: dict[str, str] = {}
        self.values: dict[str, str] = {}
        self.notes: list[str] = []
        self.seconds = sandbox.limits.notebook_seconds
        self.room = sandbox.limits.notebook_output

    def run(
        self,
        source: str,
        number: int,
        keep: bool = False,
        names: Iterable[str] = (),
        given: Mapping[str, str] | None = None,
        owned: Iterable[str] = (),
        binds: Iterable[str] = (),
    ) -> list[NotebookNode]:
        """Run one cell.

        Parameters
        ----------
        source : str
            Its text.
        number : int
            Its number among the code cells.
        keep : bool
            Whether a new process has to run it again: it is the course's, and no test.
        names : iterable of str
            The variables whose values are wanted afterwards, in `values`.
        given : mapping of str to str, optional
            Values for variables, which have changed since the last cell.
        owned : iterable of str
            The variables that a student fills.
        binds : iterable of str
            The variables that the cell itself binds, for good.

        Returns
        -------
        list of NotebookNode
            Its outputs.
        """
        changed = dict(given or {})
        self.given |= changed
        if self.seconds <= 0:
            spent = SPENT.format(self.sandbox.limits.notebook_seconds)
            return self.stopped("NotRun", spent, number)
        self.begin()  # what a busy machine takes to start is not the notebook's time
        started = time.monotonic()
        try:
            if self.process is None:
                self.renew()
                changed = self.given if self.course else self.known()  # what the last one knew
                owned = owned if self.course else [k for k, v in changed.items() if OTHER not in v]
            named = {"names": [*names], "owned": [*owned], "binds": [*binds]}
            order = {"source": source, "given": changed, **named}
            reply, interrupted = self.process.run(order, self.allowed())
            self.keep(reply.get("values"), named["names"])
            return self.shown(reply, interrupted, number)
        except Killed:
            self.process = None
            return self.stopped("CellTimeoutError", SLOW.format(self.allowed()), number)
        except Died:
            self.process = None
            if self.course:
                raise NotGraded(BROKEN.format(self.whose), cell=f"number {number}") from None
            return self.stopped("ProcessEnded", ENDED, number)
        finally:
            self.seconds -= time.monotonic() - started
            self.kept += [source] if keep else []

    def allowed(self) -> float:
        """Tell how many seconds the next cell may take."""
        return max(min(self.sandbox.limits.cell_seconds, self.seconds), 0.1)

    def keep(self, values: Any, names: Iterable[str]) -> None:
        """Keep the values that were asked for, and no more of them than there is room for."""
        sent = values if type(values) is dict else {}
        for name in names:
            if type(text := sent.get(name)) is str:
                self.values[name] = text if text.isascii() else NO_ROOM
                if sum(map(len, self.values.values())) > ROOM:
                    self.values[name] = NO_ROOM

    def known(self) -> dict[str, str]:
        """Give what can be given back; functions and such are made again by the kept cells."""
        return {name: text for name, text in self.values.items() if not text.startswith(OTHER)}

    def shown(self, reply: dict[str, Any], interrupted: bool, number: int) -> list[NotebookNode]:
        """Read what a cell has shown."""
        found = outputs(reply.get("outputs"), self.course, number)
        if not self.course and (taken := size(found)) > self.room:
            found = [error("OutputLeftOut", FULL)]
        elif not self.course:
            self.room -= taken
        if interrupted:
            found += self.stopped("CellTimeoutError", SLOW.format(self.allowed()), number)
        return found

    def stopped(self, name: str, sentence: str, number: int) -> list[NotebookNode]:
        """Note that a student's cell was stopped, and show it in the notebook.

        A test that does not end says nothing of the answer: no zero, but a person.
        """
        if self.course:
            raise NotGraded(f"{sentence} {AGAIN}", cell=f"number {number}")
        self.notes.append(f"Code cell {number} ({self.whose}): {sentence}")
        return [error(name, sentence)]
