"""Find known phrases in a text, with their places."""

from collections.abc import Iterable, Mapping

from twoviews.text.spans import Span
from twoviews.text.words import words


class Phrases:
    """Phrases to look for, each with what it stands for.

    Parameters
    ----------
    known : mapping or iterable of str
        What each phrase stands for; a phrase of an iterable stands for itself. A phrase in
        capitals, such as US, is found in capitals only.

    Examples
    --------
    >>> from twoviews.text.spans import tokens
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
