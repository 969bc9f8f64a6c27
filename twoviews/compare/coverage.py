"""Count what each article says on each presidency and question, silence included."""

from collections.abc import Iterable

import pandas as pd

from twoviews.compare.choice import ALL
from twoviews.compare.predictions import UNNAMED, pick_claims, presidencies

SILENT = "nothing said"


def counted(
    claims: pd.DataFrame, articles: pd.DataFrame, leaders: pd.DataFrame, kind: str = ALL
) -> pd.DataFrame:
    """Count what each article says on each presidency and question, empty cells included.

    Returns
    -------
    DataFrame
        One row per presidency, question and article, whether or not anything is said:
        president (name), question, article (label), author and reported (number of claims
        in the article's own voice and of claims that it hands on).
    """
    key = ["president", "question", "article"]
    named, labels = presidencies(claims, leaders), articles.set_index("article_id")["label"]
    chosen = pick_claims(claims, kind=kind)
    chosen = chosen.assign(
        president=chosen["leader_id"].fillna(UNNAMED).map(named),
        question=chosen["theme"],
        article=chosen["article_id"].map(labels),
    )
    cells = pd.MultiIndex.from_product(
        [named.values(), claims["theme"].unique(), labels], names=key
    )
    counts = chosen.groupby([*key, "voice"]).size().unstack("voice")
    return (
        counts.reindex(index=cells, columns=["author", "reported"])
        .fillna(0)
        .astype(int)
        .reset_index()
    )


def grid(
    counts: pd.DataFrame,
    by: Iterable[str] = ("president", "question"),
    empty: str = SILENT,
) -> pd.DataFrame:
    """Lay counts in a grid that says in words what is there, and where nothing is.

    Parameters
    ----------
    counts : DataFrame
        As `counted` gives them.
    by : iterable of str
        The columns that head the rows: president, question or both.
    empty : str
        What to say where nothing is counted.

    Returns
    -------
    DataFrame
        One row per value of `by`, with a column per article.

    Examples
    --------
    >>> counts = pd.DataFrame({"question": ["why", "how"], "article": ["A", "A"]})
    >>> laid = grid(counts.assign(author=[2, 0], reported=[1, 0]), ["question"])
    >>> list(laid["A"])
    ['2 in its own voice, 1 reported', 'nothing said']
    """
    summed = counts.groupby([*by, "article"], sort=False)[["author", "reported"]].sum()
    told = [in_words(own, reported, empty) for own, reported in summed.itertuples(index=False)]
    wide = pd.Series(told, index=summed.index).unstack("article", sort=False)
    return wide.rename_axis(columns=None).reset_index()


def in_words(own: int, reported: int, empty: str = SILENT) -> str:
    """Say how many claims an article makes itself and how many it hands on."""
    parts = [f"{own} in its own voice"] * bool(own) + [f"{reported} reported"] * bool(reported)
    return ", ".join(parts) or empty
