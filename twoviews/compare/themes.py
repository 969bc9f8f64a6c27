"""Lay articles side by side by theme, by space and in time: tables in, tables out."""

import pandas as pd

from twoviews.compare.choice import hold


def themes(passages: pd.DataFrame) -> list[str]:
    """List the themes in the order in which the passages bring them up.

    Examples
    --------
    >>> themes(pd.DataFrame({"theme": ["who acts", "who speaks", "who acts"]}))
    ['who acts', 'who speaks']
    """
    return list(passages["theme"].unique())


def by_theme(passages: pd.DataFrame, theme: str) -> pd.DataFrame:
    """Pick the passages that take up one theme.

    Parameters
    ----------
    passages : DataFrame
        With the columns article_id, paragraph and theme.
    theme : str
        One of `themes(passages)`.

    Returns
    -------
    DataFrame
        One row per passage, in the order of the articles and paragraphs given.

    Raises
    ------
    ChoiceError
        When no passage has the theme.

    Examples
    --------
    >>> passages = pd.DataFrame({"article_id": ["a", "b"], "theme": ["why", "how"]})
    >>> list(by_theme(passages, "how")["article_id"])
    ['b']
    """
    hold(theme, themes(passages), "theme")
    return passages[passages["theme"] == theme].reset_index(drop=True)


def side_by_side(articles: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Name the paragraphs that each article gives to each theme.

    Parameters
    ----------
    articles : DataFrame
        With the columns article_id and label.
    passages : DataFrame
        With the columns article_id, paragraph and theme.

    Returns
    -------
    DataFrame
        One row per theme: its name, then for each article, under its label, the
        list of paragraph numbers (empty where the article passes the theme over).

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "label": ["A", "B"]})
    >>> passages = pd.DataFrame({"article_id": ["a"], "paragraph": [1], "theme": ["why"]})
    >>> side_by_side(articles, passages).to_dict("records")
    [{'theme': 'why', 'A': [1], 'B': []}]
    """
    rows = []
    for theme in themes(passages):
        own = by_theme(passages, theme)
        numbers = own.groupby("article_id")["paragraph"].agg(list)
        named = zip(articles["label"], articles["article_id"], strict=True)
        rows.append({"theme": theme} | {label: numbers.get(key, []) for label, key in named})
    return pd.DataFrame(rows, columns=["theme", *articles["label"]])


def space(passages: pd.DataFrame) -> pd.DataFrame:
    """Measure how much of its space each article gives to each theme.

    Parameters
    ----------
    passages : DataFrame
        With the columns article_id, theme and paraphrase.

    Returns
    -------
    DataFrame
        One row per article and theme that it takes up: article_id, theme, paragraphs
        (number), words (of the paraphrases) and share (per cent of the article's
        paragraphs).

    Examples
    --------
    >>> passages = pd.DataFrame(
    ...     {"article_id": ["a", "a"], "theme": ["why", "how"], "paraphrase": ["x y", "z"]}
    ... )
    >>> space(passages).loc[0].to_dict()
    {'article_id': 'a', 'theme': 'why', 'paragraphs': 1, 'words': 2, 'share': 50.0}
    """
    counted = passages.assign(words=passages["paraphrase"].str.split().str.len())
    grouped = counted.groupby(["article_id", "theme"], sort=False)["words"]
    measured = grouped.agg(paragraphs="size", words="sum").reset_index()
    total = measured.groupby("article_id")["paragraphs"].transform("sum")
    return measured.assign(share=100 * measured["paragraphs"] / total)


def vantage(events: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.Series:
    """Tell which events lay behind a text that was published on an unknown day of a span.

    Parameters
    ----------
    events : DataFrame
        With the columns date and date_precision (day, or month where only that is known).
    first, last : Timestamp
        The earliest and the latest possible day of publication.

    Returns
    -------
    Series of str
        One value per event: "before", "after", or "open" where the span, or the month of
        the event, leaves the order open.

    Examples
    --------
    >>> events = pd.DataFrame(
    ...     {"date": pd.to_datetime(["2018-01-01", "2018-03-01"]), "date_precision": "month"}
    ... )
    >>> list(vantage(events, pd.Timestamp("2018-03-09"), pd.Timestamp("2018-06-11")))
    ['before', 'open']
    """
    month_end = events["date"] + pd.offsets.MonthEnd(0)
    latest = events["date"].mask(events["date_precision"] == "month", month_end)
    order = pd.Series("open", index=events.index, dtype=str)
    return order.mask(latest < first, "before").mask(events["date"] > last, "after")
