"""Draw who appears in which paragraph, in lanes by role: a map as inline SVG."""

from collections.abc import Mapping
from html import escape
from textwrap import wrap

import pandas as pd

# Okabe and Ito, Color Universal Design (2008); the shape tells the articles apart as well
BLUE, ORANGE = 'fill="#0072B2"', 'fill="#E69F00"'
NAME, STEP, ROW, LINE, GAP, LETTER = 190, 20, 22, 14, 16, 8  # pixels
LETTERS = 28  # of a line of a name

STYLE = """<style>
.tv-map {height: auto; max-width: 100%; color: var(--jp-content-font-color1, #212121)}
.tv-map text {fill: currentColor; font: 12px sans-serif}
.tv-map .tv-strong {font-weight: bold}
.tv-map .tv-on-blue {fill: #fff; font-size: 11px}
.tv-map .tv-on-orange {fill: #000; font-size: 11px}
.tv-map :is(circle, rect) {stroke: currentColor}
.tv-map line {stroke: var(--jp-border-color1, #767676); stroke-dasharray: 1 3}
</style>"""

Lanes = dict[str, dict[str, dict[str, list[int]]]]


def draw(cast: pd.DataFrame, lengths: Mapping[str, int], parts: Mapping[str, str]) -> str:
    """Draw a lane per role, in it a row per actor, in it a mark per paragraph.

    Parameters
    ----------
    cast : DataFrame
        One row per role, actor and stance, as `twoviews.compare.cast` gives it; an
        article is drawn when its label is a column.
    lengths : mapping
        The number of paragraphs of every article, by its label. The place of an article
        here decides its shape: circle, square.
    parts : mapping
        What an actor does in a role, in a word or two, by role.

    Returns
    -------
    str
        SVG with a title and a description; each mark holds the number of its paragraph.
        Put `STYLE` before it, and the table of the same rows beside it.

    Examples
    --------
    >>> one = {"actor": "Ann", "role": "broker", "stance": "for", "B": [2]}
    >>> drawn = draw(pd.DataFrame([one]), {"A": 3, "B": 2}, {"broker": "acts"})
    >>> drawn.count("<circle"), drawn.count("<rect"), "broker: acts" in drawn
    (0, 2, True)
    """
    shapes = {label: at % 2 for at, label in enumerate(lengths) if label in cast.columns}
    lefts, width = columns({label: lengths[label] for label in shapes})
    drawn, bottom = heads(lefts, shapes), ROW + LINE
    for role, actors in lanes(cast, list(shapes)).items():
        title = f"{role}: {parts[role]}" if role in parts else role
        drawn += words(0, bottom + LINE, title, "tv-strong")
        bottom += ROW
        for name, marks in actors.items():
            drawn += row(name, marks, bottom, lefts, shapes)
            bottom += height(name)
    return (
        f'<svg class="tv-map" role="img" width="{width}" style="min-width:{width * 0.8:.0f}px" '
        f'viewBox="0 0 {width} {bottom}"><title>Actors by role and paragraph</title>'
        f"<desc>{escape(describe(cast, shapes))}</desc>{drawn}</svg>"
    )


def columns(lengths: Mapping[str, int]) -> tuple[dict[str, int], int]:
    """Place each article's first paragraph, and measure the whole width."""
    lefts, right = {}, NAME
    for label, length in lengths.items():
        lefts[label] = right
        right += max(STEP * length, STEP + LETTER * len(label)) + GAP
    return lefts, right


def lanes(cast: pd.DataFrame, labels: list[str]) -> Lanes:
    """Gather the paragraphs of an actor in a role, whatever the stance."""
    gathered: Lanes = {}
    for told in cast.to_dict("records"):
        marks = gathered.setdefault(told["role"], {}).setdefault(told["actor"], {})
        for label in labels:
            marks[label] = sorted([*marks.get(label, []), *told[label]])
    return gathered


def heads(lefts: Mapping[str, int], shapes: Mapping[str, int]) -> str:
    """Name the articles above their columns, each with its shape."""
    drawn = ""
    for label, left in lefts.items():
        drawn += mark(shapes[label], left + STEP // 2, STEP // 2 + 2, "")
        drawn += words(left + STEP + 4, STEP // 2 + 6, label, "tv-strong")
    return drawn


def row(name: str, marks: dict, top: int, lefts: Mapping, shapes: Mapping) -> str:
    """Draw one actor: the name, a mark per paragraph, a thin line to follow to the last."""
    middle = top + height(name) // 2
    first = middle + 4 - LINE * (len(lines(name)) - 1) / 2
    named = "".join(words(8, first + LINE * at, line) for at, line in enumerate(lines(name)))
    places = [
        (shapes[label], left + STEP * number - STEP // 2, number)
        for label, left in lefts.items()
        for number in marks[label]
    ]
    last = max(x for _, x, _ in places)
    track = f'<line x1="{NAME - 8}" x2="{last}" y1="{middle}" y2="{middle}"/>'
    return (
        named + track + "".join(mark(shape, x, middle, str(number)) for shape, x, number in places)
    )


def mark(shape: int, x: float, y: float, number: str) -> str:
    """Draw a circle for the first article, a square for the second, with a number in it."""
    corner = f'x="{x - 8}" y="{y - 8}" width="16" height="16"'
    drawn = f"<rect {corner} {ORANGE}/>" if shape else f'<circle cx="{x}" cy="{y}" r="9" {BLUE}/>'
    on = ("tv-on-blue", "tv-on-orange")[shape]
    inner = f'<text class="{on}" x="{x}" y="{y + 4}" text-anchor="middle">{number}</text>'
    return drawn + (inner if number else "")


def words(x: float, y: float, text: str, kind: str = "") -> str:
    """Write a line of text."""
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{x}" y="{y:.0f}">{escape(text)}</text>'


def lines(name: str) -> list[str]:
    """Break a name into lines that fit before the marks."""
    return wrap(name, LETTERS) or [""]


def height(name: str) -> int:
    """Measure a row by the lines of its name."""
    return ROW + LINE * (len(lines(name)) - 1)


def describe(cast: pd.DataFrame, shapes: Mapping[str, int]) -> str:
    """Say in words what the shapes mean, which roles are drawn, and with how many actors."""
    named = [f"the {label} ({('circle', 'square')[at]})" for label, at in shapes.items()]
    counts = [f"{role}: {len(actors)}" for role, actors in lanes(cast, list(shapes)).items()]
    return (
        f"A row per actor, in lanes by role; a numbered mark per paragraph of "
        f"{' and '.join(named)}. Actors in each lane: {', '.join(counts)}. "
        "The table beside the map holds every mark."
    )
