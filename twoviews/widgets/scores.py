"""Write one prediction as HTML: what is asked, the band of its words, what the record says."""

from html import escape

import pandas as pd

from twoviews import scoring
from twoviews.scoring.outcomes import OUTCOMES
from twoviews.widgets import charts, tables
from twoviews.widgets.ranges import PERCENT, figure, ranges

NO_OUTCOME = {
    "mixed": "partly right and partly wrong, so neither 1 nor 0, and not scored",
    "untested": "its condition never came, so there is neither 1 nor 0, and it is not scored",
    "not_checkable": "no record could show it right or wrong, so it is not scored",
}
STYLE = f"""{charts.STYLE}{tables.STYLE}<style>
.tv-panel .tv-told {{line-height: 1.5; white-space: normal}}
</style>"""


def predictions(
    claims: pd.DataFrame, hedges: pd.DataFrame, articles: pd.DataFrame, sources: pd.DataFrame
) -> pd.DataFrame:
    """Pick the predictions among claims, with the published band of their words.

    Parameters
    ----------
    claims, hedges, articles, sources : DataFrame
        The tables of these names, whole.

    Returns
    -------
    DataFrame
        One row per prediction: the columns of claims, and label (of the article), midpoint
        (of the band, 0 to 1), read_as (the published term), source (of the band, its title)
        and mirrored (whether the claim is worded the other way round than its hedge).

    Examples
    --------
    >>> from twoviews import data
    >>> names = ["claims", "hedges", "articles", "sources"]
    >>> asked = predictions(*(data.load(name) for name in names)).set_index("claim_id")
    >>> asked.loc["CB03", "read_as"], float(asked.loc["CB03", "midpoint"])
    ('almost certain', 0.97)
    """
    own = claims[claims["type"] == "prediction"].merge(articles[["article_id", "label"]])
    words = scoring.bands(own["hedge"], hedges)
    return own.assign(
        midpoint=((own["probability_low"] + own["probability_high"]) / 2).round(4),
        read_as=words["read_as"],
        source=words["source_id"].map(sources.set_index("source_id")["title"]),
        mirrored=words["probability_low"] != own["probability_low"],
    )


def percent(value: float) -> str:
    """Write a probability in words.

    Examples
    --------
    >>> percent(0.675)
    '67.5 per cent'
    """
    return f"{figure(value, PERCENT)} {PERCENT}"


def offered(row) -> tuple[str, str]:
    """Name a prediction for the list box: article, id, paragraph, the words that say how sure."""
    return f"{row.label}, {row.claim_id}, par. {row.paragraph}: {row.hedge}", row.claim_id


def question(row) -> str:
    """Write a prediction without a word of how it came out."""
    view = "a view that it reports" if row.voice == "reported" else "the article's own"
    days = f"{row.horizon_from:%Y-%m-%d} to {row.horizon_to:%Y-%m-%d}"
    condition = f" Condition: {escape(row.condition)}." if isinstance(row.condition, str) else ""
    return (
        f"<p><strong>{row.claim_id}, {escape(row.label)}, par. {row.paragraph}:</strong> "
        f"{escape(row.statement)}</p><p>Words that say how sure: “{escape(row.hedge)}”. "
        f"Whose view: {view}.{condition} Time: {days}.</p>"
    )


def band(row, forecast: float) -> str:
    """Set the reader's number beside the published band of the words."""
    low, high = row.probability_low, row.probability_high
    ends = f"{figure(low, PERCENT)} to {percent(high)}"
    turned = " The claim is worded the other way round, and so is the band." * row.mirrored
    frame = pd.DataFrame([{"label": row.hedge, "low": low, "high": high, "mark": forecast}])
    return (
        f"<p><strong>You: {percent(forecast)}.</strong> The words “{escape(row.hedge)}” are read "
        f"as <em>{escape(row.read_as)}</em>: {ends}; in the middle, "
        f"{percent(row.midpoint)}.{turned} Source: {escape(row.source)}.</p>"
        + ranges(frame, "The band of the words and, as a mark, your number")
    )


def verdict(row, forecast: float) -> str:
    """Tell what the record says, and score both numbers under each reading of it."""
    items = ""
    for name in row.accepted_verdicts:
        items += f"<li>Read as <em>{name.replace('_', ' ')}</em>: "
        if name in OUTCOMES:
            came = OUTCOMES[name]
            items += f"the outcome is {came}. You: {squared(forecast, came)}. "
            items += f"The middle of the band: {squared(row.midpoint, came)}.</li>"
        else:
            items += f"{NO_OUTCOME[name]}.</li>"
    return f"<p><strong>The record.</strong> {escape(row.why)}</p><ul>{items}</ul>"


def squared(forecast: float, outcome: int) -> str:
    """Show how one Brier score comes about.

    Examples
    --------
    >>> squared(0.65, 1)
    '(0.65 − 1)² = 0.12'
    """
    return f"({forecast:.3g} − {outcome})² = {(forecast - outcome) ** 2:.2f}"


def status(row, number: float | None, revealed: bool, slider: int) -> str:
    """Say in a sentence how far the reader has got with a prediction."""
    if number is None:
        return f"{row.claim_id}: the slider stands at {slider} per cent. Commit to see the band."
    said = f"{row.claim_id}: you said {percent(number)}"
    if not revealed:
        ends = f"{figure(row.probability_low, PERCENT)} to {percent(row.probability_high)}"
        return f"{said}; the words are read as {ends}."
    scored = [
        f"{name.replace('_', ' ')}, your Brier score {(number - OUTCOMES[name]) ** 2:.2f}"
        if name in OUTCOMES
        else f"{name.replace('_', ' ')}, not scored"
        for name in row.accepted_verdicts
    ]
    return f"{said}. The record: {'; or '.join(scored)}."
