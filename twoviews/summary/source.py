"""What is known of the text that is summarized: its runs of words, its names and its numbers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from twoviews.text import fingerprints, words

NAME = re.compile(r"\b[A-Z][\w’'-]+")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Source:
    """A text that is summarized, as far as it is known.

    Parameters
    ----------
    marks : frozenset of str
        Fingerprints of the runs of five words that would be copied.
    names : frozenset of str
        Words that are written with a capital letter in it; none when they are not known.
    numbers : frozenset of str
        Its numbers, as they are written.
    vocabulary : frozenset of str
        Its words.
    """

    marks: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    vocabulary: frozenset[str] = frozenset()


def source_of(texts: Iterable[str], marks: Iterable[str] = (), ways: Iterable[str] = ()) -> Source:
    """Gather what a text, or texts about it, tell of names, numbers and words.

    Parameters
    ----------
    texts : iterable of str
        The text itself, or paraphrases of it, names of actors and the like.
    marks : iterable of str
        More fingerprints, where the text itself is not at hand.
    ways : iterable of str
        Known ways of speaking about it, of which only names and numbers are taken.

    Examples
    --------
    >>> source = source_of(["In 2018 Ann met Bo."])
    >>> sorted(source.names), sorted(source.numbers)
    (['ann', 'bo', 'in'], ['2018'])
    """
    texts = list(texts)
    spoken = [*texts, *ways]
    return Source(
        frozenset(marks) | {mark for text in texts for mark in fingerprints(text)},
        frozenset(word for text in spoken for name in NAME.findall(text) for word in words(name)),
        frozenset(number for text in spoken for number in NUMBER.findall(text)),
        frozenset(word for text in texts for word in words(text)),
    )
