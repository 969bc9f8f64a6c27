"""Say what was found in a submission: one sentence each, safe to show on any page or terminal."""

from dataclasses import dataclass
from logging import LogRecord

LONGEST = 60  # characters that are shown of anything a student wrote


@dataclass(frozen=True)
class Finding:
    """One departure of a submission from what was released.

    Parameters
    ----------
    student : str
        Whose submission it is.
    cell : str or None
        The cell that it is about, None for the whole submission.
    sentence : str
        What was found, and what was done about it.
    repaired : bool
        Whether it is put right; a finding that is not needs a person's look.
    """

    student: str
    cell: str | None
    sentence: str
    repaired: bool = True

    def __str__(self) -> str:
        where = f", cell {shown(self.cell)}" if self.cell else ""
        return f"{shown(self.student)}{where}: {self.sentence}"


def shown(text: str) -> str:
    """Make a name that a student may have chosen safe to show, and short.

    Examples
    --------
    >>> shown("q1_answer")
    'q1_answer'
    >>> print(shown("a" + chr(27) + "[2J"))
    a\\x1b[2J
    """
    safe = escaped(str(text))
    return safe if len(safe) <= LONGEST else safe[: LONGEST - 1] + "…"


def escaped(text: str, besides: str = "") -> str:
    """Write out the characters that would act on a terminal, besides some that may."""
    return "".join(c if c.isprintable() or c in besides else ascii(c)[1:-1] for c in text)


def harmless(record: LogRecord) -> bool:
    """Write out a log's control characters: nbgrader logs the names of files as they are.

    Examples
    --------
    >>> from logging import makeLogRecord
    >>> record = makeLogRecord({"msg": "Copying %s", "args": (chr(27) + "[2J",)})
    >>> harmless(record), record.getMessage()
    (True, 'Copying \\\\x1b[2J')
    """
    record.msg, record.args = escaped(record.getMessage(), besides="\n\t"), ()
    return True
