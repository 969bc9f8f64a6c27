"""What the judge found in a summary."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from twoviews.summary.points import KeyPoint
from twoviews.summary.verdicts import ABSENT, PARTLY, REVERSED, STATED, Verdict

WORTH = {STATED: 1.0, PARTLY: 0.5, REVERSED: 0.0, ABSENT: 0.0}
COLUMNS = ["point_id", "verdict", "confidence", "evidence", "why"]
NAMES = ("copied", "stuffed", "off_topic", "unsupported", "misattributed")  # of the flags
SENT = ("copied", "stuffed", "off_topic", "misattributed")  # those that a person should look at


@dataclass(frozen=True)
class Assessment:
    """What a summary says of each key point, and what it should be looked at for.

    Parameters
    ----------
    points : DataFrame
        One row per key point: point_id; verdict ("stated", "partly", "reversed" or "absent");
        confidence, 0 to 1, that it is there at all (stated, partly) or that it is not (reversed,
        absent); evidence, the student's own sentence, or ""; why, a sentence.
    flags : dict of str to str or None
        copied, stuffed, off_topic, unsupported, misattributed: the student's own words that
        raised the flag, else None.
    coverage : float
        Share of the key points' weight that is stated; half of it where partly stated. 0 to 1.
    needs_reader : bool
        True where a person should read it: a verdict is unsure, or a flag of SENT was raised.
    feedback : tuple of str
        Sentences for the student: they show the student's words, never a model answer.
    """

    points: pd.DataFrame
    flags: dict[str, str | None]
    coverage: float
    needs_reader: bool
    feedback: tuple[str, ...] = field(default=())


def table(
    points: Sequence[KeyPoint], verdicts: Sequence[Verdict], sentences: Sequence[str]
) -> pd.DataFrame:
    """Lay the verdicts out, one row per key point."""
    rows = [
        (point.point_id, found.verdict, found.confidence, shown(found, sentences), why(found))
        for point, found in zip(points, verdicts, strict=True)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def shown(found: Verdict, sentences: Sequence[str]) -> str:
    """Give the student's sentence that a verdict rests on; nothing where it rests on none."""
    return "" if found.sentence is None else sentences[found.sentence]


def why(found: Verdict) -> str:
    """Say in a sentence what a verdict rests on.

    Examples
    --------
    >>> why(Verdict("stated", 0.93, 2))
    'Sentence 3 says it (93 % sure that at least a part is said).'
    >>> why(Verdict("absent", 0.8, None))
    'No sentence says it (80 % sure).'
    """
    sure = f"{found.confidence:.0%}".replace("%", " %") + " sure"
    if found.verdict == ABSENT or found.sentence is None:
        return f"No sentence says it ({sure})."
    said = f"Sentence {found.sentence + 1}"
    if found.verdict == REVERSED:
        return f"{said} turns it round ({sure} that it is not said)."
    says = "says it" if found.verdict == STATED else "says a part of it"
    return f"{said} {says} ({sure} that at least a part is said)."


def covered(points: Sequence[KeyPoint], verdicts: Sequence[Verdict]) -> float:
    """Give the share of the key points' weight that a text states.

    Examples
    --------
    >>> pair = [KeyPoint("a", weight=3), KeyPoint("b")]
    >>> covered(pair, [Verdict("stated", 1, 0), Verdict("reversed", 1, 0)])
    0.75
    """
    pairs = list(zip(points, verdicts, strict=True))
    told = sum(point.weight * WORTH[found.verdict] for point, found in pairs)
    return round(told / sum(point.weight for point in points), 4)
