"""What is known of the text that is summarized: its runs of words, its names and its numbers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from twoviews.text import fingerprints, tokens, words

NAME = re.compile(r"\b[A-Z][\w’'-]+")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
LOWER = re.compile(r"\b[a-z][\w’'-]+")
PARAGRAPH = re.compile(
    r"(?:\b(?:pars?|paras?|paragraphs?)\b\.?|¶)\s*"
    r"\d{1,2}\b(?:\s?(?:,|-|–|and|to|&)\s?\d{1,2}\b)*",
    re.IGNORECASE,
)
# what may stand before the first word of a sentence, a line or a quotation, and that word
FIRST = re.compile(
    r"(?:^\W*(?:\(?(?:\d{1,2}|[a-z])[.)]\s+)?[^\W_]"
    r"|(?:\n[^\w\n]*|[“„«‘]\s?|(?<![^\s(])[\"'])[^\W\d_])[\w’'-]*",
    re.IGNORECASE,
)
CAPITALS = 2 / 3  # share of a sentence's words from which on capitals tell no name


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
    plain : frozenset of str
        Words that are written without a capital letter in it, or where it is spoken about.
    """

    marks: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    vocabulary: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()


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
        frozenset(word for text in spoken for each in LOWER.findall(text) for word in words(each)),
    )


def strange(sentences: Iterable[str], source: Source) -> list[str]:
    """List the numbers and then the names that a text does not have; none where it is not known.

    The first word of a sentence or a quotation may have its capital letter for that, and the
    number of a paragraph is asked for.

    Examples
    --------
    >>> source = source_of(["In 2018 Ann met Bo at a summit."])
    >>> strange(["Then Ann met Zoe and Bo (par. 3) in 1987."], source)
    ['1987', 'Zoe']
    >>> strange(["- A SUMMIT WITH STORMS.", "At the “Great” Summit, they met."], source)
    []
    """
    if not source.names:
        return []
    inner = [FIRST.sub(" ", PARAGRAPH.sub(" ", each)) for each in sentences]
    numbers = [one for each in inner for one in NUMBER.findall(each) if one not in source.numbers]
    inside = [name for each in inner if not shouted(each) for name in NAME.findall(each)]
    known = source.names | source.plain
    names = [name for name in inside if known.isdisjoint(token.what for token in tokens(name))]
    return list(dict.fromkeys([*numbers, *names]))


def shouted(sentence: str) -> bool:
    """Tell whether most words have a capital letter, as in a heading or a list of words.

    Examples
    --------
    >>> shouted("OBSERVERS, THINK, TEST"), shouted("In Rome, Ann met Zoe and Bo.")
    (True, False)
    """
    said = [word.strip("\"'“”‘’().,;:") for word in sentence.split()[1:]]  # the first has one
    letters = [word for word in said if word[:1].isalpha()]
    return sum(word[0].isupper() for word in letters) > CAPITALS * len(letters)
