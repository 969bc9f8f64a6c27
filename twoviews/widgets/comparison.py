"""Lay the claims of articles side by side by president and question: the comparison panel."""

from typing import Self

import pandas as pd

from twoviews import compare
from twoviews.widgets import bands, compared, passages, tables
from twoviews.widgets.access import Panel
from twoviews.widgets.reading import select

OPENING = "prediction"
SPOKEN = {"author": "author's own voice", "reported": "reported voice"}


class ComparisonPanel(Panel):
    """Show what each article claims, how surely, on what condition and in whose voice.

    Parameters
    ----------
    articles : DataFrame
        With the columns article_id and label, in the order to be shown.
    claims : DataFrame
        The claims table, with all its columns.
    leaders : DataFrame
        With the columns leader_id, name and start.
    relations : DataFrame
        With the columns claim_id, other_id, relation and note.
    actors : DataFrame
        With the columns actor_id and name.
    hedges : DataFrame
        With the columns read_as, probability_low and probability_high.

    Examples
    --------
    >>> from twoviews import data
    >>> names = ["articles", "claims", "leaders", "relations", "actors", "hedges"]
    >>> panel = ComparisonPanel(*map(data.load, names))
    >>> panel.choose(question="what will Kim do").value["claims"]["trump2018"]
    {'author': ['CT07', 'CT14', 'CT20'], 'reported': []}
    """

    def __init__(
        self,
        articles: pd.DataFrame,
        claims: pd.DataFrame,
        leaders: pd.DataFrame,
        relations: pd.DataFrame,
        actors: pd.DataFrame,
        hedges: pd.DataFrame,
    ) -> None:
        self._labels = dict(zip(articles["article_id"], articles["label"], strict=True))
        self._claims, self._relations = claims, relations
        self._told = compare.spelled_out(claims, leaders, actors, hedges)
        kinds = list(claims["type"].unique())
        self._controls = {
            "president": offer("President", compare.presidencies(claims, leaders)),
            "question": offer("Question", {theme: theme for theme in claims["theme"].unique()}),
            "voice": offer("Voice", SPOKEN, "both voices"),
            "kind": offer("Kind", {kind: f"{kind}s" for kind in kinds}),
        }
        self._controls["kind"].value = OPENING if OPENING in kinds else compare.ALL
        style = passages.STYLE + tables.STYLE + bands.STYLE + compared.STYLE
        super().__init__(*self._controls.values(), style=style)

    @property
    def value(self) -> dict:
        """What is shown: the four choices, claim ids by article and voice, compared pairs."""
        shown = self._shown()
        ids = {
            article: {voice: self._ids(shown, article, voice) for voice in SPOKEN}
            for article in self._labels
        }
        pairs = compare.pairs(self._relations, shown)[["claim_id", "other_id"]]
        return self._choices() | {"claims": ids, "pairs": pairs.to_numpy().tolist()}

    def choose(
        self,
        president: str | None = None,
        question: str | None = None,
        voice: str | None = None,
        kind: str | None = None,
    ) -> Self:
        """Set the controls from code; what is left out stays as it is.

        Parameters
        ----------
        president, question, voice, kind : str, optional
            The id of a president ("none": no one in particular), a question, "author" or
            "reported", a kind of claim; "all" for all of them.

        Returns
        -------
        ComparisonPanel
            The panel itself: a cell that ends with it shows it.

        Raises
        ------
        ChoiceError
            When there is no such president, question, voice or kind; nothing is changed then.
        """
        asked = zip(self._controls, (president, question, voice, kind), strict=True)
        named = {what: name for what, name in asked if name is not None}
        for what, name in named.items():
            compare.hold(name, [key for _, key in self._controls[what].options], what)
        for what, name in named.items():
            self._controls[what].value = name
        return self

    def _choices(self) -> dict[str, str]:
        """Read the four controls."""
        return {what: control.value for what, control in self._controls.items()}

    def _shown(self) -> pd.DataFrame:
        """Pick the claims that the four controls leave."""
        return compare.pick_claims(self._claims, **self._choices())

    @staticmethod
    def _ids(claims: pd.DataFrame, article: str, voice: str) -> list[str]:
        own = (claims["article_id"] == article) & (claims["voice"] == voice)
        return claims.loc[own, "claim_id"].to_list()

    def _render(self) -> tuple[str, str]:
        """Count the claims in a sentence; write them in columns, then pairs and bands."""
        shown = self._shown()
        told = self._told.loc[shown.index]
        voice = self._controls["voice"].value
        voices = list(SPOKEN) if voice == compare.ALL else [voice]
        columns, counts = "", []
        for article, label in self._labels.items():
            columns += compared.column(label, told[told["article_id"] == article], voices)
            spoken = [len(self._ids(shown, article, each)) for each in SPOKEN]
            counts.append(f"{label}: {compare.in_words(*spoken)}")
        pairs = compare.pairs(self._relations, shown)
        counts.append(f"pairs compared: {len(pairs) or 'none'}")
        below = compared.paired(pairs, self._labels) + compared.measured(told, self._labels)
        chosen = ", ".join(control.label for control in self._controls.values())
        return f"{chosen}. {'; '.join(counts)}.", f'<div class="tv-columns">{columns}</div>{below}'


def offer(name: str, known: dict[str, str], everything: str = ""):
    """Make a list box of all and each, by name."""
    first = (everything or f"all {name.lower()}s", compare.ALL)
    return select(name, [first, *((label, key) for key, label in known.items())])
