"""Look at what the lessons run on: programs, tables, originals, a panel; each in one line."""

from collections.abc import Callable, Collection, Mapping
from os.path import relpath
from pathlib import Path

import pandas as pd

import twoviews
from twoviews import data
from twoviews.checks.installation.programs import ANEW, NOTHING, Line, programs

ROOT = Path(twoviews.__file__).resolve().parents[1]
OWN, DONE = "data, in the course folder", "every task done"


def setup(versions: Mapping[str, str | None], tasks: Collection[str] | None = None) -> pd.DataFrame:
    """Hold a set-up to what the lessons need; whatever is broken, nothing is raised.

    Parameters
    ----------
    versions : mapping
        A version by name, as `installed` gives them.
    tasks : collection of str, optional
        The tasks of the practice panel that are still open; left out before it was tried.

    Returns
    -------
    DataFrame
        One row per thing looked at: looked_at, found, wanted, what_to_do ("nothing" where
        it fits).

    Examples
    --------
    >>> setup({}, tasks=["list"])["found"].tolist()[-1]
    'still open: list'
    """
    lines = [*programs(versions), tables(), folder(), originals(), panel(tasks)]
    return pd.DataFrame(lines)


def tables() -> Line:
    """Load every table."""
    names, fault = tried(data.tables)
    faults = [tried(data.load, name)[1] for name in names or []]
    found = f"{faults.count(None)} of {len(faults)} load" if faults else "none"
    remedy = fault or next(filter(None, faults), NOTHING)
    return Line("tables of data", found, "all load", remedy)


def folder() -> Line:
    """Tell where the tables lie, seen from the course folder."""
    found, fault = tried(data.folder)
    if fault:
        return Line("folder of the tables", "none", OWN, fault)
    if found == ROOT / "data":
        return Line("folder of the tables", OWN, OWN, NOTHING)
    return Line("folder of the tables", relpath(found, ROOT), OWN, ANEW)


def originals() -> Line:
    """Tell which originals the reader has added."""
    looked_at, wanted = "originals in data/readings", "none needed"
    articles, fault = tried(data.load, "articles")
    if fault:
        return Line(looked_at, "not known", wanted, fault)
    found = {row.label: tried(data.reading, row.article_id) for row in articles.itertuples()}
    said = [f"{label}: {'there' if text else 'none'}" for label, (text, _) in found.items()]
    remedy = next((fault for _, fault in found.values() if fault), NOTHING)
    return Line(looked_at, "; ".join(said), wanted, remedy)


def panel(tasks: Collection[str] | None) -> Line:
    """Tell whether a panel responds, which only its reader can find out."""
    looked_at = "practice panel"
    if tasks is None:
        remedy = "Do the tasks of the practice panel in this lesson, then look again."
        return Line(looked_at, "not tried yet", DONE, remedy)
    if not tasks:
        return Line(looked_at, DONE, DONE, NOTHING)
    remedy = "Do them; where a control does not answer, run the panel's cell again."
    return Line(looked_at, f"still open: {', '.join(tasks)}", DONE, remedy)


def tried(call: Callable, *given: str) -> tuple:
    """Give what a call gives and None, or None and a sentence on why it gives nothing."""
    try:
        return call(*given), None
    except data.DataError as error:
        return None, str(error).replace(str(ROOT / "data"), "data")
    except Exception as error:  # a set-up may be broken in any way
        return None, f"{type(error).__name__}: {error}. Get the course folder again."
