"""Raise flags on a text as a whole; each is advice with its evidence, never a mark."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from twoviews.summary.source import Source, strange
from twoviews.summary.verdicts import ABSENT, REVERSED, Verdict
from twoviews.text import QUOTE, Phrases, Span, count, marked, quotations, runs, tokens, words

LEAST = 16  # words in runs as in the source: fewer may be chance
STRANGE = 0.03  # of a text's share on the topic that a strange name or number takes away
VOICE = re.compile(r"\b(authors?|writers?|columnists?|article|text)\b", re.IGNORECASE)


class Read(NamedTuple):
    """A text that has been read."""

    text: str
    sentences: Sequence[str]
    verdicts: Sequence[Verdict]
    stuffing: np.ndarray  # by sentence: the chance that it is words without a sentence
    on_topic: np.ndarray  # by sentence: the chance that it is about the article
    authors: Sequence[str]  # who wrote the article


def flags(read: Read, source: Source, limits: Mapping[str, float]) -> dict[str, str | None]:
    """Raise the flags of a text.

    Parameters
    ----------
    read : Read
        The text and what was read in it.
    source : Source
        What is known of the article.
    limits : mapping of str to float
        From which share of the text on a flag is raised: copied, stuffed, stuffed_and_empty,
        off_topic and off_topic_credited; and unsupported, a number of names and numbers.

    Returns
    -------
    dict of str to str or None
        copied, stuffed, off_topic, unsupported and misattributed: the student's own words that
        raised it, else None.
    """
    stuffing = stuffed(read, limits["stuffed_and_empty" if empty(read) else "stuffed"])
    found = strange(read.sentences, source)
    return {
        "copied": copied(read.text, source, limits["copied"]),
        "stuffed": stuffing,
        "off_topic": None if stuffing else off_topic(read, found, limits),
        "unsupported": ", ".join(found) if len(found) >= limits["unsupported"] else None,
        "misattributed": misattributed(read),
    }


def empty(read: Read) -> bool:
    """Tell whether hardly a key point is found in a text, stated or turned round."""
    found = sum(verdict.verdict != ABSENT for verdict in read.verdicts)
    return 3 * found <= len(read.verdicts)


def shares(sentences: Sequence[str]) -> np.ndarray:
    """Give the share of the words that each sentence has.

    Examples
    --------
    >>> shares(["One.", "Two three four."]).tolist()
    [0.25, 0.75]
    """
    sizes = np.array([count(sentence) for sentence in sentences], float)
    return sizes / max(sizes.sum(), 1)


def copied(text: str, source: Source, limit: float) -> str | None:
    """Show the longest run of words as in the source where such runs make up much of a text.

    What stands in a quotation that is no longer than allowed is not copied.
    """
    found = tokens(text)
    quoted = [quote for quote in quotations(text) if count(quote.what) <= QUOTE]
    taken = [
        run
        for run in runs(found, marked(found), source.marks)
        if not any(quote.start < run.start and run.end < quote.end for quote in quoted)
    ]
    if sum(map(size, taken)) < max(limit * len(found), LEAST):
        return None
    longest = max(taken, key=size)
    return text[longest.start : longest.end]


def size(run: Span) -> int:
    """Count the words of a run."""
    return len(run.what.split())


def stuffed(read: Read, limit: float) -> str | None:
    """Show the clearest list or salad of words where much of a text is such, or one repeated."""
    share = shares(read.sentences)
    said = [" ".join(words(sentence)) for sentence in read.sentences]
    often = Counter(said)
    again = [bool(each) and often[each] > 2 for each in said]  # other scripts have no words here
    if share @ np.maximum(read.stuffing, again) < limit:
        return None
    return read.sentences[int(np.argmax(np.maximum(read.stuffing, again) * share))]


def off_topic(read: Read, strange: Sequence[str], limits: Mapping[str, float]) -> str | None:
    """Show the sentence that is farthest from the article where a text is about something else.

    Names and numbers that the article does not have speak for that, each a little; that the text
    speaks of an article or its authors speaks against it.
    """
    share = shares(read.sentences)
    limit = limits["off_topic_credited" if VOICE.search(read.text) else "off_topic"]
    if not empty(read) or share @ read.on_topic - STRANGE * len(strange) >= limit:
        return None
    return read.sentences[int(np.argmax((1 - read.on_topic) * share))]


def misattributed(read: Read) -> str | None:
    """Show a sentence that turns a key point round and gives it to the author."""
    surnames = Phrases(words(name)[-1] for name in read.authors if words(name))
    for verdict in read.verdicts:
        if verdict.verdict == REVERSED and credited(read.sentences[verdict.sentence], surnames):
            return read.sentences[verdict.sentence]
    return None


def credited(sentence: str, surnames: Phrases) -> bool:
    """Tell whether a sentence speaks of the article or its authors.

    Examples
    --------
    >>> roe = Phrases(["roe"])
    >>> credited("Roe thinks so.", roe), credited("The text says so.", roe), credited("Ha.", roe)
    (True, True, False)
    """
    return bool(VOICE.search(sentence) or surnames.find(sentence, tokens(sentence)))
