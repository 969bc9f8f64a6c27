"""Split text into words and fingerprint its runs of words: pure functions on strings."""

import re
import unicodedata
from collections.abc import Iterable
from hashlib import blake2b

WORD = re.compile(r"[a-z0-9]+")
RUN = 5
QUOTE = 7  # words that may be quoted in a row


def words(text: str) -> list[str]:
    """Split a text into plain lower-case words.

    Accents and typographic variants are folded first, and anything that is
    neither a letter nor a digit separates two words.

    Examples
    --------
    >>> words("Kim’s “café”, 2018")
    ['kim', 's', 'cafe', '2018']
    """
    folded = unicodedata.normalize("NFKD", text).casefold()
    return WORD.findall("".join(c for c in folded if not unicodedata.combining(c)))


def shingles(tokens: list[str], size: int = RUN) -> list[tuple[str, ...]]:
    """List every run of `size` words in order; none when there are fewer words.

    Examples
    --------
    >>> shingles(["a", "b", "c"], size=2)
    [('a', 'b'), ('b', 'c')]
    """
    return [tuple(tokens[i : i + size]) for i in range(len(tokens) - size + 1)]


def fingerprint(shingle: Iterable[str]) -> str:
    """Hash a run of words to 16 hexadecimal digits, the same on every machine.

    The words are joined by one space, encoded as UTF-8 and hashed with BLAKE2b
    at a digest size of 8 bytes.

    Examples
    --------
    >>> fingerprint(["a", "b", "c", "d", "e"])
    '43a8410fbb4efb52'
    """
    return blake2b(" ".join(shingle).encode(), digest_size=8).hexdigest()


def fingerprints(text: str) -> list[str]:
    """Hash every run of five words of a text, in the order of the text.

    Examples
    --------
    >>> len(fingerprints("one two three four five six"))
    2
    """
    return [fingerprint(shingle) for shingle in shingles(words(text))]


def copied_run(text: str, known: set[str]) -> int:
    """Count the words of the longest run that a text shares with fingerprinted originals.

    Parameters
    ----------
    text : str
        The text to look at.
    known : set of str
        Fingerprints of the originals' runs of five words.

    Returns
    -------
    int
        Words in the longest shared run; 0 when no run of five words is shared.

    Examples
    --------
    >>> original = set(fingerprints("one two three four five six seven"))
    >>> copied_run("We count one two three four five six, then stop.", original)
    6
    """
    longest = current = 0
    for mark in fingerprints(text):
        current = current + 1 if mark in known else 0
        longest = max(longest, current)
    return longest + RUN - 1 if longest else 0
