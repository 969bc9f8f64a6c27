"""Keep hidden tests out of the outputs that a feedback page shows: an error quotes its test."""

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from twoviews.grading.names import public


class ClearTraces(NbGraderPreprocessor):
    """Leave of an error in a hidden test its name and the first line of its words.

    A traceback and a warning quote the lines of the test, and a comparison's further
    lines the values that it wants. It has to run before the tests are cleared.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict, index: int
    ) -> tuple[NotebookNode, dict]:
        """Shorten the outputs of a cell with hidden tests or a mark scheme."""
        if cell.cell_type == "code" and public(cell.source) != cell.source:
            cell.outputs = [short(each) for each in cell.outputs if each.get("name") != "stderr"]
        return cell, resources


def short(output: NotebookNode) -> NotebookNode:
    """Take the traceback out of an error.

    Examples
    --------
    >>> error = {"output_type": "error", "ename": "KeyError", "evalue": "a\\nb", "traceback": ["x"]}
    >>> short(NotebookNode(error)).traceback
    ['KeyError: a']
    """
    if output.output_type == "error":
        words = (output.evalue.splitlines() or [""])[0]
        output.traceback = [f"{output.ename}: {words}" if words else output.ename]
    return output
