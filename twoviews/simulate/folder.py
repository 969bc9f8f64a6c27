"""Keep the class folder whole, at a place where nbgrader can work."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from twoviews.place import folder as places
from twoviews.simulate.error import CommandError, SimulationError

MARKER = ".twoviews-class"
PATIENCE = 60  # seconds that a command of a killed run is given to end
CLASS = places.Kind(
    marker=MARKER,
    words="A class played by `twoviews simulate`: the next run replaces it, and you may delete it.",
    called="a class that was played here",
    error=SimulationError,
    keep=(CommandError,),  # the folder holds the command's log
)


@contextmanager
def building(folder: Path, out: TextIO) -> Iterator[tuple[Path, TextIO]]:
    """Give a new folder beside `folder` to play in, and the lock that says it is in use.

    Raises
    ------
    SimulationError
        When nbgrader cannot work there, something that is not ours is in the way,
        or another run is at work.
    """
    if any(c in str(folder) for c in "%*?[]"):
        raise SimulationError(
            f"nbgrader cannot work in {folder}, whose name holds one of % * ? [ ]: "
            "choose another place with --folder."
        )
    with places.building(folder, CLASS, out, PATIENCE) as made:
        yield made
