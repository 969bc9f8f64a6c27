"""Find words, phrases, quotations and sentences in a text of any kind, with their places."""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from twoviews.text.words import RUN, WORD, words

HIDDEN = {"Cc", "Cf", "Cs", "Mn", "Me"}  # controls, marks of direction, halves of pairs, accents
# Cyrillic, then Greek letters that look like Latin ones
ALIKE = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυ",
    "ABEKMHOPCTYXIJSaeopcyxijs" + "ABEZHIKMNOPTYXaikvopu",
)
QUOTED = re.compile(r'“([^“”]{1,400})”|"([^"]{1,400})"|„([^„“”]{1,400})[“”]|«([^«»]{1,400})»')
STOP = re.compile(r"(?<=[.!?…。！？؟])[\"'”’)\]]*\s+|\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)])\s)")
SHORT = re.compile(r"\b([A-Z]|\d\d?|Mr|Mrs|Ms|Dr|Jr|St|vs|e\.g|i\.e|pars?|No)\.$")


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

    Examples
    --------
    >>> clean("no\\u200bw\\u202e\\x00")
    'now'
    """
    gone = HIDDEN - {"Mn", "Me"}
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in gone)


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


def sentences(text: str) -> list[str]:
    """Split a text at full stops, blank lines and items of lists, not after initials or "Mr.".

    Examples
    --------
    >>> sentences("Mr. Lee met J. Doe. (They talked.) Why?")
    ['Mr. Lee met J. Doe.', '(They talked.)', 'Why?']
    """
    found, start = [], 0
    for stop in STOP.finditer(text):
        if stop[0].startswith("\n") or not SHORT.search(
            text, max(start, stop.start() - 6), stop.start()
        ):
            found.append(text[start : stop.end()].strip())
            start = stop.end()
    return [part for part in [*found, text[start:].strip()] if count(part)]


def quotations(text: str) -> list[Span]:
    """List what stands between quotation marks, with the place of the marks.

    Examples
    --------
    >>> quotations('He “blinked” (par. 2).')
    [Span(what='blinked', start=3, end=12)]
    """
    return [Span(next(filter(None, hit.groups())), *hit.span()) for hit in QUOTED.finditer(text)]


def runs(found: list[Span], marks: list[str], known: Container[str]) -> Iterator[Span]:
    """Give each run of words of which every five in a row are known; `what` is its words.

    Parameters
    ----------
    found : list of Span
        The words of a text, as `tokens` lists them.
    marks : list of str
        The fingerprints of their runs of five, as `fingerprints` gives them.
    known : container of str
        Fingerprints of the originals.

    Examples
    --------
    >>> from twoviews.text.words import fingerprints
    >>> text, original = "We count one two three four five.", "One two three four five six"
    >>> [run.what for run in runs(tokens(text), fingerprints(text), fingerprints(original))]
    ['one two three four five']
    """
    start = None
    for place, mark in enumerate([*marks, ""]):
        if mark in known and start is None:
            start = place
        elif mark not in known and start is not None:
            inside = found[start : place + RUN - 1]
            yield Span(" ".join(token.what for token in inside), inside[0].start, inside[-1].end)
            start = None


class Phrases:
    """Phrases to look for, each with what it stands for.

    Parameters
    ----------
    known : mapping or iterable of str
        What each phrase stands for; a phrase of an iterable stands for itself. A phrase in
        capitals, such as US, is found in capitals only.

    Examples
    --------
    >>> phrases = Phrases({"Lee": "son", "Lee Senior": "father", "US": "state"})
    >>> text = "Lee told us of Lee senior."
    >>> [hit.what for hit in phrases.find(text, tokens(text))]
    ['son', 'father']
    """

    def __init__(self, known: Mapping[str, str] | Iterable[str]) -> None:
        pairs = known.items() if isinstance(known, Mapping) else ((each, each) for each in known)
        self._known = {tuple(words(text)): (what, text.isupper()) for text, what in pairs}
        self._sizes: dict[str, set[int]] = {}  # by first word
        for phrase in filter(None, self._known):
            self._sizes.setdefault(phrase[0], set()).add(len(phrase))

    def find(self, text: str, found: list[Span]) -> list[Span]:
        """List the phrases in the order of the text; of two that overlap, the longer one."""
        hits, at, spoken = [], 0, [token.what for token in found]
        while at < len(found):
            for size in sorted(self._sizes.get(spoken[at], ()), reverse=True):
                what, capitals = self._known.get(tuple(spoken[at : at + size]), (None, False))
                place = slice(found[at].start, found[min(at + size, len(found)) - 1].end)
                if what and (not capitals or text[place].isupper()):
                    hits.append(Span(what, place.start, place.stop))
                    at += size - 1
                    break
            at += 1
        return hits
