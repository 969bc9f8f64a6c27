"""The judge of summaries of one text: what it reads with, and what it makes of it."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from twoviews.summary.assessment import SENT, Assessment, covered, table
from twoviews.summary.feedback import feedback
from twoviews.summary.flags import Read, flags
from twoviews.summary.points import KeyPoint
from twoviews.summary.source import Source
from twoviews.summary.verdicts import ABSENT, Reading, Verdict
from twoviews.text import clean, sentences

CHARACTERS, SENTENCES = 20_000, 150  # of a text that are read; no summary has as many


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
        text = clean(text)[:CHARACTERS]
        said = sentences(text)[:SENTENCES]
        reading = self._reader.read(text, said or [""])
        read = Read(text, said or [""], *reading, self._authors)
        raised = flags(read, self._source, self._limits)
        found = reading.verdicts
        if raised["off_topic"] or raised["stuffed"]:
            found = [doubted(verdict) for verdict in found]
        unsure = any(each.confidence < self._limits["sure"] for each in found)
        reader = bool(said) and (unsure or any(raised[name] for name in SENT))
        return Assessment(
            points=table(self.points, found, read.sentences),
            flags=raised,
            coverage=covered(self.points, found),
            needs_reader=reader,
            feedback=feedback(self.points, found, read.sentences, raised, reader),
        )


def doubted(verdict: Verdict) -> Verdict:
    """Take back what was found in a text that is about something else, or no text: unsurely.

    Examples
    --------
    >>> doubted(Verdict("stated", 0.9, 2))
    Verdict(verdict='absent', confidence=0.5, sentence=None)
    """
    return verdict if verdict.verdict == ABSENT else Verdict(ABSENT, 0.5, None)
