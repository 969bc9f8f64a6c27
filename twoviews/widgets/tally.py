"""Write what a reader's numbers score so far: each prediction, the means, the calibration."""

from collections.abc import Mapping

import pandas as pd

from twoviews import scoring
from twoviews.scoring.outcomes import OUTCOMES
from twoviews.widgets.ranges import PERCENT, figure, points
from twoviews.widgets.scores import percent, predictions, squared
from twoviews.widgets.tables import table

ENOUGH = 5  # scores, before calibration points are drawn


def tally(rows: pd.DataFrame, given: Mapping[str, float]) -> str:
    """Write all that there is to say of the predictions judged so far.

    Parameters
    ----------
    rows : DataFrame
        As `scores.predictions` gives it.
    given : mapping of str to float
        The reader's probability, 0 to 1, by claim_id; empty as long as none is judged.
    """
    own = rows[rows["claim_id"].isin(list(given))]
    if own.empty:
        return ""
    yours = scoring.score_each(given, own)
    return judged(own, given) + means(own, yours) + few(len(yours)) + calibrated(yours)


def judged(own: pd.DataFrame, given: Mapping[str, float]) -> str:
    """List a row per prediction and reading; the unscored ones in words."""
    rows = scoring.readings(own).merge(own[["claim_id", "label", "midpoint"]], on="claim_id")
    none = rows["outcome"].isna()
    listed = pd.DataFrame(
        {
            "prediction": rows["claim_id"] + ", " + rows["label"],
            "read as": rows["verdict"].str.replace("_", " "),
            "outcome": rows["outcome"].astype(str).mask(none, "none"),
        }
    )
    for name, said in {"you": rows["claim_id"].map(given), "words": rows["midpoint"]}.items():
        brier = (said.astype(float) - rows["outcome"].astype(float)) ** 2
        listed[f"{name}, {PERCENT}"] = [figure(value, PERCENT) for value in said]
        listed[f"Brier score, {name}"] = brier.map("{:.2f}".format).mask(none, "not scored")
    return table(listed, "Predictions judged so far (words: the middle of their band)")


def means(own: pd.DataFrame, yours: pd.DataFrame) -> str:
    """Average the scores in two ways of counting, beside those of the words and the base rate."""
    words = scoring.score_each(own.set_index("claim_id")["midpoint"], own)
    settled = yours["settled"]
    ways = {"every reading with an outcome": ~settled | True, "what the record settles": settled}
    made = [
        {"counted": way} | mean(yours[kept], words[kept]) for way, kept in ways.items() if any(kept)
    ]
    if not made:
        return ""
    return table(pd.DataFrame(made), "Mean Brier scores; 0 is best, and 0.25 is always saying 50")


def mean(yours: pd.DataFrame, words: pd.DataFrame) -> dict[str, str]:
    """Average one set of scores."""
    parts = scoring.decomposition(yours["forecast"], yours["outcome"]).iloc[0]
    came = f"{yours['outcome'].sum()} of {len(yours)}, {percent(parts['base_rate'])}"
    return {
        "came true (base rate)": came,
        "you": f"{parts['brier']:.2f}",
        "words": f"{words['brier'].mean():.2f}",
        "always the base rate": f"{parts['uncertainty']:.2f}",
    }


def few(number: int) -> str:
    """Warn that a handful of scores shows nothing."""
    if not number:
        return "<p>No score yet: what you judged so far has no outcome, 1 or 0.</p>"
    scores = "One score" if number == 1 else f"{number} scores"
    return (
        f"<p><strong>{scores}: far too few to tell skill from luck.</strong> One more prediction, "
        "or another reading of one, can turn the order round.</p>"
    )


def calibrated(scores: pd.DataFrame) -> str:
    """Draw what was said against what happened, once there are enough scores."""
    if len(scores) < ENOUGH:
        return f"<p>Calibration points are drawn from {ENOUGH} scores on.</p>"
    found = scoring.calibration(scores["forecast"], scores["outcome"])
    listed = pd.DataFrame(
        {
            "you said": found["forecast"].map(percent),
            "scores": found["n"],
            "came true": found["observed"].map(percent),
        }
    )
    return points(found, "Your calibration") + table(listed, "What you said and what came true")


def forecast_twin(
    claims: pd.DataFrame, hedges: pd.DataFrame, articles: pd.DataFrame, sources: pd.DataFrame
) -> str:
    """Write the forecast panel as two folded tables, for a page without a kernel.

    Parameters
    ----------
    claims, hedges, articles, sources
        As for `ForecastPanel`.

    Returns
    -------
    str
        HTML without a blank line, so that it can stand in a Markdown cell: first what is
        asked, then, in a fold of its own, what the record says.
    """
    rows = predictions(claims, hedges, articles, sources)
    name = rows["claim_id"] + ", " + rows["label"]
    ends = zip(rows["probability_low"], rows["probability_high"], strict=True)
    spans = [f"{figure(low, PERCENT)} to {figure(high, PERCENT)}" for low, high in ends]
    asked = {"prediction": name, "statement": rows["statement"], "words": rows["hedge"]}
    answered = {"prediction": name, "the record": rows["why"]}
    read = [outcomes_said(row) for row in rows.itertuples()]
    first, second = asked | {"band, per cent": spans}, answered | {"read as": read}
    return folded("The predictions and the bands of their words", first) + folded(
        "What the record says of them: note your own numbers before you open this", second
    )


def outcomes_said(row) -> str:
    """Say in a line for each reading of a prediction what the middle of its band scores."""
    said = [
        f"{name.replace('_', ' ')}: {squared(row.midpoint, OUTCOMES[name])}"
        if name in OUTCOMES
        else f"{name.replace('_', ' ')}: not scored"
        for name in row.accepted_verdicts
    ]
    return "\n".join(said)


def folded(summary: str, columns: dict) -> str:
    """Put a table into a fold with a summary of its own."""
    listed = table(pd.DataFrame(columns), summary)
    return f"<details><summary>{summary}</summary>{listed}</details>"
