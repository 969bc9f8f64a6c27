"""A draft read once, and what is said of it: a remark per thing looked at."""

from collections import Counter
from typing import NamedTuple

from twoviews.text import Span, clean, count, quotations, sentences, tokens

FINE, LOOK, LATER, YOURS = "fine", "look again", "later", "yours to judge"
SHOWN, LONGEST = 6, 160  # phrases that a remark repeats, and characters of each


class Draft(NamedTuple):
    """A draft with its words, quotations and sentences."""

    text: str
    tokens: list[Span]
    quotations: list[Span]
    sentences: list[str]
    count: int

    def own(self, hits: list[Span]) -> list[Span]:
        """Leave out what stands between quotation marks: somebody else says it."""
        return [
            hit
            for hit in hits
            if not any(quote.start <= hit.start < quote.end for quote in self.quotations)
        ]

    def shown(self, hits: list[Span]) -> tuple[str, ...]:
        """Repeat the places found as the draft writes them, each once and with how often."""
        written = Counter(self.text[hit.start : hit.end][: LONGEST + 1] for hit in hits)
        return tuple(
            f"“{shorten(text)}”" + (f" ({often} times)" if often > 1 else "")
            for text, often in written.most_common(SHOWN)
        )


class Remark(NamedTuple):
    """One thing looked at: its name, how it stands in a word, advice, and the draft's words."""

    aspect: str
    state: str
    advice: str
    words: tuple[str, ...] = ()


def read(typed: str) -> Draft:
    """Read a draft of any characters.

    Examples
    --------
    >>> draft = read("Ann may. Ann\\u200b may not.")
    >>> draft.count, len(draft.sentences), draft.shown(draft.tokens)
    (5, 2, ('“Ann” (2 times)', '“may” (2 times)', '“not”'))
    """
    text = clean(typed)
    return Draft(text, tokens(text), quotations(text), sentences(text, longest=None), count(text))


def shorten(text: str) -> str:
    """Repeat a draft's words on one line, and cut what is long.

    Examples
    --------
    >>> shorten("one\\n  two")
    'one two'
    """
    line = " ".join(text.split())
    return f"{line[:LONGEST]} …" if len(line) > LONGEST else line


def counted(number: int, noun: str) -> str:
    """Put a number before a noun.

    Examples
    --------
    >>> counted(1, "word"), counted(0, "word")
    ('1 word', '0 words')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
