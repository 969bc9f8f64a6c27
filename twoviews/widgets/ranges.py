"""Draw ranges from 0 to 1 and calibration points as inline SVG, beside their tables."""

from html import escape

import pandas as pd
from IPython.display import HTML

from twoviews.widgets import charts, tables

# Okabe and Ito, Color Universal Design (2008); a bar and a diamond tell the two apart too
BAR, MARK = 'fill="#0072B2" stroke="#0072B2"', 'fill="#D55E00" stroke="#D55E00"'
WIDTH, HEIGHT, SQUARE = 300, 12, 240  # pixels: an axis from 0 to 1, a bar, a square of two axes
LETTER, LINE, GAP = 7.5, 22, 8  # room of a letter, of a row, between parts
TICKS = (0, 0.25, 0.5, 0.75, 1)
PERCENT = "per cent"


def figure(value: float, unit: str) -> str:
    """Write a value from 0 to 1 in its unit.

    Examples
    --------
    >>> figure(0.675, "per cent"), figure(0.675, "Brier score")
    ('67.5', '0.68')
    """
    return f"{100 * value:.3g}" if unit == PERCENT else f"{value:.2f}"


def ranges(frame: pd.DataFrame, title: str, unit: str = PERCENT) -> str:
    """Draw one bar per row from low to high on an axis from 0 to 1, with a mark where given.

    Parameters
    ----------
    frame : DataFrame
        One row per bar, in the order to be drawn, with the columns label, low, high and,
        where given, mark (all from 0 to 1; a missing mark is not drawn).
    title : str
        What the chart shows; where there are marks, it says what they are.
    unit : str, optional
        What the figures are; "per cent" multiplies them by 100.

    Returns
    -------
    str
        SVG with a title and a description that holds every figure. A sentence where the
        frame has no rows.

    Examples
    --------
    >>> drawn = ranges(pd.DataFrame({"label": ["may"], "low": [0.2], "high": [0.8]}), "Words")
    >>> "may: 20 to 80" in drawn, drawn.count("<rect")
    (True, 1)
    """
    if frame.empty:
        return f"<p>{escape(title)}: there is nothing to draw.</p>"
    rows = frame.assign(mark=frame.get("mark"))
    left = 2 * GAP + LETTER * rows["label"].astype(str).str.len().max()
    words = [said(row, unit) for row in rows.itertuples()]
    width = left + WIDTH + 3 * GAP + LETTER * max(len(text) for text in words)
    drawn = "".join(
        span(row, text, left, LINE * at + GAP)
        for at, (row, text) in enumerate(zip(rows.itertuples(), words, strict=True))
    )
    bottom = LINE * len(rows) + GAP
    told = [f"{row.label}: {text}" for row, text in zip(rows.itertuples(), words, strict=True)]
    axis = "".join(tick(at, left + WIDTH * at, bottom, unit) for at in TICKS)
    described = f"Bars on an axis from 0 to {figure(1, unit)}, {unit}. {'; '.join(told)}."
    return svg(title, described, width, bottom + 2 * LINE, axis + drawn)


def said(row, unit: str) -> str:
    """Say a row's figures, as they stand behind its bar."""
    ends = f"{figure(row.low, unit)} to {figure(row.high, unit)}"
    return ends if pd.isna(row.mark) else f"{ends}, mark {figure(row.mark, unit)}"


def span(row, text: str, left: float, top: float) -> str:
    """Draw one row: its label, its bar, its mark, its figures."""
    start, length = left + WIDTH * row.low, max(2, WIDTH * (row.high - row.low))
    base = f'y="{top + HEIGHT - 1.5:.1f}"'
    drawn = (
        f'<text x="{left - GAP:.0f}" {base} text-anchor="end">{escape(str(row.label))}</text>'
        f'<rect x="{start:.1f}" y="{top}" width="{length:.1f}" height="{HEIGHT}" {BAR}'
        f' fill-opacity=".45"/><text x="{left + WIDTH + GAP:.0f}" {base}>{escape(text)}</text>'
    )
    if pd.isna(row.mark):
        return drawn
    x, y = left + WIDTH * row.mark, top + HEIGHT / 2
    return drawn + f'<path d="M{x:.1f} {y - 8}l6 8l-6 8l-6 -8z" {MARK}/>'


def tick(at: float, x: float, bottom: float, unit: str) -> str:
    """Draw one line across the bars and write its value below."""
    return (
        f'<line x1="{x:.0f}" x2="{x:.0f}" y1="0" y2="{bottom}" stroke-dasharray="1 3"/>'
        f'<text x="{x:.0f}" y="{bottom + LINE - 4}" text-anchor="middle">{figure(at, unit)}</text>'
    )


def points(frame: pd.DataFrame, title: str) -> str:
    """Draw forecasts against what happened; the line is where the two are equal.

    Parameters
    ----------
    frame : DataFrame
        As `scoring.calibration` gives it: forecast, observed (0 to 1) and n.
    title : str
        What the chart shows.

    Examples
    --------
    >>> frame = pd.DataFrame({"forecast": [0.9], "observed": [0.5], "n": [2]})
    >>> "said 90 per cent, happened in 50 per cent of 2" in points(frame, "Calibration")
    True
    """
    left, base = 5 * LETTER, SQUARE + GAP
    drawn = f'<line x1="{left}" y1="{base}" x2="{left + SQUARE}" y2="{GAP}"/>'
    for at in TICKS:
        x, y, value = left + SQUARE * at, base - SQUARE * at, figure(at, PERCENT)
        drawn += f'<text x="{x}" y="{base + LINE}" text-anchor="middle">{value}</text>'
        drawn += f'<text x="{left - GAP}" y="{y + 4}" text-anchor="end">{value}</text>'
    told = []
    for row in frame.itertuples():
        x, y = left + SQUARE * row.forecast, base - SQUARE * row.observed
        drawn += f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" {BAR}/>'
        drawn += f'<text x="{x + 9:.1f}" y="{y + 4:.1f}">{row.n}</text>'
        happened = f"happened in {figure(row.observed, PERCENT)} per cent of {row.n}"
        told.append(f"said {figure(row.forecast, PERCENT)} per cent, {happened}")
    drawn += f'<text x="{left}" y="{base + 2 * LINE}">across: said; up: happened (per cent)</text>'
    described = f"Points beside a line where forecast and outcome agree. {'; '.join(told)}."
    return svg(title, described, left + SQUARE + 5 * LETTER, base + 3 * LINE, drawn)


def svg(title: str, described: str, width: float, height: float, drawn: str) -> str:
    """Put a drawing into an image that a screen reader can name and describe."""
    return (
        f'<svg class="tv-chart" role="img" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}"><title>{escape(title)}</title>'
        f"<desc>{escape(described)}</desc>{drawn}</svg>"
    )


def show_ranges(frame: pd.DataFrame, title: str, unit: str = PERCENT) -> HTML:
    """Show ranges in a notebook, and below them their table.

    Examples
    --------
    >>> shown = show_ranges(pd.DataFrame({"label": ["may"], "low": [0.2], "high": [0.8]}), "Words")
    >>> "<td>20</td><td>80</td>" in shown.data
    True
    """
    told = frame.copy()
    for name in {"low", "high", "mark"} & set(frame.columns):
        told[name] = [None if pd.isna(at) else f"{figure(at, unit)}" for at in frame[name]]
    listed = tables.table(told, f"{title}: {unit}")
    return HTML(charts.STYLE + ranges(frame, title, unit) + tables.STYLE + listed)
