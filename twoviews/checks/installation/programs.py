"""Look up the programs that the lessons run on, and hold their versions to what is needed."""

import re
from collections.abc import Mapping
from importlib import metadata
from platform import python_version
from typing import NamedTuple

import twoviews

# Oldest version that does, first that is untried: as in requirements.txt and pyproject.toml.
RANGES = {
    "Python": ("3.11", "3.14"),
    "jupyterlab": ("4.6", "4.7"),
    "nbgrader": ("0.9.6", "0.10"),
    "pandas": ("3.0", "4"),
    "ipywidgets": ("8.1.9", "9"),
}
PACKAGE = "two-views-of-kim"
NOTHING, MISSING = "nothing", "not installed"
PYTHON = "Install Python 3.12, then run make clean and make lab PYTHON=python3.12."
ANEW = "Close JupyterLab, then run make clean and make lab in a terminal in the course folder."


class Line(NamedTuple):
    """What was looked at, found and wanted, and what to do where these differ."""

    looked_at: str
    found: str
    wanted: str
    what_to_do: str


def installed() -> dict[str, str | None]:
    """Look up the versions of Python, of the programs that the lessons need and of this package.

    Returns
    -------
    dict
        A version by name; None where the program is not installed for this Python.

    Examples
    --------
    >>> list(installed())[:2]
    ['Python', 'jupyterlab']
    """
    names = [name for name in RANGES if name != "Python"]
    return {"Python": python_version()} | {name: version(name) for name in [*names, PACKAGE]}


def version(name: str) -> str | None:
    """Look up one program."""
    try:
        return metadata.version(name)
    except (metadata.PackageNotFoundError, KeyError):  # KeyError: half deleted
        return None


def programs(versions: Mapping[str, str | None]) -> list[Line]:
    """Hold each version to its range, and this package to the code that runs.

    Parameters
    ----------
    versions : mapping
        As `installed` gives them.

    Examples
    --------
    >>> programs({"Python": "3.9.2"})[0].what_to_do
    'Install Python 3.12, then run make clean and make lab PYTHON=python3.12.'
    """
    found = versions.get(PACKAGE)
    wanted = twoviews.__version__
    own = Line("twoviews", found or MISSING, wanted, NOTHING if found == wanted else ANEW)
    return [*(program(name, versions.get(name)) for name in RANGES), own]


def program(name: str, found: str | None) -> Line:
    """Hold one version to its range."""
    first, end = RANGES[name]
    fits = numbers(first) <= numbers(found) < numbers(end)
    remedy = NOTHING if fits else PYTHON if name == "Python" else ANEW
    return Line(name, found or MISSING, f"from {first}, below {end}", remedy)


def numbers(found: str | None) -> tuple[int, ...]:
    """Take the numbers of a version; none where there is no version.

    Examples
    --------
    >>> numbers("4.7.0a1"), numbers(None)
    ((4, 7, 0), ())
    """
    start = re.match(r"\d+(\.\d+)*", found or "")
    return tuple(map(int, start[0].split("."))) if start else ()
