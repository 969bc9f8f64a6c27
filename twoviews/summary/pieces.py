"""Split a sentence into the pieces of words that the encoder knows (WordPiece)."""

import re

from twoviews.text import fold

TOKEN = re.compile(r"[a-z0-9]+|[!-/:-@\[-`{-~]|\S")
PLAIN = str.maketrans("‘’‚‛′“”„‟″‐‑‒–—―…·•", "'''''\"\"\"\"\"------.--")
LONGEST = 100  # characters of a word that is looked up; a longer one is unknown
MOST = 96  # pieces that are read at once
PARTS = 4  # how often that is done for a sentence; no sentence has as many


class Pieces:
    """A vocabulary of pieces: beginnings of words, and continuations marked by ##.

    Parameters
    ----------
    vocabulary : list of str
        The pieces; the place of one is its number. It holds [CLS], [SEP] and [UNK].

    Examples
    --------
    >>> pieces = Pieces(["[UNK]", "[CLS]", "[SEP]", "talk", "##s", "."])
    >>> pieces.numbers("Tålks.")
    [1, 3, 4, 5, 2]
    """

    def __init__(self, vocabulary: list[str]) -> None:
        self._known = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown = self._known["[UNK]"]
        self._ends = self._known["[CLS]"], self._known["[SEP]"]
        self._words: dict[str, list[int]] = {}

    def numbers(self, sentence: str) -> list[int]:
        """Give the numbers of a sentence's first pieces between those of its two ends."""
        return self.parts(sentence, 1)[0]

    def parts(self, sentence: str, most: int = PARTS) -> list[list[int]]:
        """Give the numbers of all its pieces, in parts that can be read at once."""
        found: list[int] = []
        for word in TOKEN.findall(plain(sentence)):
            if word not in self._words:
                self._words[word] = self._split(word)
            found += self._words[word]
            if len(found) >= most * MOST:
                break
        first, last = self._ends
        starts = range(0, max(1, min(len(found), most * MOST)), MOST)
        return [[first, *found[at : at + MOST], last] for at in starts]

    def _split(self, word: str) -> list[int]:
        """Split a word greedily into the longest pieces known; all of it or nothing."""
        found, start = [], 0
        while start < len(word) <= LONGEST:
            mark = "##" if start else ""
            stop = next(
                (
                    end
                    for end in range(len(word), start, -1)
                    if mark + word[start:end] in self._known
                ),
                None,
            )
            if stop is None:
                return [self._unknown]
            found.append(self._known[mark + word[start:stop]])
            start = stop
        return found or [self._unknown]


def plain(text: str) -> str:
    """Reduce a text to plain lower-case letters and plain punctuation.

    Examples
    --------
    >>> plain("“Nо—way”")
    '"no-way"'
    """
    return "".join(map(fold, text.translate(PLAIN)))
