"""Judge a claim before you see the record: the claim panel."""

from textwrap import shorten
from typing import Self

import ipywidgets as widgets
import pandas as pd

from twoviews import compare
from twoviews.widgets import claimed, tables, verdicts
from twoviews.widgets.access import Panel
from twoviews.widgets.reading import select
from twoviews.widgets.verdicts import VERDICTS


class ClaimPanel(Panel):
    """Show one claim; show the record on it when the reader has committed to a verdict.

    Parameters
    ----------
    claims, evidence, events : DataFrame
        The tables of these names, with all their columns.
    articles : DataFrame
        With the columns article_id and label, in the order to be offered.
    actors : DataFrame
        With the columns actor_id and name.

    Examples
    --------
    >>> from twoviews import data
    >>> names = ["claims", "evidence", "events", "articles", "actors"]
    >>> panel = ClaimPanel(*map(data.load, names))
    >>> panel.choose(claim="CB07", verdict="borne_out", commit=True).value["committed"]
    'borne_out'
    """

    def __init__(
        self,
        claims: pd.DataFrame,
        evidence: pd.DataFrame,
        events: pd.DataFrame,
        articles: pd.DataFrame,
        actors: pd.DataFrame,
    ) -> None:
        self._claims = claims.set_index("claim_id", drop=False)
        self._told = verdicts.features(self._claims, actors)
        self._found = verdicts.found(evidence, events)
        self._labels = dict(zip(articles["article_id"], articles["label"], strict=True))
        self._committed: str | None = None
        self._article = select("Article", [(label, key) for key, label in self._labels.items()])
        self._claim = select("Claim", self._offered())
        self._claim.rows = 7
        self._verdict = select("Your verdict", [(name, key) for key, name in VERDICTS.items()])
        self._verdict.value = None
        button = widgets.Button(description="Commit", tooltip="Commit to this verdict")
        button.on_click(self._commit)
        super().__init__(self._article, self._claim, self._verdict, button, style=tables.STYLE)

    def _offered(self) -> list[tuple[str, str]]:
        """Offer the claims of the article chosen, by number and first words."""
        own = self._claims[self._claims["article_id"] == self._article.value]
        told = self._told.loc[own.index, "claim"] + ": " + own["statement"]
        return [(shorten(text, 70, placeholder=" …"), key) for key, text in told.items()]

    @property
    def value(self) -> dict:
        """What stands there: article, claim, verdict picked, and the one committed to, or None."""
        return {
            "article": self._article.value,
            "claim": self._claim.value,
            "verdict": self._verdict.value,
            "committed": self._committed,
        }

    def choose(
        self,
        article: str | None = None,
        claim: str | None = None,
        verdict: str | None = None,
        commit: bool = False,
    ) -> Self:
        """Set the controls from code; what is left out stays as it is.

        Parameters
        ----------
        article : str, optional
            The id of an article; its first claim is shown unless you name one.
        claim : str, optional
            The id of a claim; its article is chosen with it.
        verdict : str, optional
            One of borne_out, mixed, not_borne_out, untested, not_checkable.
        commit : bool, optional
            Whether to press the button, too.

        Returns
        -------
        ClaimPanel
            The panel itself: a cell that ends with it shows it.

        Raises
        ------
        ChoiceError
            When there is no such article, claim or verdict; nothing is changed then.
        """
        known = self._claims
        if article is not None:
            compare.hold(article, self._labels, "article")
            known = known[known["article_id"] == article]
        if claim is not None:
            compare.hold(claim, known.index, "claim")
            article = known.at[claim, "article_id"]
        if verdict is not None:
            compare.hold(verdict, VERDICTS, "verdict")
        elif commit and (self._verdict.value is None or article or claim):
            raise compare.ChoiceError(f"No verdict is named: give one of {', '.join(VERDICTS)}.")
        self._article.value = article or self._article.value
        self._claim.value = claim or self._claim.value
        self._verdict.value = verdict or self._verdict.value
        if commit:
            self._commit()
        return self

    def _commit(self, _button: object = None) -> None:
        """Commit to the verdict picked, and draw; without one say what to do."""
        if self._verdict.value is None:
            self._status.value = "No verdict is picked yet: pick one in the list, then commit."
            return
        self._committed = self._verdict.value
        self._draw()

    def _draw(self, change: dict | None = None) -> None:
        """Start afresh with another claim, its record hidden, and draw once."""
        moved = change["owner"] if change else None
        if moved is self._article:
            self._claim.options = self._offered()  # chooses the first claim, which draws
            return
        if moved is self._claim:
            self._committed = self._verdict.value = None
        super()._draw(change)

    def _render(self) -> tuple[str, str]:
        """Say how things stand, and write the claim; its key only after a verdict."""
        name = self._claim.value
        if name is None:
            return f"There is no claim of the {self._labels[self._article.value]} to judge.", ""
        claim = self._claims.loc[name]
        html = claimed.card(self._told.loc[name], self._labels[claim["article_id"]])
        if self._committed:
            html += claimed.key(claim, self._found[self._found["claim_id"] == name])
        return self._sentence(claim), html

    def _sentence(self, claim: pd.Series) -> str:
        """Say what to do next, or how the verdict stands to the key."""
        picked, name = self._verdict.value, claim["claim_id"]
        if picked is None:
            return f"{name}: read the claim, pick a verdict, then commit; then you see the record."
        if self._committed is None:
            return f"{name}: you pick {VERDICTS[picked]}. Commit to see the record."
        if picked != self._committed:
            before = VERDICTS[self._committed]
            return f"{name}: you said {before} and now pick {VERDICTS[picked]}. Commit to revise."
        return f"{name}: {verdicts.answer(claim, picked)}"
