"""Write a summary and see while you type what a program can see in it: the summary workshop."""

from collections.abc import Iterable
from typing import Self

import ipywidgets as widgets
import pandas as pd
import traitlets

from twoviews.checks.draft.guide import guides
from twoviews.checks.draft.judged import judged
from twoviews.checks.draft.remark import LOOK, Remark
from twoviews.checks.draft.review import early, review, standing
from twoviews.checks.tasks.written import TOO_LONG
from twoviews.compare import ChoiceError, hold
from twoviews.text import clean, count
from twoviews.widgets import drafted
from twoviews.widgets.access import Panel
from twoviews.widgets.reading import select


class Field(widgets.Textarea):
    """A text field whose text is not echoed to the page, where half a character would fail."""

    value = traitlets.Unicode().tag(sync=True, echo_update=False)


class WorkshopPanel(Panel):
    """Look at a draft of a summary; list the article's key points when the reader asks.

    Parameters
    ----------
    articles, key_points, fingerprints, passages, actors, mentions, claims, hedges : DataFrame
        The tables of these names, whole.

    Examples
    --------
    >>> from twoviews import data
    >>> names = ["articles", "key_points", "fingerprints", "passages", "actors", "mentions"]
    >>> panel = WorkshopPanel(*map(data.load, [*names, "claims", "hedges"]))
    >>> panel.choose(article="biden2020", draft="The author thinks that").value["words"]
    4
    """

    def __init__(
        self,
        articles: pd.DataFrame,
        key_points: pd.DataFrame,
        fingerprints: pd.DataFrame,
        passages: pd.DataFrame,
        actors: pd.DataFrame,
        mentions: pd.DataFrame,
        claims: pd.DataFrame,
        hedges: pd.DataFrame,
    ) -> None:
        self._guides = guides(
            articles, key_points, fingerprints, passages, actors, mentions, claims, hedges
        )
        for guide in self._guides.values():
            guide.assess("")  # loads the judge now, so that no key press waits for it
        self._drafts = dict.fromkeys(self._guides, "")
        self._ticks = {key: self._boxes(guide.points) for key, guide in self._guides.items()}
        self._shown: set[str] = set()  # the articles whose key points have been asked for
        self._article = select(
            "Article", [(guide.label, key) for key, guide in self._guides.items()]
        )
        self._draft = Field(description="Your draft", rows=9)
        self._draft.add_class("tv-draft")
        self._ask = widgets.Button(description="Show the key points", layout={"width": "auto"})
        self._ask.on_click(self._show)
        self._points = widgets.VBox()
        self._points.add_class("tv-points")
        super().__init__(self._article, self._draft, self._ask, style=drafted.STYLE)
        *above, result = self._box.children
        self._box.children = (*above, self._points, result)

    def _boxes(self, points: dict[str, str]) -> dict[str, widgets.Checkbox]:
        """Make a box to tick for each key point, by its id."""
        boxes = {
            key: widgets.Checkbox(description=f"{key}: {statement}", indent=False)
            for key, statement in points.items()
        }
        for box in boxes.values():
            box.observe(self._draw, "value")
        return boxes

    @property
    def value(self) -> dict:
        """What stands there: article, draft, words (their number), look_again (aspects),
        ticked (ids of key points, or None before they are shown)."""
        return {
            "article": self._article.value,
            "draft": self._draft.value,
            "words": count(clean(self._draft.value)),
            "look_again": [seen.aspect for seen in self._review() if seen.state == LOOK],
            "ticked": self._ticked(),
        }

    def _ticked(self) -> list[str] | None:
        """List the key points ticked; None before the reader has asked for them."""
        key = self._article.value
        if key not in self._shown:
            return None
        return [point for point, box in self._ticks[key].items() if box.value]

    def _review(self) -> list[Remark]:
        return review(self._draft.value, self._guides[self._article.value], self._ticked())

    def choose(
        self,
        article: str | None = None,
        draft: str | None = None,
        ticked: Iterable[str] | None = None,
    ) -> Self:
        """Set the controls from code; what is left out stays as it is.

        Parameters
        ----------
        article : str, optional
            The id of an article; each has a draft of its own.
        draft : str, optional
            The text of the draft.
        ticked : str or iterable of str, optional
            Ids of the key points to tick, which shows the list; the draft must be long enough.

        Returns
        -------
        WorkshopPanel
            The panel itself: a cell that ends with it shows it.

        Raises
        ------
        ChoiceError
            When there is no such article or key point, or the draft is no text, too long, or
            too short for the key points; nothing is changed then.
        """
        article = self._article.value if article is None else article
        hold(article, self._guides, "article")
        draft = self._drafts[article] if draft is None else written(draft)
        if ticked is not None:
            single = isinstance(ticked, str) or not isinstance(ticked, Iterable)
            ticked = [ticked] if single else list(ticked)
            for point in ticked:
                hold(point, self._ticks[article], "key point")
            if refused := early(draft):
                raise ChoiceError(refused)
        self._article.value, self._draft.value = article, draft
        if ticked is not None:
            self._show()
            for point, box in self._ticks[article].items():
                box.value = point in ticked
        return self

    def _show(self, _button: object = None) -> None:
        """List the key points, or say that the draft comes first."""
        if refused := early(self._draft.value):
            self._status.value = refused
            return
        self._shown.add(self._article.value)
        self._draw()

    def _draw(self, change: dict | None = None) -> None:
        """Keep each article's draft and ticks apart, and draw."""
        key = self._article.value
        if change and change["owner"] is self._article:
            self._draft.value = self._drafts[key]
        self._drafts[key] = self._draft.value
        self._points.children = tuple(self._ticks[key].values()) if key in self._shown else ()
        super()._draw(change)

    def _render(self) -> tuple[str, str]:
        """Say how the draft stands, in words that change seldom, and write the remarks."""
        typed, guide = self._draft.value, self._guides[self._article.value]
        seen, ticked, found = self._review(), self._ticked(), judged(typed, guide)
        html = drafted.remarks(seen, guide.label)
        if found:
            html += drafted.ideas(found, guide.ideas) + drafted.marked(clean(typed), found)
        return standing(typed, guide, seen, ticked, found), html


def written(draft: object) -> str:
    """Give a draft back that can be sent to the page: half a character is replaced."""
    if not isinstance(draft, str):
        raise ChoiceError("The draft is no text: write it in quotes.")
    if len(draft) > TOO_LONG:
        raise ChoiceError(f"The draft has {len(draft)} characters: write at most {TOO_LONG}.")
    return draft.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
