"""Compare two texts by what stands on their surface: telling words, letters, numbers, negations."""

import re
from collections.abc import Iterable
from functools import lru_cache

from twoviews.text import words

PLAIN_WORDS = frozenset(
    """
    a about after all also an and any are as at be because been before being between both but by
    can could did do does for from had has have he her him his how if in into is it its itself
    just may might more most must no nor not of on only or other our out over own s she should so
    some such t than that the their them then there these they this those through to too under up
    very was we were what when where which while who whom whose why will with would you your
    """.split()  # noqa: SIM905
)
NEGATION = frozenset(
    """
    cannot fail fails failed hardly lack lacks neither never no nobody none nor not nothing refuse
    refused refuses reject rejected rejects unlike unlikely without
    """.split()  # noqa: SIM905
)
CONTRACTED = re.compile(r"(?:n['’]t)\b")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
STEM, GRAM = 5, 4  # letters of a stem; letters of a run of letters


def telling(word: str) -> bool:
    """Tell a word of content from a plain one and from a mark.

    Examples
    --------
    >>> telling("deal"), telling("With"), telling(";")
    (True, False, False)
    """
    return word[0].isalnum() and word.casefold() not in PLAIN_WORDS


@lru_cache(4096)
def stems(text: str) -> frozenset[str]:
    """Give the telling words of a text, cut to their first letters.

    Examples
    --------
    >>> sorted(stems("The negotiators met."))
    ['met', 'negot']
    """
    return frozenset(word[:STEM] for word in words(text) if telling(word))


@lru_cache(4096)
def grams(text: str) -> frozenset[str]:
    """Give every run of four letters of a text's telling words."""
    line = " ".join(word for word in words(text) if telling(word))
    return frozenset(line[at : at + GRAM] for at in range(len(line) - GRAM + 1))


def recall(wanted: Iterable[str], found: Iterable[str]) -> float:
    """Give the share of what is wanted that is found; 0 when nothing is wanted.

    Examples
    --------
    >>> recall({"a", "b"}, {"b", "c"})
    0.5
    """
    wanted = set(wanted)
    return len(wanted & set(found)) / len(wanted) if wanted else 0.0


@lru_cache(4096)
def negated(text: str) -> bool:
    """Tell whether a text holds an odd number of negations.

    Examples
    --------
    >>> negated("It isn't so."), negated("He can't refuse.")
    (True, False)
    """
    said = sum(word in NEGATION for word in words(text)) + len(CONTRACTED.findall(text))
    return said % 2 == 1


def numbers_kept(statement: str, text: str) -> float:
    """Give the share of a statement's numbers that a text repeats; one half when it has none."""
    return (
        recall(NUMBER.findall(statement), NUMBER.findall(text)) if NUMBER.search(statement) else 0.5
    )


def listed(sentence: str) -> bool:
    """Tell whether a sentence has hardly a plain word, as a list of keywords has not.

    Examples
    --------
    >>> listed("Kim, Trump, summit, tensions, missiles, pride."), listed("They talk of missiles.")
    (True, False)
    """
    said = words(sentence)
    return len(said) > 5 and sum(map(telling, said)) > 0.85 * len(said)
