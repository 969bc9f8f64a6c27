"""Write mentions of actors as tables: by role and stance, one actor's, and all as a twin."""

from collections.abc import Mapping

import pandas as pd

from twoviews import compare
from twoviews.widgets.tables import table


def counted(cast: pd.DataFrame) -> pd.DataFrame:
    r"""Put the number of paragraphs before their list: the columns after the third are articles.

    Examples
    --------
    >>> one = {"actor": "Ann", "role": "broker", "stance": "for", "A": [2, 5], "B": []}
    >>> counted(pd.DataFrame([one])).iloc[0].to_list()
    ['Ann', 'broker', 'for', '2 (par.\xa02, 5)', '0']
    """
    return cast.assign(**{label: cast[label].map(number) for label in cast.columns[3:]})


def number(paragraphs: list[int]) -> str:
    """Write how many paragraphs, and which; the first number stays beside its "par."."""
    which = f" (par.\N{NO-BREAK SPACE}{', '.join(map(str, paragraphs))})" if paragraphs else ""
    return f"{len(paragraphs)}{which}"


def told(mentions: pd.DataFrame, passages: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Tell one actor's mentions: one row per paragraph, with role, stance and our paraphrase.

    Parameters
    ----------
    mentions : DataFrame
        With the columns article_id, paragraph, role and stance.
    passages : DataFrame
        With the columns article_id, paragraph and paraphrase.
    labels : mapping
        What an article is called, by its id.

    Returns
    -------
    DataFrame
        One row per mention: paragraph (with its article), role, stance, paraphrase.
    """
    key = ["article_id", "paragraph"]
    rows = mentions.merge(passages[[*key, "paraphrase"]], on=key, how="left")
    place = rows["article_id"].map(labels) + ", par. " + rows["paragraph"].astype(str)
    return rows.assign(paragraph=place)[["paragraph", "role", "stance", "paraphrase"]]


def actor_twin(
    articles: pd.DataFrame,
    actors: pd.DataFrame,
    mentions: pd.DataFrame,
    roles: pd.DataFrame | None = None,
) -> str:
    """Write what the actor panel maps as one folded table, for a page without a kernel.

    Parameters
    ----------
    articles, actors, mentions, roles
        As for `ActorPanel`.

    Returns
    -------
    str
        HTML without a blank line, so that it can stand in a Markdown cell: one row per
        actor, role and stance, one column per article.
    """
    order = None if roles is None else roles["role"]
    listed = counted(compare.cast(articles, actors, mentions, order))
    rows = table(listed, "Who appears in which role, in which paragraphs")
    return f"<details><summary>The whole map as a table</summary>{rows}</details>"
