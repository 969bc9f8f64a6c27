"""Show how far a run is: a line for each step, its count, the time since the start, and left."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

QUIET = 5  # seconds between two lines of a step where a line cannot be rewritten
WIDTH = 20  # characters of the bar


class Progress:
    """The lines of one run.

    On a terminal the current step's line is rewritten as it counts, with a bar;
    elsewhere a step has a line when it ends, and one in between when it takes long.
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
        begun = time.monotonic()

        def show(done: int, last: bool = False) -> None:
            now = time.monotonic()
            slow = done < of and now - self._shown > QUIET
            if not (live or last or slow):
                return
            self._shown = now
            line = f"[{self._step:2}/{self.steps}] {name} {done}/{of}"
            text = f"{line:<44}{now - self._start:5.0f} s{left(done, of, now - begun)}"
            self.out.write(f"\r{bar(done, of)} {text}\x1b[K" if live else text)
            self.out.write("" if live and not last else "\n")
            self.out.flush()

        show(0)
        try:
            yield show
        except BaseException:
            self.out.write("\n" if live else "")
            raise
        show(of, last=True)


def left(done: int, of: int, seconds: float) -> str:
    """Say how long the rest takes, if it takes as long for each thing as what is done.

    Examples
    --------
    >>> left(10, 40, seconds=5.0)
    ', 15 s left'
    >>> left(40, 40, seconds=20.0)
    ''
    """
    return f", {seconds / done * (of - done):.0f} s left" if 0 < done < of else ""


def bar(done: int, of: int) -> str:
    """Draw how much of a step is done.

    Examples
    --------
    >>> bar(10, 40)
    '#####...............'
    """
    full = WIDTH * done // of if of else WIDTH
    return "#" * full + "." * (WIDTH - full)
