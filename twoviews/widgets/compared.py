"""Write the claims of articles as HTML: in columns by voice, as bands, as pairs, as tables."""

from html import escape

import pandas as pd

from twoviews import compare
from twoviews.widgets import bands
from twoviews.widgets.passages import framed
from twoviews.widgets.tables import table

VOICES = {"author": "In its own voice", "reported": "Reported: views that it hands on"}
HINT = "Choose all kinds or all presidents to see more."

STYLE = """<style>
.tv-panel .tv-voice > .tv-name {border: 0; margin-top: .6em}
.tv-panel .tv-voice ul {margin: .2em 0 1em; padding-left: 1.4em}
.tv-panel table.tv-table {line-height: 1.4}
.tv-panel .tv-beside {align-items: start; display: flex; flex-wrap: wrap; gap: 0 2em}
</style>"""


def column(label: str, claims: pd.DataFrame, voices: list[str]) -> str:
    """Write one article's claims, each voice under a name of its own.

    Parameters
    ----------
    label : str
        What the article is called.
    claims : DataFrame
        The claims to write, as `compare.spelled_out` gives them.
    voices : list of str
        The voices to show; one with no claim says so in words.
    """
    groups = ""
    for voice in voices:
        own = claims[claims["voice"] == voice]
        told = "".join(card(claim) for claim in own.itertuples()) or "<p>Nothing said.</p>"
        groups += framed(VOICES.get(voice, voice), "tv-voice", told)
    return framed(label, "tv-column", groups)


def card(claim) -> str:
    """Write one claim: where it stands, what it says, how surely, on what condition."""
    facts = [f"How sure: {sureness(claim)}", f"Condition: {given(claim.condition)}"]
    if claim.voice == "reported":
        facts.insert(0, f"Whose view: {claim.speaker}")
    if pd.notna(claim.horizon_to):
        facts.append(f"Time: {claim.horizon_from:%Y-%m-%d} to {claim.horizon_to:%Y-%m-%d}")
    facts.append(f"On: {claim.president}; {claim.question}")
    listed = "".join(f"<li>{escape(fact)}</li>" for fact in facts)
    return (
        f"<p><strong>Par. {claim.paragraph}</strong> {escape(claim.statement)} "
        f"({escape(claim.claim_id)}, {escape(claim.kind)})</p><ul>{listed}</ul>"
    )


def sureness(claim) -> str:
    """Say which words hedge a claim, and which band they are read as."""
    said = f"“{claim.hedge}”" if pd.notna(claim.hedge) else "no hedging word"
    if pd.isna(claim.probability_low):
        return f"{said}, no band"
    figures = f"{claim.probability_low:.2f} to {claim.probability_high:.2f}"
    read = "" if claim.hedge == claim.band else f", read as {claim.band}"
    return f"{said}{read}: {figures}"


def given(text: object) -> str:
    """Say that there is none where a cell is empty."""
    return "none stated" if pd.isna(text) else str(text)


def measured(claims: pd.DataFrame, labels: dict[str, str]) -> str:
    """Draw the probability bands beside the table of their figures."""
    if claims.empty:
        return ""
    drawn = bands.draw(claims, labels)
    if not drawn:
        return "<p>None of these claims has a probability band: only predictions have one.</p>"
    banded = claims.dropna(subset="probability_low")
    names = {"claim_id": "claim", "hedge": "words", "band": "read_as"}
    figures = banded.rename(columns=names).assign(
        words=[f"“{hedge}”" for hedge in banded["hedge"]],
        low=[f"{low:.2f}" for low in banded["probability_low"]],
        high=[f"{high:.2f}" for high in banded["probability_high"]],
    )
    listed = table(figures[["claim", "words", "read_as", "low", "high"]], "The bands in figures")
    return f'<div class="tv-beside">{drawn}{listed}</div>'


def paired(pairs: pd.DataFrame, labels: dict[str, str]) -> str:
    """Write pairs of claims as a table, or say that none of those shown is compared."""
    if pairs.empty:
        return f"<p>No pair of the claims shown has been compared. {HINT}</p>"
    first, second = list(labels.values())[:2]
    named = pairs.rename(columns={"claim": first, "other": second, "note": "why"})
    return table(named[["relation", first, second, "why"]], "How these claims stand to each other")


def comparison_twin(
    articles: pd.DataFrame,
    claims: pd.DataFrame,
    leaders: pd.DataFrame,
    relations: pd.DataFrame,
    actors: pd.DataFrame,
    hedges: pd.DataFrame,
) -> str:
    """Write what the comparison panel can show as folded tables, for a page without a kernel.

    Parameters
    ----------
    articles, claims, leaders, relations, actors, hedges
        As for `ComparisonPanel`.

    Returns
    -------
    str
        HTML without a blank line, so that it can stand in a Markdown cell: a table of claims
        per article, the author's before the reported ones, and one of the pairs.
    """
    told = compare.spelled_out(claims, leaders, actors, hedges)
    labels = dict(zip(articles["article_id"], articles["label"], strict=True))
    parts = []
    for article, label in labels.items():
        own = told[told["article_id"] == article].sort_values("voice", kind="stable")
        parts.append((f"All claims of the {label} as a table", table(lines(own), label)))
    pairs = paired(compare.pairs(relations, claims), labels)
    parts.append(("All compared pairs as a table", pairs))
    return "".join(
        f"<details><summary>{escape(name)}</summary>{html}</details>" for name, html in parts
    )


def lines(claims: pd.DataFrame) -> pd.DataFrame:
    """Turn claims into the rows of a table."""
    rows = list(claims.itertuples())
    handed_on = [f"reported: {row.speaker}" if row.voice == "reported" else "own" for row in rows]
    return pd.DataFrame(
        {
            "claim": [f"{row.claim_id}, par. {row.paragraph}" for row in rows],
            "voice": handed_on,
            "what it says": claims["statement"].to_list(),
            "kind": claims["kind"].to_list(),
            "how sure": [sureness(row) for row in rows],
            "condition": [given(row.condition) for row in rows],
            "president": claims["president"].to_list(),
            "question": claims["question"].to_list(),
        }
    )
