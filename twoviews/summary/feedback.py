"""Say to a student what was found in a summary, in the student's own words."""

from collections.abc import Mapping, Sequence

from twoviews.summary.points import KeyPoint
from twoviews.summary.verdicts import ABSENT, PARTLY, REVERSED, STATED, Verdict

SAID = {
    STATED: "found in “{words}”.",
    PARTLY: "a part of it is in “{words}”. What is missing?",
    REVERSED: "“{words}” seems to turn it round or give it to somebody else. Read the place again.",
    ABSENT: "not found yet.",
}
ADVICE = {
    "copied": "Much of this is word for word as in the article or our paraphrase. Say it in your "
    "own words.",
    "stuffed": "This reads like a list of words. Write sentences that say who does what.",
    "off_topic": "Much of this seems to be about something else. Is it the right article?",
    "unsupported": "Does the article say this, or do you add it?",
    "misattributed": "Whose view is this?",
}
UNSURE = "Some of this is unsure: a person decides."
LONGEST = 120  # characters of a sentence that are shown


def feedback(
    points: Sequence[KeyPoint],
    verdicts: Sequence[Verdict],
    sentences: Sequence[str],
    flags: Mapping[str, str | None],
    unsure: bool,
) -> tuple[str, ...]:
    """Write one line per key idea, one per flag, and whether a person decides."""
    lines = [
        f"{place(point)}: {told(found, sentences)}"
        for point, found in zip(points, verdicts, strict=True)
    ]
    raised = [f"“{short(words)}”: {ADVICE[name]}" for name, words in flags.items() if words]
    return (*lines, *raised, *([UNSURE] if unsure else []))


def told(found: Verdict, sentences: Sequence[str]) -> str:
    """Say how one key idea stands."""
    words = "" if found.sentence is None else short(sentences[found.sentence])
    return SAID[found.verdict].format(words=words)


def place(point: KeyPoint) -> str:
    """Name a key idea without telling it.

    Examples
    --------
    >>> place(KeyPoint("a", "T1", paragraphs=(3, 4))), place(KeyPoint("b", "2"))
    ('Key idea T1 (par. 3, 4)', 'Key idea 2')
    """
    where = ", ".join(map(str, point.paragraphs))
    return f"Key idea {point.point_id}" + (f" (par. {where})" if where else "")


def short(text: str) -> str:
    """Repeat a text on one line, and cut what is long.

    Examples
    --------
    >>> short("one\\n two")
    'one two'
    """
    line = " ".join(text.split())
    return f"{line[:LONGEST]} …" if len(line) > LONGEST else line
