"""Honest submissions that look odd: none may lose a point."""

from dataclasses import dataclass, field

from nbformat.v4 import new_code_cell, new_markdown_cell

from .attack import cell_of, changed
from .classroom import FULL, RIGHT


@dataclass(frozen=True)
class Oddity:
    """An honest submission, what is odd about it, and the points that it deserves."""

    name: str
    is_odd: str
    cells: dict[str, str] = field(default_factory=dict)
    edit: object = None
    due: float = FULL


def with_code(name: str, is_odd: str, before: str = "", after: str = "", **answers: str) -> Oddity:
    """Make an oddity out of code before and after the first answer, and of other answers."""
    first = f"{before}\n{answers.pop('q1', RIGHT['q1_answer'])}\n{after}".strip()
    cells = RIGHT | {"q1_answer": first}
    return Oddity(name, is_odd, cells | {f"{q}_answer": text for q, text in answers.items()})


def with_change(name: str, is_odd: str, change) -> Oddity:
    """Make an oddity out of a change to the notebook with the right answers."""
    return Oddity(name, is_odd, dict(RIGHT), changed(change))


def own_cells(notebook):
    notebook.cells.insert(3, new_code_cell("helper = lambda x: x + 1\nhelper(1)", id="mine"))
    notebook.cells.append(new_markdown_cell("My notes: *done*.", id="notes"))


def own_kernel(notebook):
    spec = {"name": "two-views", "display_name": "My course (3.12)", "language": "python"}
    notebook.metadata["kernelspec"] = spec
    notebook.metadata["language_info"] = {"name": "python", "version": "3.12.1"}


def no_kernel(notebook):
    notebook.metadata.clear()


def run_before(notebook):
    for count, cell in enumerate(c for c in notebook.cells if c.cell_type == "code"):
        cell["execution_count"] = 40 - count


def editor_metadata(notebook):
    for cell in notebook.cells:
        cell.metadata["collapsed"] = False
        cell.metadata["jupyter"] = {"source_hidden": False}
        cell.metadata["slideshow"] = {"slide_type": "skip"}
    notebook.metadata["toc"] = {"base_numbering": 1}


def other_line_ends(notebook):
    cell = cell_of(notebook, "q1_answer")
    cell.source = cell.source.replace("\n", "\r\n") + "\r\n"


def no_cell_ids(notebook):
    for cell in notebook.cells:
        cell.pop("id", None)
    notebook["nbformat_minor"] = 4


def empty_cells(notebook):
    for place in (2, 4, 6):
        notebook.cells.insert(place, new_code_cell("", id=f"empty{place}"))


def copied_over(notebook):
    """Lose all labels, as when every cell is pasted into a new notebook by hand."""
    for number, cell in enumerate(notebook.cells):
        cell["metadata"], cell["id"] = {}, f"new{number}"


def only_answers(notebook):
    notebook.cells = [cell for cell in notebook.cells if cell.id.endswith("answer")]
    copied_over(notebook)


def answer_above(notebook):
    answer = cell_of(notebook, "q1_answer")
    notebook.cells.remove(answer)
    place = notebook.cells.index(cell_of(notebook, "q1_prompt"))
    notebook.cells.insert(place, new_code_cell(answer.source, id="above"))


def helper_elsewhere(notebook):
    cell_of(notebook, "q1_answer").source = "q1 = primes(10)"
    source = (
        "def primes(n):\n    return [i for i in range(2, n) if all(i % j for j in range(2, i))]"
    )
    notebook.cells.insert(2, new_code_cell(source, id="primes"))


ODDITIES = [
    Oddity("zoe", "every answer as it should be", dict(RIGHT)),
    Oddity("aaron", "nothing attempted", due=0),
    Oddity("ben", "half of the first answer", {"q1_answer": "q1 = [2, 3, 4, 6]"}, due=2),
    with_code("warns", "a warning", before="import warnings\n\nwarnings.warn('careful')"),
    with_code("prints", "prints", before="print('here I am')", q3="print(RIGHT := 46)\nq3 = 46"),
    with_code("to_stderr", "a line on stderr", before="import sys\n\nprint('hm', file=sys.stderr)"),
    with_code("slow", "a slow cell", before="import time\n\ntime.sleep(1)"),
    with_code("logs", "logging", before="import logging\n\nlogging.warning('still here')"),
    with_code("fails_later", "an error after the answer", after="1 / 0"),
    with_code("fails_between", "an error in a question", q3="q3 = 46\nundefined_name"),
    with_code("unicode", "names and text in other scripts", before="größe = 1\nимя = '김정은 🚀'"),
    with_code(
        "tuple_first", "works with a tuple and makes a list of it", q1="q1 = list((2, 3, 5, 7))"
    ),
    with_code(
        "numpy_numbers",
        "NumPy's numbers",
        before="import numpy as np",
        q1="q1 = list(np.array([2, 3, 5, 7]))",
    ),
    with_code(
        "numpy_float", "a sum as NumPy's float", q3="import numpy as np\n\nq3 = np.float64(46)"
    ),
    with_code("plain_float", "a sum as a float", q3="q3 = 46.0"),
    with_code(
        "built_table", "a table made from a file", q4='q4 = pd.read_csv("launches.csv").iloc[:2]'
    ),
    with_code(
        "filtered_table",
        "a table after a filter and a new index",
        q4='t = pd.read_csv("launches.csv")\nq4 = t[t["year"] < 2019].reset_index(drop=True)',
    ),
    with_code(
        "widget",
        "a widget that is moved",
        after="import ipywidgets\n\nslider = ipywidgets.IntSlider(value=3)\nslider.value = 5",
    ),
    with_code(
        "shows_table", "a table shown at the end of a cell", after='pd.read_csv("launches.csv")'
    ),
    with_code(
        "shows_html", "HTML shown", after="from IPython.display import HTML\n\nHTML('<b>bold</b>')"
    ),
    with_code(
        "own_functions",
        "functions and classes of its own",
        before="class Sieve:\n    def __call__(self):\n        return [2, 3, 5, 7]",
        q1="q1 = Sieve()()",
    ),
    with_code(
        "uses_checks",
        "calls of the checks",
        after='form("ex2.q1", None)\nprint(content("ex2.q1", None))',
    ),
    with_code("magics", "magics", before="%matplotlib --list\n%timeit -n1 -r1 1 + 1\n%xmode Plain"),
    with_code(
        "random", "random numbers", before="import random\n\nrandom.seed(1)\nrandom.random()"
    ),
    with_code(
        "imports_again",
        "imports what is there",
        before="import pandas as pd\nimport numpy as np\nfrom twoviews.data import load",
    ),
    with_code(
        "writes_file",
        "a file of its own",
        before="open('mine.txt', 'w').write('7')\nassert open('mine.txt').read() == '7'",
    ),
    with_change("own_cells", "cells of its own", own_cells),
    with_change("own_kernel", "another kernel's name", own_kernel),
    with_change("no_kernel", "no metadata of the notebook", no_kernel),
    with_change("run_before", "cells run in another order", run_before),
    with_change("editor_metadata", "metadata of an editor", editor_metadata),
    with_change("other_line_ends", "line ends of Windows", other_line_ends),
    with_change("no_cell_ids", "an older format, without cell ids", no_cell_ids),
    with_change("empty_cells", "empty cells", empty_cells),
    with_change("copied_over", "all cells copied into a new notebook", copied_over),
    with_change("only_answers", "a new notebook with the answers alone", only_answers),
    with_change("answer_above", "an answer in a new cell above its question", answer_above),
    with_change("helper_elsewhere", "a helper in a cell of its own", helper_elsewhere),
]
