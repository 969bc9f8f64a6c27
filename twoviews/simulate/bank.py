"""Read the bank of answers: what simulated students write, and what each answer is worth."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from twoviews.simulate.error import SimulationError

SOLUTIONS, EXERCISES = "solutions", "exercises"  # as nbgrader_config.py names them
BANKS = Path("tests", "answers")
PARTS = {"form": "check", "content": "content", "manual": "answer"}  # key of an entry: graded cell


@dataclass(frozen=True)
class Answer:
    """One way of answering a question.

    `source` is what the student's cell holds; `worth` maps each graded cell to
    the points that it must earn.
    """

    question: str
    kind: str
    source: str
    worth: dict[str, float]

    @property
    def cell(self) -> str:
        """The cell that the student writes in."""
        return f"{self.question}_answer"

    @property
    def by_hand(self) -> bool:
        """Whether a person grades the answer."""
        return self.cell in self.worth


@dataclass(frozen=True)
class Bank:
    """The answers of one assignment, by question."""

    assignment: str
    questions: dict[str, tuple[Answer, ...]]


def find_banks(course: Path) -> list[Bank]:
    """Read the bank of every assignment in solutions/ that has one.

    Raises
    ------
    SimulationError
        When the course is not a checkout with solutions and banks, or a bank is malformed.
    """
    if not (course / SOLUTIONS).is_dir() or not (course / BANKS).is_dir():
        raise SimulationError(
            f"{course} has no {SOLUTIONS}/ and {BANKS}/: a class is played from a checkout of the "
            "project, so go to one or name it with --course."
        )
    names = sorted(folder.name for folder in (course / SOLUTIONS).iterdir() if folder.is_dir())
    paths = [course / BANKS / f"{name}.toml" for name in names]
    banks = [read_bank(path) for path in paths if path.is_file()]
    if not banks:
        raise SimulationError(
            f"No assignment in {course / SOLUTIONS} has its answers in {course / BANKS}: "
            "add a file <assignment>.toml there."
        )
    return banks


def read_bank(path: Path) -> Bank:
    """Read one bank: a TOML file with an array of tables for each question.

    Raises
    ------
    SimulationError
        When the file cannot be read as UTF-8 and TOML, or an entry lacks a key.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SimulationError(f"{path} is not readable as TOML ({error}): repair it.") from None
    if not tables:
        raise SimulationError(f"{path} holds no answers: add a [[q1]] to it.")
    return Bank(path.stem, {name: entries(path, name, tables[name]) for name in tables})


def entries(path: Path, question: str, tables: object) -> tuple[Answer, ...]:
    """Turn one question's tables into answers."""
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise SimulationError(f"{path}: {question} must be written as [[{question}]].")
    return tuple(
        entry(f"{path}: [[{question}]] number {i}", question, table)
        for i, table in enumerate(tables, start=1)
    )


def entry(where: str, question: str, table: dict) -> Answer:
    """Turn one table into an answer."""
    kind, source = table.get("kind"), table.get("source")
    if not isinstance(kind, str) or not isinstance(source, str):
        raise SimulationError(f"{where} needs a kind and a source, both as text.")
    points = {part: table[part] for part in PARTS if part in table}
    if not points or not all(type(value) in (int, float) for value in points.values()):
        raise SimulationError(f"{where} needs its points as numbers: form and content, or manual.")
    worth = {f"{question}_{PARTS[part]}": float(value) for part, value in points.items()}
    return Answer(question, kind, source, worth)
