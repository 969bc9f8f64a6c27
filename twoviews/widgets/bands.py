"""Draw probability bands as inline SVG: one bar per claim, from its lower to its upper end."""

from collections.abc import Mapping
from html import escape
from itertools import cycle

import pandas as pd

# Okabe and Ito, Color Universal Design (2008); a filled and a hollow bar tell articles apart too
PAINTS = ('fill="#0072B2" stroke="#0072B2"', 'fill="none" stroke="#D55E00"')
LEFT, TRACK, WIDTH, LINE = 120, 230, 440, 22  # pixels; letters have 13
TITLE, HEAD = "How likely the words make each claim", ' class="tv-head"'

STYLE = """<style>
.tv-bands {display: block; height: auto; margin: .5em 0; max-width: 100%}
.tv-bands text {fill: var(--jp-content-font-color1, currentColor); font: 13px sans-serif}
.tv-bands .tv-head {font-weight: bold}
.tv-bands rect {stroke-width: 2}
.tv-bands line {stroke: var(--jp-content-font-color2, currentColor)}
</style>"""


def draw(claims: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Draw the bands of claims on one scale from 0 to 1, grouped by article.

    Parameters
    ----------
    claims : DataFrame
        With the columns claim_id, article_id, voice, probability_low and probability_high;
        a claim without a band is left out.
    labels : mapping
        What each article is called, by article_id, in the order wanted.

    Returns
    -------
    str
        SVG with a title and a description, to stand beside the table of the same figures;
        empty where no claim has a band.

    Examples
    --------
    >>> claim = {"claim_id": "C1", "article_id": "a", "voice": "author"}
    >>> claims = pd.DataFrame([claim | {"probability_low": 0.2, "probability_high": 0.8}])
    >>> "0.20 to 0.80" in draw(claims, {"a": "A"})
    True
    """
    banded = claims.dropna(subset=["probability_low", "probability_high"])
    if banded.empty:
        return ""
    drawn, y = word(0, LINE - 9, TITLE, HEAD), 2 * LINE
    for (article, label), paint in zip(labels.items(), cycle(PAINTS), strict=False):
        own = banded[banded["article_id"] == article]
        if own.empty:
            continue
        drawn += word(0, y + LINE, label, HEAD)
        drawn += "".join(bar(row, y + LINE * n, paint) for n, row in enumerate(own.itertuples(), 2))
        y += LINE * (1 + len(own))
    return (
        f'<svg class="tv-bands" role="img" width="{WIDTH}" viewBox="0 0 {WIDTH} {y + LINE // 2}">'
        f"<title>{TITLE}</title><desc>{escape(described(banded))}"
        f"</desc>{scale(y)}{drawn}</svg>"
    )


def bar(row, y: int, paint: str) -> str:
    """Draw one claim: its id, its bar, its figures."""
    low, high = row.probability_low, row.probability_high
    told = f"{row.claim_id}, reported" if row.voice == "reported" else row.claim_id
    width = TRACK * (high - low)
    drawn = f'<rect x="{at(low):.1f}" y="{y - 9}" width="{width:.1f}" height="10" {paint}/>'
    return word(12, y, told) + drawn + word(LEFT + TRACK + 10, y, f"{low:.2f} to {high:.2f}")


def scale(bottom: int) -> str:
    """Draw the scale: a thin line, with its figure above, at none, half and all."""
    drawn = ""
    for share, said in ((0, "0"), (0.5, "0.5"), (1, "1 = certain")):
        line = f'x1="{at(share):.1f}" x2="{at(share):.1f}" y1="{2 * LINE - 4}" y2="{bottom + 4}"'
        drawn += f"<line {line}/>"
        drawn += word(at(share), 2 * LINE - 9, said, ' text-anchor="middle"')
    return drawn


def at(share: float) -> float:
    """Find the place of a probability on the scale."""
    return LEFT + TRACK * share


def word(x: float, y: float, text: str, more: str = "") -> str:
    """Write a line of text."""
    return f'<text x="{x:.1f}" y="{y:.1f}"{more}>{escape(text)}</text>'


def described(claims: pd.DataFrame) -> str:
    """Say in words what the eye takes from the bars."""
    bars = claims.groupby(["probability_low", "probability_high"], sort=True).size()
    counts = ", ".join(f"{n} from {low:.2f} to {high:.2f}" for (low, high), n in bars.items())
    return f"One bar per claim on a scale from 0 to 1: {counts}. The table beside holds each."
