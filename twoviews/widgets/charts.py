"""Draw bars as inline SVG, in colours and outlines that everyone can tell apart."""

from collections.abc import Sequence
from html import escape
from textwrap import wrap

import pandas as pd

# Okabe and Ito, Color Universal Design (2008); filled, pale, dashed and hollow differ in grey too
PAINTS = (
    'fill="#0072B2" stroke="#0072B2"',
    'fill="#009E73" stroke="#009E73" fill-opacity=".35"',
    'fill="none" stroke="#D55E00" stroke-dasharray="5 3"',
    'fill="none" stroke="#CC79A7"',
)
LETTER, LINE, GAP = 7, 18, 8  # pixels: room for a letter, for a line, between two rows
LONGEST, THICK, LETTERS = 360, 12, 72  # a bar in pixels; letters in a line

STYLE = """<style>
.tv-chart {display: block; height: auto; margin: .5em 0; max-width: 100%;
  overflow: visible}
.tv-chart text {fill: var(--jp-content-font-color1, currentColor);
  font: 13px var(--jp-content-font-family, sans-serif)}
.tv-chart rect {stroke-width: 2}
.tv-chart line {stroke: var(--jp-content-font-color1, currentColor)}
</style>"""


def bars(frame: pd.DataFrame, title: str, unit: str, kinds: Sequence[str] = ()) -> str:
    """Draw one horizontal bar per row, its label and its figure above it.

    Parameters
    ----------
    frame : DataFrame
        One row per bar, in the order to be drawn: label, value (none below 0; without one
        no bar is drawn), text where words shall stand in the place of the figure, and kind
        where kinds are given.
    title : str
        What the chart shows.
    unit : str
        What one unit of the value is.
    kinds : sequence of str, optional
        The kinds of bars, at most four; each has its colour and outline in every chart that
        is given the same kinds, and those drawn are named below the bars.

    Returns
    -------
    str
        SVG with a title and a description, without ids, so that it may stand in a page
        twice; put `STYLE` before it and the table of its figures beside it. A sentence
        where the frame has no rows.

    Examples
    --------
    >>> frame = pd.DataFrame({"label": ["2021", "2022"], "value": [6, 69]})
    >>> drawn = bars(frame, "Fired", "missiles")
    >>> drawn.count("<rect"), "longest: 2022 (69)" in drawn
    (2, True)
    """
    if frame.empty:
        return f"<p>{escape(title)}: there is nothing to draw.</p>"
    rows = frame.assign(text=texts(frame), value=frame["value"].astype(float))
    said = [wrap(f"{row.label}: {row.text}", LETTERS) for row in rows.itertuples()]
    step = LINE * max(map(len, said)) + THICK + GAP
    width = max(LONGEST, LETTER * max(len(line) for lines in said for line in lines)) + GAP
    scale = LONGEST / (rows["value"].max() or 1)
    drawn = [
        bar(row, lines, at * step, step, scale, kinds)
        for at, (row, lines) in enumerate(zip(rows.itertuples(), said, strict=True))
    ]
    legend, height = named(
        [kind for kind in kinds if kind in set(rows["kind"])], kinds, len(said) * step
    )
    return (
        f'<svg class="tv-chart" role="img" width="{width}" viewBox="0 0 {width} {height}">'
        f"<title>{escape(title)}</title><desc>{escape(described(rows, unit))}</desc>"
        f"{''.join(drawn)}{legend}</svg>"
    )


def texts(frame: pd.DataFrame) -> pd.Series:
    """Take what is to stand with each bar: the texts given, else the figures."""
    figures = ["no figure" if pd.isna(value) else f"{value:,.4g}" for value in frame["value"]]
    return frame.get("text", pd.Series(figures, index=frame.index)).astype(str)


def bar(row, lines: list[str], top: int, step: int, scale: float, kinds: Sequence[str]) -> str:
    """Draw one row: its lines of text, a short upright where its bar begins, the bar."""
    length = 0 if pd.isna(row.value) else row.value * scale
    paint = PAINTS[kinds.index(row.kind) if kinds else 0]
    told = "".join(word(0, top + LINE * at + 14, line) for at, line in enumerate(lines))
    y = top + step - THICK - GAP + 1
    start = f'<line x1="1" x2="1" y1="{y - 1}" y2="{y + THICK + 1}"/>'
    drawn = f'<rect x="1" y="{y}" width="{length:.1f}" height="{THICK}" {paint}/>' if length else ""
    return told + start + drawn


def word(x: float, y: float, text: str) -> str:
    """Write a line of text."""
    return f'<text x="{x}" y="{y}">{escape(text)}</text>'


def named(used: list[str], kinds: Sequence[str], top: int) -> tuple[str, int]:
    """Name the kinds below the bars, each behind a box in its paint; tell where that ends."""
    drawn = ""
    for number, kind in enumerate(used):
        y = top + GAP + LINE * number
        drawn += f'<rect x="2" y="{y + 2}" width="14" height="10" {PAINTS[kinds.index(kind)]}/>'
        drawn += word(3 * GAP, y + 11, kind)
    return drawn, top + GAP + LINE * len(used)


def described(rows: pd.DataFrame, unit: str) -> str:
    """Say in words what the eye takes from the bars."""
    known = rows.dropna(subset="value")
    said = f"{len(rows)} horizontal bar{'' if len(rows) == 1 else 's'}, in {unit}"
    if len(known) > 1:
        long, short = known.loc[known["value"].idxmax()], known.loc[known["value"].idxmin()]
        said += f"; longest: {long.label} ({long.text}); shortest: {short.label} ({short.text})"
    return f"{said}. The table beside the chart holds the figures."
