"""Write claims, and what the record says on each, as HTML; the key stays apart from the claim."""

from html import escape

import pandas as pd

from twoviews.widgets.tables import table
from twoviews.widgets.verdicts import allowed, features, found

CLAIMS = "The claims of the {}"
RECORD = "The record on the {}: open it when you have noted your verdicts"


def card(told: pd.Series, label: str) -> str:
    """Write one row of `features` as a table of its own."""
    named = told.drop("claim").rename(lambda name: name.replace("_", " "))
    frame = pd.DataFrame({"feature": named.index, "this claim": named.to_numpy()})
    return table(frame, f"{label}, {told['claim']}")


def key(claim: pd.Series, told: pd.DataFrame) -> str:
    """Write the key of one claim: the verdicts accepted, why, and the evidence in `found`."""
    caption = f"The record on {claim['claim_id']}"
    dated = told.assign(event=told["date"] + "\n" + told["event"])
    rows = table(dated.drop(columns=["claim_id", "date"]), caption) if len(told) else ""
    none = "" if rows else "<p>No dated event of the record bears on this claim.</p>"
    return (
        f"<p><strong>The record can carry:</strong> {escape(allowed(claim))}.</p>"
        f"<p><strong>Why:</strong> {escape(claim['why'])}</p>{none}{rows}"
    )


def claim_twin(
    claims: pd.DataFrame,
    evidence: pd.DataFrame,
    events: pd.DataFrame,
    articles: pd.DataFrame,
    actors: pd.DataFrame,
) -> str:
    """Write the claims, and apart from them the key, as folded tables.

    Parameters
    ----------
    claims, evidence, events, articles, actors
        As for `ClaimPanel`.

    Returns
    -------
    str
        HTML without a blank line, so that it can stand in a Markdown cell.
    """
    told, listed = features(claims, actors), keyed(claims, found(evidence, events))
    folded = ""
    for part, summary in ((told, CLAIMS), (listed, RECORD)):
        for article in articles.itertuples():
            own = table(part[claims["article_id"] == article.article_id], article.label)
            named = escape(summary.format(article.label))
            folded += f"<details><summary>{named}</summary>{own}</details>"
    return folded


def keyed(claims: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """Put the verdicts accepted, the reason and the evidence in `found` in one row per claim."""
    lines = told["date"] + " " + told["event"] + ": " + told["bears"] + ". " + told["note"]
    evidence = lines.groupby(told["claim_id"]).agg("\n".join)
    return pd.DataFrame(
        {
            "claim": claims["claim_id"],
            "the_record_can_carry": [allowed(claim) for _, claim in claims.iterrows()],
            "why": claims["why"],
            "evidence": claims["claim_id"].map(evidence).fillna("no dated event"),
        }
    )
