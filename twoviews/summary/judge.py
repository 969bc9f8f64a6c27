"""The judge of summaries of one text: what it reads with, and what it makes of it."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from twoviews.summary.assessment import NAMES, SENT, Assessment, covered, table
from twoviews.summary.feedback import feedback
from twoviews.summary.flags import Read, flags
from twoviews.summary.points import KeyPoint
from twoviews.summary.source import Source
from twoviews.summary.verdicts import ABSENT, Reading, Verdict
from twoviews.text import clean, fold, sentences

CHARACTERS, SENTENCES = 20_000, 150  # of a text that are read; no summary has as many
LATIN = 0.5  # share of the letters from which on a text may be English
NOTHING = "There is nothing to read yet: write in sentences."
FOREIGN = "This program reads English only: a person decides."
CUT = f"Only the first {SENTENCES} sentences or {CHARACTERS} characters were read."


class Reader(Protocol):
    """What reads a text: `Tuned` or `Matched`."""

    def read(self, text: str, sentences: Sequence[str]) -> Reading:
        """Read a text, sentence by sentence."""


class Judge:
    """Judges summaries of one text.

    Parameters
    ----------
    points : list of KeyPoint
        What a summary should state.
    source : Source
        What is known of the text.
    authors : sequence of str
        Who wrote the text.
    reader : Reader
        What reads a summary.
    limits : mapping of str to float
        From where on a flag is raised, and from which confidence on a verdict is sure.
    """

    def __init__(
        self,
        points: list[KeyPoint],
        source: Source,
        authors: Sequence[str],
        reader: Reader,
        limits: Mapping[str, Any],
    ) -> None:
        self.points, self._source, self._authors = points, source, authors
        self._reader, self._limits = reader, limits

    def assess(self, text: str) -> Assessment:
        """Judge a summary of any length and any characters."""
        whole = clean(text).strip()
        text, all_said = whole[:CHARACTERS], sentences(whole[:CHARACTERS])
        said = all_said[:SENTENCES]
        if not said:
            return self._unread(NOTHING, 1.0)
        if latin(text) < LATIN:
            return self._unread(FOREIGN, 0.5)
        found, raised = self._read(text, said)
        cut = len(whole) > len(text) or len(all_said) > len(said)
        unsure = any(each.confidence < self._limits["sure"] for each in found)
        person = cut or unsure or any(raised[name] for name in SENT)
        told = feedback(self.points, found, said, raised, person)
        return Assessment(
            points=table(self.points, found, said),
            flags=raised,
            coverage=covered(self.points, found),
            needs_reader=person,
            feedback=(*told, *([CUT] if cut else [])),
        )

    def _read(self, text: str, said: list[str]) -> tuple[list[Verdict], dict[str, str | None]]:
        """Read a text: the verdicts, and the flags; what is no summary states nothing."""
        reading = self._reader.read(text, said)
        raised = flags(Read(text, said, *reading, self._authors), self._source, self._limits)
        if raised["off_topic"] or raised["stuffed"]:
            taken_back = [doubted(verdict) for verdict in reading.verdicts]
            return taken_back, raised | {"misattributed": None}
        return reading.verdicts, raised

    def _unread(self, why: str, confidence: float) -> Assessment:
        """Say that a text was not read: nothing is found in it."""
        absent = [Verdict(ABSENT, confidence, None)] * len(self.points)
        return Assessment(
            points=table(self.points, absent, []),
            flags=dict.fromkeys(NAMES),
            coverage=0.0,
            needs_reader=confidence < self._limits["sure"],
            feedback=(why,),
        )


def latin(text: str) -> float:
    """Give the share of a text's letters that can be read as Latin ones.

    Examples
    --------
    >>> latin("Kim s’est tu."), latin("今天"), latin("2018")
    (1.0, 0.0, 1.0)
    """
    letters = [char for char in text if char.isalpha()]
    read = sum(fold(char).isascii() for char in letters)
    return read / len(letters) if letters else 1.0


def doubted(verdict: Verdict) -> Verdict:
    """Take back what was found in a text that is about something else, or no text: unsurely.

    Examples
    --------
    >>> doubted(Verdict("stated", 0.9, 2))
    Verdict(verdict='absent', confidence=0.5, sentence=None)
    """
    return verdict if verdict.verdict == ABSENT else Verdict(ABSENT, 0.5, None)
