"""Find words, quotations and known runs of words in a text of any kind, with their places."""

import html
import re
import unicodedata
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import NamedTuple

from twoviews.text.words import RUN, WORD, fingerprint, shingles

HIDDEN = {"Cc", "Cf", "Cs", "Mn", "Me"}  # controls, marks of direction, halves of pairs, accents
# Cyrillic, then Greek letters that look like Latin ones
ALIKE = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυ",
    "ABEKMHOPCTYXIJSaeopcyxijs" + "ABEZHIKMNOPTYXaikvopu",
)
BREAKS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # as str.splitlines has them
ENTITY = re.compile(r"&(?:amp;)*((?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});)")
QUOTED = re.compile(r'“([^“”]{1,400})”|"([^"]{1,400})"|„([^„“”]{1,400})[“”]|«([^«»]{1,400})»')


class Span(NamedTuple):
    """What stands somewhere in a text: a word or what a phrase stands for, first and last place."""

    what: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def fold(char: str) -> str:
    """Reduce a character to plain lower-case letters and digits, a space, or nothing.

    Examples
    --------
    >>> [fold(char) for char in ("É", "ß", "\\u200b", "\\n")]
    ['e', 'ss', '', ' ']
    """
    if char.isspace():
        return " "
    plain = unicodedata.normalize("NFKD", char).translate(ALIKE).casefold()
    return "".join(part for part in plain if unicodedata.category(part) not in HIDDEN)


def clean(text: str) -> str:
    """Take out what cannot be seen: control characters, zero-width characters, marks of direction.

    Every kind of line break becomes a plain one, every kind of space but the tab a plain space,
    and what HTML writes for a character becomes that character.

    Examples
    --------
    >>> clean("no\\u200bw\\u202e\\x00 &amp;&nbsp;then\\x0b!")
    'now & then\\n!'
    """
    gone = HIDDEN - {"Mn", "Me"}
    shown = ENTITY.sub(decoded, text) if "&" in text else text
    spaced = "".join(map(blank, shown.replace("\r\n", "\n")))
    return "".join(c for c in spaced if c in "\n\t" or unicodedata.category(c) not in gone)


def decoded(entity: re.Match[str]) -> str:
    """Give the character that HTML writes in a longer way, however often it was written so."""
    return html.unescape(f"&{entity[1]}")


def blank(char: str) -> str:
    """Give the plain line break or space that does what a character does, or the character.

    Examples
    --------
    >>> [blank(char) for char in ("\\x85", "\\xa0", "\\t", "a")]
    ['\\n', ' ', '\\t', 'a']
    """
    if not char.isspace() or char in "\n\t ":
        return char
    return "\n" if char in BREAKS else " "


def tokens(text: str) -> list[Span]:
    """List the words as `twoviews.text.words` writes them, each with its place in the text.

    Invisible characters do not divide a word, and letters of another script that look like
    Latin ones are read as these.

    Examples
    --------
    >>> tokens("A c\\u200bafé")
    [Span(what='a', start=0, end=1), Span(what='cafe', start=2, end=7)]
    """
    folded = [fold(char) for char in text]
    places = [place for place, part in enumerate(folded) for _ in part]
    return [
        Span(hit[0], places[hit.start()], places[hit.end() - 1] + 1)
        for hit in WORD.finditer("".join(folded))
    ]


def count(text: str) -> int:
    """Count what stands between spaces and holds a letter or a digit.

    Examples
    --------
    >>> count("Step-by-step – in 2018.")
    3
    """
    return sum(any(map(str.isalnum, part)) for part in text.split())


def quotations(text: str) -> list[Span]:
    """List what stands between quotation marks, with the place of the marks.

    Examples
    --------
    >>> quotations('He “blinked” (par. 2).')
    [Span(what='blinked', start=3, end=12)]
    """
    return [Span(next(filter(None, hit.groups())), *hit.span()) for hit in QUOTED.finditer(text)]


def marked(found: list[Span]) -> list[str]:
    """Hash every run of five words that were found, as `tokens` lists them.

    Examples
    --------
    >>> from twoviews.text.words import fingerprints
    >>> marked(tokens("One tw\\u043e three four five")) == fingerprints("one two three four five")
    True
    """
    return [fingerprint(shingle) for shingle in shingles([token.what for token in found])]


def runs(found: list[Span], marks: list[str], known: Container[str]) -> Iterator[Span]:
    """Give each run of words of which every five in a row are known; `what` is its words.

    Parameters
    ----------
    found : list of Span
        The words of a text, as `tokens` lists them.
    marks : list of str
        The fingerprints of their runs of five, as `marked` gives them; those of another text
        would show wrong places, so a list of the wrong length is made anew.
    known : container of str
        Fingerprints of the originals.

    Examples
    --------
    >>> found = tokens("We count one two three four five.")
    >>> original = marked(tokens("One two three four five six"))
    >>> [run.what for run in runs(found, marked(found), original)]
    ['one two three four five']
    """
    if len(marks) != max(len(found) - RUN + 1, 0):
        marks = marked(found)
    start = None
    for place, mark in enumerate([*marks, ""]):
        if mark in known and start is None:
            start = place
        elif mark not in known and start is not None:
            inside = found[start : place + RUN - 1]
            yield Span(" ".join(token.what for token in inside), inside[0].start, inside[-1].end)
            start = None
