"""Turn sentences round by exchanging who does what, so that the judge learns to see it."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from twoviews.text import Phrases, tokens
from twoviews.training.bank import LABELS, Example

TRUE = {LABELS["states"], LABELS["partly"]}


class Exchange(NamedTuple):
    """A row of the exchanges table: who changes places with whom, and what that does."""

    one: Sequence[str]
    other: Sequence[str]
    turned: Sequence[str]  # key points that are reversed by it
    kept: Sequence[str]
    both: bool  # whether both sides must be named in a sentence

    def places(self) -> dict[str, str]:
        """Give for each who takes the place."""
        return dict(zip([*self.one, *self.other], [*self.other, *self.one], strict=True))


class Names:
    """How actors are called.

    Parameters
    ----------
    called : mapping of str to str
        The actor whom each name stands for.
    texts : iterable of str
        Texts that show how often each name is used.
    """

    def __init__(self, called: Mapping[str, str], texts: Iterable[str]) -> None:
        self._phrases = Phrases(called)
        self._used: dict[str, Counter[str]] = {}
        for text in texts:
            for hit in self._phrases.find(text, tokens(text)):
                name = text[hit.start : hit.end].replace("The ", "the ")
                self._used.setdefault(hit.what, Counter())[name] += 1

    def exchange(
        self, text: str, places: Mapping[str, str], chance: random.Random
    ) -> tuple[str, set[str]]:
        """Give a text with the names of others in the places of some, and whose places."""
        made, end, found = "", 0, set()
        for hit in self._phrases.find(text, tokens(text)):
            if places.get(hit.what) in self._used:
                used = self._used[places[hit.what]]
                made += text[end : hit.start] + chance.choices([*used], [*used.values()])[0]
                end = hit.end
                found.add(hit.what)
        made += text[end:]
        return made[:1].upper() + made[1:], found


def exchanged(
    known: Sequence[Example], exchanges: pd.DataFrame, called: Mapping[str, str], seed: int
) -> list[Example]:
    """Make of each true sentence that names an actor one in which actors have changed places.

    Parameters
    ----------
    known : sequence of Example
        Sentences and what they say of key points.
    exchanges : DataFrame
        The exchanges of which it is known what they do.
    called : mapping of str to str
        The actor whom each name stands for.
    seed : int
        What the choice among exchanges and names starts from.

    Examples
    --------
    >>> rows = pd.DataFrame([Exchange(["ann"], ["bo"], ["P1"], [], both=True)])
    >>> pays = Example("Ann pays Bo.", {"P1": 2}, "one")
    >>> exchanged([pays], rows, {"Ann": "ann", "Bo": "bo"}, seed=1)
    [Example(text='Bo pays Ann.', says={'P1': 3}, kind='one')]
    """
    chance, made = random.Random(seed), []
    names = Names(called, (each.text for each in known))
    kinds = [Exchange(*row) for row in exchanges[list(Exchange._fields)].itertuples(index=False)]
    for each in known:
        ways = [way for kind in kinds if (way := turned(each, kind, names, chance))]
        made += [chance.choice(ways)] if ways else []
    return made


def turned(
    each: Example, exchange: Exchange, names: Names, chance: random.Random
) -> Example | None:
    """Exchange the actors of a sentence, where it is known what it says then."""
    true = {point for point, label in each.says.items() if label in TRUE}
    if LABELS["reverses"] in each.says.values():
        return None
    if not true or not true <= {*exchange.turned, *exchange.kept}:
        return None
    text, found = names.exchange(each.text, exchange.places(), chance)
    sides = [found & set(exchange.one), found & set(exchange.other)]
    if not (all(sides) if exchange.both else any(sides)):
        return None
    against = dict.fromkeys(sorted(true & set(exchange.turned)), LABELS["reverses"])
    return Example(text, each.says | against, each.kind)
