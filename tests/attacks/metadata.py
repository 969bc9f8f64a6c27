"""The notebook itself is forged: cells, ids, flags, tags, kernels, JSON."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from .attack import Attack, cell_of, changed, path_of

TESTS = ("q1_check", "q1_content", "q2_check", "q2_content", "q3_content", "q4_content")
MARK = {"schema_version": 3, "locked": True, "grade": True, "solution": False, "task": False}


def tagged(*tags: str) -> Callable:
    """Tag every test."""

    def change(notebook):
        for name in TESTS:
            cell_of(notebook, name).metadata["tags"] = list(tags)

    return change


def marked(name: str, **flags) -> Callable:
    """Change nbgrader's own metadata of a cell."""

    def change(notebook):
        cell_of(notebook, name).metadata["nbgrader"].update(flags)

    return change


def rewritten_tests(notebook):
    for name in TESTS:
        cell_of(notebook, name).source = "3.0"


def free_test(notebook):
    mark = MARK | {"grade_id": "q1_content", "points": 100}
    notebook.cells.insert(2, new_code_cell("100.0", id="free", metadata={"nbgrader": mark}))


def new_test(notebook):
    mark = MARK | {"grade_id": "q9_bonus", "points": 100}
    notebook.cells.append(new_code_cell("100.0", id="bonus", metadata={"nbgrader": mark}))


def doubled_test(notebook):
    twin = deepcopy(cell_of(notebook, "q1_content"))
    twin.source = "2.0"
    notebook.cells.append(twin)


def doubled_answer(notebook):
    twin = deepcopy(cell_of(notebook, "q1_answer"))
    twin.source = "share = lambda *parts: 1.0"
    notebook.cells.append(twin)


def deleted_tests(notebook):
    notebook.cells = [c for c in notebook.cells if c.get("id") not in TESTS]


def deleted_everything(notebook):
    notebook.cells = []


def retyped_tests(notebook):
    for name in TESTS:
        cell = cell_of(notebook, name)
        cell["cell_type"] = "markdown"
        del cell["outputs"], cell["execution_count"]


def raw_answer(notebook):
    cell = cell_of(notebook, "q1_answer")
    cell["cell_type"] = "raw"
    del cell["outputs"], cell["execution_count"]


def saved_outputs(notebook):
    for name in TESTS:
        cell = cell_of(notebook, name)
        result = new_output("execute_result", {"text/plain": "1.0"}, execution_count=7)
        cell["outputs"], cell["execution_count"] = [result], 7
    cell_of(notebook, "q1_answer").source = "import os\n\nos._exit(0)"


def tests_first(notebook):
    tests = [cell_of(notebook, name) for name in TESTS]
    others = [cell for cell in notebook.cells if cell not in tests]
    notebook.cells = tests + others


def changed_setup(notebook):
    setup = cell_of(notebook, "setup")
    setup.source += "\nshare = lambda *parts: 1.0\nLEAST = 0\nq1 = []\n"


def swapped_ids(notebook):
    answer, test = cell_of(notebook, "q1_answer"), cell_of(notebook, "q1_content")
    answer.metadata.nbgrader.grade_id, test.metadata.nbgrader.grade_id = "q1_content", "q1_answer"
    answer.source = "2.0"


def same_cell_ids(notebook):
    for cell in notebook.cells:
        cell["id"] = "same"


def other_kernel(notebook):
    notebook.metadata["kernelspec"] = {"name": "bash", "display_name": "B", "language": "bash"}
    notebook.metadata["language_info"] = {"name": "bash", "file_extension": "/../../x"}


def escaping_kernel(notebook):
    name = "../../../../$COURSE/kernels"
    notebook.metadata["kernelspec"] = {"name": name, "display_name": "\x1b[2J"}


def old_schema(notebook):
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader["schema_version"] = 1


def new_schema(notebook):
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader["schema_version"] = 99


def no_metadata(notebook):
    for cell in notebook.cells:
        cell["metadata"] = {}


def lost_labels(notebook):
    """Leave no label, and put tests that give points, and copies of the true ones, above all."""
    tests = [cell_of(notebook, name) for name in TESTS]
    own = [new_code_cell("3.0", id=f"own{number}") for number in range(len(tests))]
    notebook.cells = deepcopy(tests) + own + notebook.cells
    for number, cell in enumerate(notebook.cells):
        cell["metadata"], cell["id"] = {}, f"lost{number}"


def listed_metadata(notebook):
    for cell in notebook.cells:
        cell["metadata"] = {"nbgrader": ["grade_id"]}
    notebook["metadata"] = {"nbgrader": 7, "kernelspec": "python3", "widgets": 3}


def cell_magic_test(notebook):
    source = "%%writefile /tmp/x\n"
    notebook.cells.insert(2, new_code_cell(source, id="writes"))
    cell_of(notebook, "q1_answer").source = "# %%capture\nq1 = None; '''"


def hundred_thousand_cells(notebook):
    cell = new_code_cell("")
    notebook.cells += [cell | {"id": f"n{number}"} for number in range(100_000)]


def large(notebook):
    notebook.cells.append(new_markdown_cell("x" * 20_000_000, id="large"))


def file(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Make an edit out of a change to the notebook's bytes."""

    def edit(folder: Path) -> None:
        path_of(folder).write_bytes(change(path_of(folder).read_bytes()))

    return edit


def deep_json(data: bytes) -> bytes:
    return b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"


def doubled_keys(data: bytes) -> bytes:
    notebook = json.loads(data)
    cells = json.dumps([])
    return data.rstrip()[:-1] + f', "cells": {cells}, "nbformat": {notebook["nbformat"]}}}'.encode()


def merged(data: bytes) -> bytes:
    return b"<<<<<<< HEAD\n" + data + b"=======\n" + data + b">>>>>>> theirs\n"


CHANGES = {
    "skip_tags": ("tags the tests to be skipped", tagged("skip-execution", "remove-cell")),
    "error_tags": ("tags the tests as allowed to fail", tagged("raises-exception")),
    "own_tests": ("rewrites the tests", rewritten_tests),
    "forged_free_cell": ("has a free cell claim to be a test with 100 points", free_test),
    "invented_test": ("adds a test with 100 points that nobody set", new_test),
    "doubled_test": ("copies a test and lets the copy pass", doubled_test),
    "doubled_answer": ("copies an answer cell", doubled_answer),
    "deleted_tests": ("deletes the tests", deleted_tests),
    "deleted_everything": ("deletes every cell", deleted_everything),
    "retyped_tests": ("turns the tests into text", retyped_tests),
    "retyped_answer": ("turns an answer into raw text", raw_answer),
    "saved_outputs": ("saves scores as outputs and lets nothing run", saved_outputs),
    "tests_first": ("moves the tests before everything else", tests_first),
    "changed_setup": ("changes a locked cell", changed_setup),
    "swapped_ids": ("swaps the ids of an answer and its test", swapped_ids),
    "same_ids": ("gives all cells the same id", same_cell_ids),
    "more_points": ("claims that a test has more points", marked("q1_content", points=1000)),
    "fewer_points": ("claims negative points", marked("q1_content", points=-5)),
    "points_of_text": ("gives points that are no number", marked("q1_content", points="all")),
    "unlocked_test": ("unlocks the tests", marked("q1_content", locked=False, solution=True)),
    "graded_answer": ("has its answer graded", marked("q1_answer", grade=True, points=50)),
    "locked_answer": ("locks its answer", marked("q1_answer", locked=True, solution=False)),
    "renamed_test": ("renames a test", marked("q1_content", grade_id="q1_contents")),
    "escaping_id": ("gives a cell an id with a path", marked("q1_answer", grade_id="../../x\n")),
    "other_kernel": ("asks for another kernel", other_kernel),
    "escaping_kernel": ("names a kernel by a path", escaping_kernel),
    "old_schema": ("claims an old version of the metadata", old_schema),
    "new_schema": ("claims a version of the metadata to come", new_schema),
    "no_metadata": ("strips the metadata of all cells", no_metadata),
    "lost_labels": ("strips every label and adds tests of its own", lost_labels),
    "listed_metadata": ("has metadata of the wrong types", listed_metadata),
    "unclosed_cell": ("leaves a text open that would swallow the next cell", cell_magic_test),
    "many_cells": ("hands in a hundred thousand cells", hundred_thousand_cells),
    "large_notebook": ("hands in a notebook of twenty megabytes", large),
}
BYTES = {
    "deep_json": ("hands in JSON that is nested too deeply to read", deep_json),
    "doubled_keys": ("hands in JSON with every key twice", doubled_keys),
    "not_a_number": (
        "hands in JSON with NaN",
        lambda d: d.replace(b'"points": 1,', b'"points": NaN,'),
    ),
    "merge_marks": ("hands in a notebook with merge markers", merged),
    "other_encoding": ("hands in UTF-16", lambda data: data.decode().encode("utf-16")),
    "cut_off": ("hands in half a notebook", lambda data: data[: len(data) // 2]),
    "empty": ("hands in an empty file", lambda data: b""),
    "no_notebook": ("hands in JSON that is no notebook", lambda data: b"[1, 2]"),
    "endless_number": (
        "hands in JSON with an endless number",
        lambda d: d.replace(b"null", b"9" * 10_000),
    ),
}
METADATA = [
    Attack(name, "metadata", tries, edit=changed(change))
    for name, (tries, change) in CHANGES.items()
] + [Attack(name, "metadata", tries, edit=file(change)) for name, (tries, change) in BYTES.items()]
