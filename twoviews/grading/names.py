"""Find out which of a student's variables the tests look at, without telling what is hidden."""

import ast
import builtins
import keyword
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from IPython.core.inputtransformer2 import TransformerManager

BUILT_IN = frozenset(dir(builtins)) | {"In", "Out", "get_ipython", "display", "exit", "quit"}
WORD = re.compile(r"\w+")
ASSIGNED = re.compile(r"(?<![=!<>])=(?!=)")
NAMED = re.compile(r"\b(?:for|as|def|class|import)\s([\w\s,.*]{1,200})|\b(\w{1,80})\s{0,4}:=")
HIDDEN = re.compile(r"^[^\n]*BEGIN (HIDDEN TESTS|MARK SCHEME).*?(?:END \1[^\n]*|\Z)", re.M | re.S)


def looked_at(course: Iterable[str], student: Iterable[str]) -> list[str]:
    """List the names that the course's cells look at, as far as a student can know them.

    The student's process is asked for these, and may listen: so no text out of a
    hidden test is among them, and no name that stands nowhere else.

    Parameters
    ----------
    course : iterable of str
        The course's own cells, hidden tests and all.
    student : iterable of str
        The student's cells.

    Returns
    -------
    list of str
        Names of variables, in order.

    Examples
    --------
    >>> hidden = "# BEGIN HIDDEN TESTS\\nassert q1 == 'heron' + spare\\n# END HIDDEN TESTS"
    >>> looked_at(["check('q2')", hidden], ["q1 = q2 = 1; heron = 2"])
    ['check', 'q1', 'q2']
    """
    course = list(course)
    shown = [public(source) for source in course]
    known = set(re.findall(r"\w+", "\n".join([*shown, *student])))
    names = {node.id for node in nodes(course) if isinstance(node, ast.Name)}
    texts = {node.value for node in nodes(shown) if isinstance(node, ast.Constant)}
    names |= {text for text in texts if isinstance(text, str) and text.isidentifier()}
    return sorted(
        name for name in names & known if name not in BUILT_IN and not keyword.iskeyword(name)
    )


def public(source: str) -> str:
    """Leave out of a cell what students do not get.

    Examples
    --------
    >>> public("q1 = 1\\n# BEGIN HIDDEN TESTS\\nq1 == 3\\n# END HIDDEN TESTS")
    'q1 = 1\\n'
    """
    return HIDDEN.sub("", source)


def filled(sources: Iterable[str]) -> list[str]:
    """List the names that some of the course's cells bind.

    Parameters
    ----------
    sources : iterable of str
        The cells; none of a student's, see `written`.

    Examples
    --------
    >>> filled(["q1 = None", "import os.path\\ndef area(): pass"])
    ['area', 'os', 'q1']
    """
    names = set()
    for node in nodes(sources):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.alias):
            names.add((node.asname or node.name).partition(".")[0])
    return sorted(names - BUILT_IN)


def written(sources: Iterable[str]) -> set[str]:
    """List the words that some of a student's cells seem to bind, line by line.

    Nothing is parsed: a text can be made such that a parser takes hours, or all memory.

    Examples
    --------
    >>> sorted(written(["a, q1 = 1, 2", "print(q2, end='')", "for q3 in (q4 := []):", "q5 == 6"]))
    ['a', 'q1', 'q3', 'q4']
    """
    found = set()
    for line in "\n".join(sources).splitlines():
        depth, (*left, _) = 0, ASSIGNED.split(line)
        for part in left:
            depth += part.count("(") - part.count(")")
            found.update(WORD.findall(part) if depth <= 0 else [])  # else a call's argument
        for hit in NAMED.finditer(line):
            found.update(WORD.findall(hit[1] or hit[2]))
    return found.difference(keyword.kwlist)


def nodes(sources: Iterable[str]) -> Iterator[ast.AST]:
    """Go through the syntax of the course's cells; what cannot be parsed is left out."""
    for source in sources:
        yield from parsed(source)


@lru_cache(maxsize=512)
def parsed(source: str) -> tuple[ast.AST, ...]:
    """Parse one of the course's cells, which is the same in every submission."""
    try:
        return tuple(ast.walk(ast.parse(TransformerManager().transform_cell(source))))
    except (SyntaxError, ValueError, RuntimeError, MemoryError):
        return ()
