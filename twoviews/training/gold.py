"""Summaries that readers have labelled: tests/gold/."""

import json
from pathlib import Path
from typing import NamedTuple

GOLD = Path(__file__).resolve().parents[2] / "tests" / "gold"


class Labelled(NamedTuple):
    """A summary with what two readers found in it."""

    text_id: str
    article_id: str
    kind: str
    text: str
    readers: list[dict[str, str]]  # for each reader: the verdict by point id
    flags: list[set[str]]  # for each reader: the flags raised


class Other(NamedTuple):
    """A summary of another text, with one reader's verdicts on plain key points."""

    source: str
    key_points: list[str]
    text: str
    verdicts: list[str]


def labelled(split: str, folder: Path = GOLD) -> list[Labelled]:
    """Read the summaries of a split: "train", "dev" or "test".

    The splits share no writer, with one another, or but for train with data/phrasings.csv.
    """
    return [
        Labelled(
            row["text_id"],
            row["article_id"],
            row["kind"],
            row["text"],
            [dict(pair.split(":") for pair in each["points"].split()) for each in row["readers"]],
            [set(each["flags"].split()) for each in row["readers"]],
        )
        for row in rows(folder / f"{split}.json")
    ]


def others(split: str, folder: Path = GOLD) -> list[Other]:
    """Read the summaries of other texts: "dev" or "test"."""
    return [
        Other(row["source"], row["key_points"], each["text"], each["labels"])
        for row in rows(folder / f"other_{split}.json")
        for each in row["summaries"]
    ]


def rows(path: Path) -> list[dict]:
    """Read a file of the set."""
    return json.loads(path.read_text(encoding="utf-8"))
