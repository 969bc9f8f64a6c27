"""Fit the prose to the students' copy: no link of a page or lesson leads to what is left out."""

import re
from collections.abc import Collection
from os.path import normpath
from pathlib import Path

from nbformat import NotebookNode

from twoviews.bundle.contents import README
from twoviews.bundle.error import BundleError
from twoviews.bundle.notebook import read

LINK = re.compile(r"!?\[([^\]]*)\]\(([^)#\s]+)[^)]*\)")
ELSEWHERE = re.compile(r"[a-z]+:")  # https: and its like
NOTE = """\
> **This is the students' copy.** Your instructor has what is not in it: the solutions with their
> hidden tests and mark schemes, the tests of this project, and the guide for instructors. Of the
> commands below, `make lab` and its lines without make are for you; `make test`, `make class` and
> `make exercises` need what is left out."""


def page(course: Path, path: Path, there: Collection[Path]) -> str:
    """Fit a Markdown page of the checkout to a copy that holds some files.

    Raises
    ------
    BundleError
        When the page is not in UTF-8.
    """
    try:
        text = unlinked((course / path).read_text(encoding="utf-8"), path, there)
    except UnicodeDecodeError:
        raise BundleError(f"{course / path} is not in UTF-8: save it again in UTF-8.") from None
    return noted(text) if path == README else text


def lesson(course: Path, path: Path, there: Collection[Path]) -> NotebookNode:
    """Fit the prose of a lesson to a copy that holds some files.

    Raises
    ------
    BundleError
        When the lesson is no notebook.
    """
    notebook = read(course / path, "repair it.")
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = unlinked(cell.source, path, there)
    return notebook


def noted(text: str) -> str:
    """Say under the title that this is the students' copy.

    Examples
    --------
    >>> noted("# A course\\n\\nText.\\n").splitlines()[2][:33]
    "> **This is the students' copy.**"
    """
    title, _, rest = text.partition("\n")
    return f"{title}\n\n{NOTE}\n{rest}"


def unlinked(text: str, page: Path, there: Collection[Path]) -> str:
    """Leave of each link that leads to nothing its words.

    Parameters
    ----------
    text : str
        A page in Markdown.
    page : Path
        Its place in the copy.
    there : collection of Path
        The files of the copy.

    Examples
    --------
    >>> unlinked("[a](a.md), [b](no/b.md)", Path("x.md"), [Path("a.md")])
    '[a](a.md), b'
    """
    known = {*there, *(folder for path in there for folder in path.parents)}

    def keep(link: re.Match) -> str:
        target = Path(normpath(page.parent / link[2]))
        return link[0] if ELSEWHERE.match(link[2]) or target in known else link[1]

    return LINK.sub(keep, text)
