"""Read a draft of a summary, and say in words what a program can see in it and what not."""

from twoviews.checks.draft.copying import copied
from twoviews.checks.draft.guide import Guide
from twoviews.checks.draft.judged import START, ideas
from twoviews.checks.draft.naming import cast, credit
from twoviews.checks.draft.remark import (
    FINE,
    LATER,
    LOOK,
    YOURS,
    Draft,
    Remark,
    counted,
    read,
    shorten,
)
from twoviews.checks.draft.voices import doubt, opinion, view
from twoviews.checks.tasks.written import TOO_LONG
from twoviews.summary import Assessment
from twoviews.text import clean, count

LEAST, MOST = 80, 150  # words asked for
LONG = 40  # words from which on a sentence is hard to follow
QUESTIONS = {
    "length": f"Has it {LEAST} to {MOST} words?",
    "copied words": "Is it free of words in a row that are in the article or our paraphrase?",
    "sentences": "Can each sentence be followed at one reading?",
    "article and author": "Does it say what it summarizes, and who wrote that?",
    "words of doubt": "Is each claim as sure as in the article, neither more nor less?",
    "whose view": "Does it say which view is the author's, and which one is only reported?",
    "actors": "Are those who matter in the article there, and nobody else?",
    "your own opinion": "Does your own opinion stay out?",
    "key ideas": "Which key ideas does a program find in it, and in which of your words?",
    "key points": "Is each key point stated, of the right person and the right way round?",
}


def review(typed: str, guide: Guide, ticked: list[str] | None = None) -> list[Remark]:
    """Say what can be seen in a draft of a summary, aspect by aspect, in a fixed order.

    Parameters
    ----------
    typed : str
        The draft; any characters.
    guide : Guide
        What is known of the article that it summarizes.
    ticked : list of str, optional
        The ids of the key points that the reader finds stated; None before they are shown.

    Returns
    -------
    list of Remark
        One per aspect: its state is "fine", "look again", "later" (the draft is too short to
        tell, or an idea is not found yet) or "yours to judge"; never a mark.
    """
    if len(typed) > TOO_LONG:
        told = f"{len(typed)} characters are more than the {TOO_LONG} that are read here: shorten."
        return [Remark("length", LOOK, told)]
    draft = read(typed)
    looks = (copied, rhythm, credit, doubt, view, cast, opinion, ideas)
    aspects = list(QUESTIONS)[1:-1]
    if draft.count < START:
        seen = [Remark(aspect, LATER, QUESTIONS[aspect]) for aspect in aspects]
    else:
        seen = [look(draft, guide) for look in looks]
    return [length(draft), *seen, points(guide, ticked)]


def asked(number: int) -> str:
    """Put a number of words beside what is asked for, in words that change seldom.

    Examples
    --------
    >>> asked(0), asked(79), asked(80)
    ('nothing written yet', 'fewer than 80 words', '80 to 150 words')
    """
    if not number:
        return "nothing written yet"
    if number < LEAST:
        return f"fewer than {LEAST} words"
    return f"{LEAST} to {MOST} words" if number <= MOST else f"more than {MOST} words"


def standing(
    typed: str,
    guide: Guide,
    seen: list[Remark],
    ticked: list[str] | None,
    found: Assessment | None,
) -> str:
    """Sum up what was seen in one sentence or two that change seldom while the draft grows.

    Parameters
    ----------
    typed, guide, ticked
        As for `review`.
    seen : list of Remark
        What `review` gave.
    found : Assessment or None
        What `judged` gave.
    """
    if len(typed) > TOO_LONG:
        return f"{guide.label}: more than {TOO_LONG} characters. Shorten the draft."
    words = count(clean(typed))
    told = f"{guide.label}: {asked(words)}."
    again = [remark.aspect for remark in seen if remark.state == LOOK]
    if again:
        told += f" Look again at: {', '.join(again)}."
    elif words >= START:
        told += " Nothing that can be seen here needs another look."
    if found:
        stated = (found.points["verdict"] == "stated").sum()
        told += f" A program finds {stated} of {len(guide.points)} key ideas."
    if ticked is not None:
        told += f" Key points ticked: {len(ticked)} of {len(guide.points)}."
    return told


def early(typed: str) -> str:
    """Say that a draft is too short for its key points to be shown; nothing when it is not."""
    words = count(clean(typed))
    if words >= LEAST:
        return ""
    return f"The key points come when your draft has {LEAST} words; it has {words}."


def length(draft: Draft) -> Remark:
    """Hold the number of words to what is asked."""
    told = f"{counted(draft.count, 'word')}; {LEAST} to {MOST} are asked for."
    state = LATER if draft.count < LEAST else FINE if draft.count <= MOST else LOOK
    return Remark("length", state, told)


def rhythm(draft: Draft, _guide: Guide) -> Remark:
    """Count the sentences, and show one that is hard to follow."""
    most, longest = max((count(sentence), sentence) for sentence in draft.sentences)
    told = f"{counted(len(draft.sentences), 'sentence')}, the longest of {most} words."
    if most <= LONG:
        return Remark("sentences", FINE, told)
    return Remark("sentences", LOOK, f"{told} Divide it.", (f"“{shorten(longest)}”",))


def points(guide: Guide, ticked: list[str] | None) -> Remark:
    """Say what is left to the reader: whether each key point is stated."""
    if ticked is None:
        told = f"What a program finds is a guess: from {LEAST} words on, ask for the list."
        return Remark("key points", YOURS, told)
    missing = [key for key in guide.points if key not in ticked]
    told = f"You tick {len(ticked)} of {len(guide.points)}. "
    told += f"Not ticked: {', '.join(missing)}. " if missing else ""
    told += "Is each told of the right person, the right way round, and as surely as there?"
    return Remark("key points", YOURS, told)
