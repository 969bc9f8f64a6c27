"""Tell who does what in which paragraph: actors, roles and stances, tables in, tables out."""

from collections.abc import Iterable

import pandas as pd

from twoviews.compare.choice import ALL, hold


def pick_mentions(
    mentions: pd.DataFrame, article: str = ALL, role: str = ALL, actor: str = ALL
) -> pd.DataFrame:
    """Pick the mentions of one article, one role, one actor, or of all of them.

    Parameters
    ----------
    mentions : DataFrame
        With the columns article_id, role and actor_id.
    article, role, actor : str, optional
        A value of these columns, or "all".

    Returns
    -------
    DataFrame
        One row per actor in a paragraph, in the order given; no row where each choice
        occurs but never with the others.

    Raises
    ------
    ChoiceError
        When no mention has the article, the role or the actor.

    Examples
    --------
    >>> mentions = pd.DataFrame(
    ...     {"article_id": ["a", "b"], "role": ["broker", "author"], "actor_id": ["ann", "bo"]}
    ... )
    >>> list(pick_mentions(mentions, role="broker")["actor_id"])
    ['ann']
    """
    wanted = {"article_id": article, "role": role, "actor_id": actor}
    chosen = {column: name for column, name in wanted.items() if name != ALL}
    for column, name in chosen.items():
        hold(name, [ALL, *mentions[column].unique()], column.removesuffix("_id"))
    for column, name in chosen.items():
        mentions = mentions[mentions[column] == name]
    return mentions.reset_index(drop=True)


def cast(
    articles: pd.DataFrame,
    actors: pd.DataFrame,
    mentions: pd.DataFrame,
    roles: Iterable[str] | None = None,
) -> pd.DataFrame:
    """List who appears in which role, with which stance, in which paragraphs.

    Parameters
    ----------
    articles : DataFrame
        With the columns article_id and label, in the order wanted.
    actors : DataFrame
        With the columns actor_id and name.
    mentions : DataFrame
        With the columns article_id, paragraph, actor_id, role and stance.
    roles : iterable of str, optional
        The order of the roles; by first mention when left out.

    Returns
    -------
    DataFrame
        One row per role, actor and stance, actors by first mention within a role: actor
        (the name), role, stance, then for each article, under its label, the list of
        paragraph numbers (empty where there are none).

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "label": ["A", "B"]})
    >>> actors = pd.DataFrame({"actor_id": ["ann"], "name": ["Ann"]})
    >>> told = {"article_id": "b", "paragraph": 2, "actor_id": "ann", "role": "broker"}
    >>> cast(articles, actors, pd.DataFrame([told | {"stance": "for"}])).to_dict("records")
    [{'actor': 'Ann', 'role': 'broker', 'stance': 'for', 'A': [], 'B': [2]}]
    """
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    labels = dict(zip(articles["article_id"], articles["label"], strict=True))
    rows: dict[tuple[str, str, str], dict] = {}
    for told in mentions.itertuples():
        key = told.role, told.actor_id, told.stance
        start = {"actor": names[told.actor_id], "role": told.role, "stance": told.stance}
        row = rows.setdefault(key, start | {label: [] for label in labels.values()})
        row[labels[told.article_id]].append(told.paragraph)
    order = list(mentions["role"].unique() if roles is None else roles)
    first = list(mentions["actor_id"].unique())
    keys = sorted(rows, key=lambda key: (order.index(key[0]), first.index(key[1])))
    columns = ["actor", "role", "stance", *labels.values()]
    return pd.DataFrame([rows[key] for key in keys], columns=columns)
