"""Show how far a run is: one line for each step, with its count and the time since the start."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

QUIET = 5  # seconds between two lines of a step where a line cannot be rewritten


class Progress:
    """The lines of one run.

    On a terminal the current step's line is rewritten as it counts; elsewhere
    a step has a line when it ends, and one in between when it takes long.
    """

    def __init__(self, steps: int, out: TextIO) -> None:
        self.steps, self.out = steps, out
        self._start = self._shown = time.monotonic()
        self._step = 0

    @contextmanager
    def step(self, name: str, of: int) -> Iterator[Callable[[int], None]]:
        """Show one step; the block calls what it is given with the number done so far."""
        self._step += 1
        live = self.out.isatty()

        def show(done: int, last: bool = False) -> None:
            now = time.monotonic()
            slow = done < of and now - self._shown > QUIET
            if not (live or last or slow):
                return
            self._shown = now
            line = f"[{self._step:2}/{self.steps}] {name} {done}/{of}"
            text = f"{line:<44}{now - self._start:5.0f} s"
            self.out.write(f"\r{text}" if live else text)
            self.out.write("" if live and not last else "\n")
            self.out.flush()

        show(0)
        try:
            yield show
        except BaseException:
            self.out.write("\n" if live else "")
            raise
        show(of, last=True)
