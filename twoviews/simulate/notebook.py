"""Look into an assignment's notebook, and write a student's answers into it."""

from pathlib import Path

import nbformat
from nbformat import NotebookNode

from twoviews.simulate.bank import Bank
from twoviews.simulate.cast import Hand
from twoviews.simulate.error import SimulationError


def path_of(folder: Path, assignment: str) -> Path:
    """Name the one notebook of an assignment: it has the assignment's name."""
    return folder / assignment / f"{assignment}.ipynb"


def cells(path: Path) -> dict[str, NotebookNode]:
    """Read the cells that nbgrader knows, by their grade ids.

    Raises
    ------
    SimulationError
        When the file is missing or is no notebook.
    """
    try:
        found = [c for c in nbformat.read(path, as_version=4).cells if "nbgrader" in c.metadata]
        return {cell.metadata.nbgrader.grade_id: cell for cell in found}
    except (OSError, ValueError, AttributeError, KeyError) as error:
        raise SimulationError(f"{path} cannot be read as a notebook ({error}).") from None


def released(path: Path) -> dict[str, str]:
    """Read what each answer cell of a released notebook holds."""
    known = cells(path).items()
    return {name: cell.source for name, cell in known if cell.metadata.nbgrader.get("solution")}


def check(bank: Bank, solutions: Path) -> None:
    """Hold that a bank and its solution speak of the same cells.

    Raises
    ------
    SimulationError
        When the bank names a cell that the notebook lacks, or says nothing
        about a cell that is graded.
    """
    path = path_of(solutions, bank.assignment)
    known = cells(path)
    graded = {name for name, cell in known.items() if cell.metadata.nbgrader.get("grade")}
    for name in sorted(graded):
        if name.partition("_")[0] not in bank.questions:
            raise SimulationError(f"{path} grades {name}: add answers to it to the bank.")
    for question, answers in bank.questions.items():
        wanted = {name for name in graded if name.partition("_")[0] == question}
        for number, answer in enumerate(answers, start=1):
            where = f"In the answers to {bank.assignment}, [[{question}]] number {number}"
            for name in sorted({answer.cell, *answer.worth} - known.keys()):
                raise SimulationError(f"{where} needs the cell {name}, which is not in {path}.")
            if answer.worth.keys() != wanted:
                names = ", ".join(sorted(wanted))
                raise SimulationError(f"{where} must give the points of {names} in {path}.")


def write(path: Path, hand: Hand) -> None:
    """Write a student's answers into a fetched notebook."""
    notebook = nbformat.read(path, as_version=4)
    sources = {answer.cell: answer.source for answer in hand.values()}
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = sources.get(name, cell.source)
    nbformat.write(notebook, path)
