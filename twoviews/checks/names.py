"""Know an actor again by any usual way of writing the name."""

from difflib import get_close_matches

import pandas as pd

from twoviews.text import words

# Words that may stand before a name without changing who is meant.
TITLES = {"the", "mr", "mrs", "ms", "dr", "sir", "former", "president", "chairman", "leader"}
ALIKE = 0.75  # of difflib's ratio: below it a guess would mislead


def spelling(text: str) -> str:
    """Reduce a name to its letters and digits: no case, accents, spaces or punctuation.

    Examples
    --------
    >>> spelling("U. S.") == spelling("us")
    True
    """
    return "".join(words(text))


def variants(text: str) -> list[str]:
    """List the spellings to try: as written, without titles before it, in any order of words."""
    tokens = words(text)
    while tokens and tokens[0] in TITLES:
        tokens = tokens[1:]
    return [spelling(text), "".join(tokens), " ".join(sorted(tokens))]


class Names:
    """The actors by name.

    Parameters
    ----------
    actors : DataFrame
        One row per actor, with columns actor_id, name and aliases (a list).

    Examples
    --------
    >>> table = pd.DataFrame({"actor_id": ["ann"], "name": ["Ann Lee"], "aliases": [["Lee"]]})
    >>> Names(table).find("president  LEE"), Names(table).find("Lee, Ann")
    ('ann', 'ann')
    """

    def __init__(self, actors: pd.DataFrame) -> None:
        self.shown = dict(zip(actors["actor_id"], actors["name"], strict=True))
        self._known: dict[str, str] = {}
        written = [
            (actor.actor_id, text)
            for actor in actors.itertuples()
            for text in (actor.actor_id, actor.name, *actor.aliases)
        ]
        for level in range(3):  # a name as written goes before one that was taken apart
            for actor_id, text in written:
                self._known.setdefault(variants(text)[level], actor_id)
        self._known.pop("", None)

    def find(self, text: str) -> str | None:
        """Give the actor's id, or None when nobody is known by that name."""
        return next((self._known[way] for way in variants(text) if way in self._known), None)

    def nearest(self, text: str) -> str | None:
        """Give the name of the actor whose spelling is most like the text, if any is."""
        near = get_close_matches(spelling(text), list(self._known), n=1, cutoff=ALIKE)
        return self.shown[self._known[near[0]]] if near else None
