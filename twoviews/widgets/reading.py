"""Read articles side by side, one theme at a time: the reading panel."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Self

import ipywidgets as widgets
import pandas as pd

from twoviews import compare
from twoviews.widgets.access import Panel
from twoviews.widgets.passages import STYLE, column, original


class ReadingPanel(Panel):
    """Show each article's passages on a theme side by side.

    Parameters
    ----------
    articles : DataFrame
        With the columns article_id and label, in the order to be shown.
    passages : DataFrame
        With the columns article_id, paragraph, paraphrase, quote, theme and topics.
    originals : mapping, optional
        The text of an original by article_id; None where there is none.

    Examples
    --------
    >>> from twoviews import data
    >>> panel = ReadingPanel(data.load("articles"), data.load("passages"))
    >>> panel.choose(show="biden2020").value["show"]
    ['biden2020']
    """

    def __init__(
        self,
        articles: pd.DataFrame,
        passages: pd.DataFrame,
        originals: Mapping[str, str | None] | None = None,
    ) -> None:
        self._labels = dict(zip(articles["article_id"], articles["label"], strict=True))
        self._passages = passages
        self._texts = {key: text for key, text in (originals or {}).items() if text}
        self._theme = select("Question", compare.themes(passages))
        self._show = select("Show", self._selections())
        self._beside = widgets.Checkbox(description="The original beside our words", indent=False)
        beside = [self._beside] if self._texts else []
        super().__init__(self._theme, self._show, *beside, style=STYLE)

    def _selections(self) -> list[tuple[str, tuple[str, ...]]]:
        """Offer all articles, then fewer, down to each alone."""
        sizes = range(len(self._labels), 0, -1)
        chosen = [keys for size in sizes for keys in combinations(self._labels, size)]
        return [(" and ".join(self._labels[key] for key in keys), keys) for keys in chosen]

    @property
    def value(self) -> dict:
        """What is shown: theme, show (article ids), originals, paragraphs by article id."""
        return {
            "theme": self._theme.value,
            "show": list(self._show.value),
            "originals": self._beside.value,
            "paragraphs": {key: list(own["paragraph"]) for key, own in self._shown().items()},
        }

    def choose(
        self,
        theme: str | None = None,
        show: str | Iterable[str] | None = None,
        originals: bool | None = None,
    ) -> Self:
        """Set the controls from code; what is left out stays as it is.

        Parameters
        ----------
        theme : str, optional
            One of the themes.
        show : str or iterable of str, optional
            The id of an article, or several.
        originals : bool, optional
            Whether to show the originals that the reader has put into data/readings/.

        Returns
        -------
        ReadingPanel
            The panel itself: a cell that ends with it shows it.

        Raises
        ------
        ChoiceError
            When there is no such theme, article or original; nothing is changed then.
        """
        theme = self._theme.value if theme is None else theme
        compare.hold(theme, self._theme.options, "theme")
        keys = self._show.value if show is None else self._held(show)
        if originals and not self._texts:
            raise compare.ChoiceError(
                "There is no original to show: data/readings/README.md says how to put one there."
            )
        self._theme.value, self._show.value = theme, keys
        self._beside.value = self._beside.value if originals is None else bool(originals)
        return self

    def _held(self, show: str | Iterable[str]) -> tuple[str, ...]:
        """Hold the articles named to the known ones, and put them in their order."""
        single = isinstance(show, str) or not isinstance(show, Iterable)
        named = [show] if single else list(show)
        for key in named:
            compare.hold(key, self._labels, "article")
        if not named:
            raise compare.ChoiceError(
                f"No article is named: name one or more of {', '.join(self._labels)}."
            )
        return tuple(key for key in self._labels if key in named)

    def _shown(self) -> dict[str, pd.DataFrame]:
        """Pick the passages of each article shown."""
        own = compare.by_theme(self._passages, self._theme.value)
        return {key: own[own["article_id"] == key] for key in self._show.value}

    def _render(self) -> tuple[str, str]:
        """Count the paragraphs in a sentence, and write them in columns."""
        shown = self._shown()
        counts = ", ".join(count(len(own), self._labels[key]) for key, own in shown.items())
        parts = []
        for key, own in shown.items():
            parts.append(column(self._labels[key], own))
            if self._beside.value and key in self._texts:
                parts.append(original(self._labels[key], self._texts[key], own))
        return f"{self._theme.value}: {counts}.", f'<div class="tv-columns">{"".join(parts)}</div>'


def select(name: str, options: list) -> widgets.Select:
    """Make a list box that shows all its options: arrows, Home and End move in it at once."""
    return widgets.Select(
        description=name,
        options=options,
        rows=len(options),
        style={"description_width": "initial"},
        layout={"width": "auto"},
    )


def count(number: int, label: str) -> str:
    """Say how many paragraphs of an article are shown."""
    return f"{number or 'no'} paragraph{'' if number == 1 else 's'} of the {label}"
