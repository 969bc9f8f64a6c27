"""Map the actors of articles by role and paragraph: the actor panel."""

from collections.abc import Mapping
from typing import Self

import ipywidgets as widgets
import pandas as pd

from twoviews import compare
from twoviews.compare.choice import ALL
from twoviews.widgets import actormap, tables
from twoviews.widgets.access import Panel
from twoviews.widgets.mentions import counted, told
from twoviews.widgets.reading import select

STYLE = """<style>
.tv-panel .tv-cast {display: flex; flex-wrap: wrap; gap: 0 2em; line-height: 1.4;
  color: var(--jp-content-font-color1, #212121); font-size: var(--jp-content-font-size1, 14px);
  white-space: normal}
.tv-panel .tv-cast > * {flex: 1 1 34em; min-width: 0; overflow-x: auto}
.tv-panel .tv-cast > :nth-child(1) {flex: 0 1 auto}
.tv-panel .tv-cast > :nth-child(3) {flex-basis: 100%}
</style>"""
LISTED = 8  # actors that the list box shows at once


class ActorPanel(Panel):
    """Show who acts, who is dealt with and who looks on, as a map beside its table.

    Parameters
    ----------
    articles : DataFrame
        With the columns article_id and label, in the order to be shown.
    actors : DataFrame
        With the columns actor_id and name.
    mentions : DataFrame
        With the columns article_id, paragraph, actor_id, role and stance.
    passages : DataFrame
        With the columns article_id, paragraph and paraphrase.
    roles : DataFrame, optional
        With the columns role and part, in the order of the lanes; by first mention, and
        without the part, when left out.

    Examples
    --------
    >>> from twoviews import data
    >>> names = ["articles", "actors", "mentions", "passages"]
    >>> panel = ActorPanel(*map(data.load, names))
    >>> panel.choose(article="biden2020", role="pressure").value["actors"]
    ['united_states']
    """

    def __init__(
        self,
        articles: pd.DataFrame,
        actors: pd.DataFrame,
        mentions: pd.DataFrame,
        passages: pd.DataFrame,
        roles: pd.DataFrame | None = None,
    ) -> None:
        self._articles, self._actors = articles, actors
        self._mentions, self._passages = mentions, passages
        self._labels = dict(zip(articles["article_id"], articles["label"], strict=True))
        lengths = passages.groupby("article_id").size()
        self._lengths = {label: int(lengths[key]) for key, label in self._labels.items()}
        self._parts = {} if roles is None else dict(zip(roles["role"], roles["part"], strict=True))
        order = list(self._parts) or list(mentions["role"].unique())
        self._roles = [role for role in order if role in set(mentions["role"])]
        known = actors[actors["actor_id"].isin(mentions["actor_id"])]
        self._names = dict(zip(known["actor_id"], known["name"], strict=True))
        style = STYLE + actormap.STYLE + tables.STYLE
        super().__init__(*self._controls(), style=style)

    def _controls(self) -> tuple[widgets.Select, ...]:
        """Make the three list boxes."""
        self._article = select("Article", offer("all articles", self._labels))
        self._role = select("Role", offer("all roles", {role: role for role in self._roles}))
        self._actor = select("Actor", offer("all actors", self._names))
        self._actor.rows = min(LISTED, len(self._actor.options))
        return self._article, self._role, self._actor

    @property
    def value(self) -> dict:
        """What is shown: article, role and actor ("all" or one), actor ids, number of mentions."""
        shown = self._shown()
        return {
            "article": self._article.value,
            "role": self._role.value,
            "actor": self._actor.value,
            "actors": list(shown["actor_id"].unique()),
            "mentions": len(shown),
        }

    def choose(
        self, article: str | None = None, role: str | None = None, actor: str | None = None
    ) -> Self:
        """Set the controls from code; what is left out stays as it is.

        Parameters
        ----------
        article, role, actor : str, optional
            The id of an article, a role, the id of an actor; "all" for all of them.

        Returns
        -------
        ActorPanel
            The panel itself: a cell that ends with it shows it.

        Raises
        ------
        ChoiceError
            When there is no such article, role or actor; nothing is changed then.
        """
        controls = {"article": self._article, "role": self._role, "actor": self._actor}
        asked = {"article": article, "role": role, "actor": actor}
        named = {what: name for what, name in asked.items() if name is not None}
        for what, name in named.items():
            compare.hold(name, [key for _, key in controls[what].options], what)
        for what, name in named.items():
            controls[what].value = name
        return self

    def _shown(self) -> pd.DataFrame:
        """Pick the mentions that the three controls leave."""
        chosen = self._article.value, self._role.value, self._actor.value
        return compare.pick_mentions(self._mentions, *chosen)

    def _render(self) -> tuple[str, str]:
        """Count the mentions in a sentence, and draw them as map, table and list."""
        shown = self._shown()
        chosen = f"{self._article.label}, {self._role.label}, {self._actor.label}"
        if shown.empty:
            return f"{chosen}: no mention; choose all in one of the lists.", ""
        return f"{chosen}: {self._count(shown)}.", self._parts_of(shown)

    def _parts_of(self, shown: pd.DataFrame) -> str:
        """Put map and table side by side, and below them the mentions of one actor picked."""
        chosen = self._article.value
        articles = self._articles[self._articles["article_id"].isin([chosen]) | (chosen == ALL)]
        listed = compare.cast(articles, self._actors, shown, self._roles)
        table = tables.table(counted(listed), "Paragraphs by actor, role and stance")
        drawn = actormap.draw(listed, self._lengths, self._parts)
        parts = {"Map of actors": drawn, "Table of actors": table}
        if self._actor.value != ALL:
            own = told(shown, self._passages, self._labels)
            caption = f"{self._actor.label}, paragraph by paragraph"
            parts["Mentions of one actor"] = tables.table(own, caption)
        boxes = "".join(box(name, part) for name, part in parts.items())
        return f'<div class="tv-cast">{boxes}</div>'

    def _count(self, shown: pd.DataFrame) -> str:
        """Say how many actors are mentioned, how often, and in which article."""
        each = [(label, sum(shown["article_id"] == key)) for key, label in self._labels.items()]
        places = " and ".join(f"{number} in the {label}" for label, number in each if number)
        actors = plural(shown["actor_id"].nunique(), "actor")
        return f"{actors} in {plural(len(shown), 'mention')}, {places}"


def offer(everything: str, named: Mapping[str, str]) -> list[tuple[str, str]]:
    """Offer everything first, then each by its name."""
    return [(everything, ALL), *((name, key) for key, name in named.items())]


def box(name: str, inner: str) -> str:
    """Name a part that scrolls where it is wider than its place: so it needs the focus, too."""
    return f'<div role="group" aria-label="{name}" tabindex="0">{inner}</div>'


def plural(number: int, thing: str) -> str:
    """Count things in words."""
    return f"{number} {thing}{'' if number == 1 else 's'}"
