"""Put the tasks of the practice panel into words: what to do, where things stand, what is next."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import pandas as pd

from twoviews.widgets.charts import bars
from twoviews.widgets.tables import table

ENTRIES = ["first entry", "second entry", "third entry"]
WORD = "ready"
CAPTION = "A task for each control"


class Task(NamedTuple):
    """What to do with a control, by keyboard or by mouse."""

    control: str
    keyboard: str
    mouse: str


TASKS = {
    "slider": Task(
        "Slider",
        "Reach it with Tab, press Home, then End.",
        "Drag its handle to the left end, then to the right end.",
    ),
    "list": Task(
        "List",
        "Reach it with Tab, press End: that chooses the last entry.",
        "Click on the last entry.",
    ),
    "checkbox": Task(
        "Checkbox", "Reach it with Tab, press Space: that ticks the box.", "Click on the box."
    ),
    "text": Task(
        "Text field",
        f"Reach it with Tab, type the word {WORD}, press Enter.",
        f"Click into it, type the word {WORD}, click elsewhere.",
    ),
    "button": Task("Button", "Reach it with Tab, press Space or Enter.", "Click on the button."),
}


def listed(stands: Mapping[str, str], done: Collection[str]) -> str:
    """List where each control stands, its task, and whether that is done; draw how many are.

    Parameters
    ----------
    stands : mapping
        Where each control stands, in words, by the name of its task.
    done : collection of str
        The names of the tasks that are done.

    Examples
    --------
    >>> listed(dict.fromkeys(TASKS, "somewhere"), ["list"]).count("<td>done</td>")
    1
    """
    rows = [
        {
            "control": task.control,
            "task": "done" if name in done else "open",
            "stands_at": stands[name],
            "with_the_keyboard": task.keyboard,
            "with_the_mouse": task.mouse,
        }
        for name, task in TASKS.items()
    ]
    counts = {"label": ["done", "open"], "value": [len(done), len(TASKS) - len(done)]}
    return table(pd.DataFrame(rows), CAPTION) + bars(pd.DataFrame(counts), "Tasks", "tasks")


def next_step(done: Collection[str], half: str = "") -> str:
    """Count the tasks done, and tell the first open one.

    Parameters
    ----------
    done : collection of str
        The names of the tasks that are done.
    half : str, optional
        The key that still does the first task, when half of it is done.

    Examples
    --------
    >>> next_step(["slider"])
    '1 of 5 tasks done. Next, List: Reach it with Tab, press End: that chooses the last entry.'
    """
    open_tasks = [task for name, task in TASKS.items() if name not in done]
    if not open_tasks:
        return f"All {len(TASKS)} tasks are done: the panels of this course work for you."
    first = open_tasks[0]
    asked = f"half done, now press {half}." if half and "slider" not in done else first.keyboard
    return f"{len(done)} of {len(TASKS)} tasks done. Next, {first.control}: {asked}"


def practice_twin() -> str:
    """Write the practice panel as one folded table, for a page without a kernel.

    Returns
    -------
    str
        HTML without a blank line, so that it can stand in a Markdown cell: one row per
        control.
    """
    columns = ["control", "with_the_keyboard", "with_the_mouse"]
    tasks = table(pd.DataFrame(TASKS.values(), columns=columns), CAPTION)
    return f"<details><summary>The whole panel as a table</summary>{tasks}</details>"
