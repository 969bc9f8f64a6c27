"""Write a consistency matrix as HTML: the ranking, every rating, what a dropped event changes."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple

import pandas as pd

from twoviews import scoring
from twoviews.scoring.ratings import RATINGS
from twoviews.widgets import tables
from twoviews.widgets.tables import table

WORDS = {mark: name for name, mark in RATINGS.items()}
CAPTION = "Every rating: C consistent, I ✗ inconsistent, N neutral"
STYLE = f"""{tables.STYLE}<style>
.tv-panel .tv-told {{line-height: 1.5; white-space: normal}}
.tv-panel .tv-wide {{overflow-x: auto}}
</style>"""
Ratings = Mapping[tuple[str, str], str]  # a mark by event id and hypothesis id


def evidence(ratings: Ratings, left_out: Iterable[str] = ()) -> pd.DataFrame:
    """Turn ratings into a matrix as `scoring` takes it, without the events left out.

    Examples
    --------
    >>> evidence({("E1", "plan"): "C", ("E2", "plan"): "I"}, ["E1"]).values.tolist()
    [['E2', 'plan', 'I']]
    """
    dropped = set(left_out)
    rows = [(*cell, mark) for cell, mark in ratings.items() if cell[0] not in dropped]
    return pd.DataFrame(rows, columns=["evidence", "hypothesis", "rating"])


def named(events: pd.DataFrame, ids: Iterable[str]) -> dict[str, str]:
    """Call each event by its day, or month, and its title, in the order of time."""
    own = events[events["event_id"].isin(set(ids))].sort_values("date", kind="stable")
    forms = {"day": "%Y-%m-%d", "month": "%Y-%m"}
    return {
        row.event_id: f"{row.date:{forms[row.date_precision]}} {row.title}"
        for row in own.itertuples()
    }


class Weighed(NamedTuple):
    """What the ratings come to: the hypotheses ranked, what each event separates and decides."""

    ranked: pd.DataFrame  # as `scoring.inconsistency` gives it
    apart: Mapping[str, bool]  # by event id
    turns: Mapping[str, list[str]]  # the hypotheses that lead without it, where others do

    @property
    def least(self) -> list[str]:
        """The hypotheses with the least against them."""
        return list(self.ranked.loc[self.ranked["rank"] == 1, "hypothesis"])


def weigh(ratings: Ratings, left_out: Iterable[str] = ()) -> Weighed | None:
    """Weigh the ratings; None where every event is left out.

    Examples
    --------
    >>> weigh({("E1", "plan"): "C", ("E1", "bluff"): "I"}).least
    ['plan']
    """
    kept = evidence(ratings, left_out)
    if kept.empty:
        return None
    separates, decides = scoring.diagnosticity(kept), scoring.decisive(kept)
    turned = decides[decides["decides"]]
    return Weighed(
        scoring.inconsistency(kept),
        dict(zip(separates["evidence"], separates["separates"], strict=True)),
        dict(zip(turned["evidence"], turned["without"], strict=True)),
    )


def said(weighed: Weighed) -> str:
    """Say which hypotheses have the least against them.

    Examples
    --------
    >>> said(weigh({("E1", "plan"): "C", ("E1", "bluff"): "I"}))
    'least inconsistent: plan (0 of 1 events against)'
    """
    names, events = weighed.least, len(weighed.apart)
    number, each = weighed.ranked["inconsistent"].iloc[0], " each" if len(names) > 1 else ""
    return f"least inconsistent: {' and '.join(names)} ({number} of {events} events against{each})"


def ranking(weighed: Weighed, statements: Mapping[str, str], picked: str | None = None) -> str:
    """Rank the hypotheses by what is against them."""
    shown = weighed.ranked[["hypothesis", "inconsistent", "consistent", "neutral"]]
    shown.insert(1, "in words", shown["hypothesis"].map(statements))
    return table(shown, "The hypotheses, least inconsistent first", picked)


def ratings_table(
    ratings: Ratings,
    given: Ratings,
    names: Mapping[str, str],
    weighed: Weighed,
    picked: str | None = None,
) -> str:
    """List every rating as it stands, what an event tells apart, and what leads without it."""
    rows = []
    for event, name in names.items():
        own = {what: mark for (key, what), mark in ratings.items() if key == event}
        marks = {what: marked(mark, given[event, what]) for what, mark in own.items()}
        rows.append({"event": name} | marks | {"what it does": told(event, weighed)})
    listed = table(pd.DataFrame(rows), CAPTION, names.get(picked))
    return (
        f'<div class="tv-wide" role="group" aria-label="Every rating" tabindex="0">{listed}</div>'
    )


def told(event: str, weighed: Weighed) -> str:
    """Say whether an event tells hypotheses apart and whether the lead hangs on it."""
    if event not in weighed.apart:
        return "left out"
    if event in weighed.turns:
        return f"it decides: without it, {' and '.join(weighed.turns[event])} would lead"
    return "tells some apart" if weighed.apart[event] else "tells none apart"


def marked(mark: str, given: str) -> str:
    """Write a mark, a cross beside I, and the mark given where the reader has changed it.

    Examples
    --------
    >>> marked("I", "I"), marked("N", "I")
    ('I ✗', 'N (was I)')
    """
    shown = f"{mark} ✗" if mark == "I" else mark
    return shown if mark == given else f"{shown} (was {given})"


def cell(event, hypothesis: str, mark: str, given: str, note: str) -> str:
    """Write the event, the mark of one hypothesis and the reason given for it."""
    changed = "" if mark == given else f" You changed it; the reason stands for {given}."
    return (
        f'<div class="tv-told"><p><strong>{escape(event.title)}</strong> ({event.event_id}). '
        f"{escape(event.description)}</p><p>For <em>{escape(hypothesis)}</em> it is rated "
        f"<strong>{mark}, {WORDS[mark]}</strong>. Reason given: {escape(note)}{changed}</p></div>"
    )


def matrix_twin(hypotheses: pd.DataFrame, matrix: pd.DataFrame, events: pd.DataFrame) -> str:
    """Write the matrix panel as two tables, folded, for a page without a kernel.

    Parameters
    ----------
    hypotheses, matrix, events
        As for `MatrixPanel`.

    Returns
    -------
    str
        HTML without a blank line, so that it can stand in a Markdown cell.
    """
    ratings = matrix.set_index(["event_id", "hypothesis_id"])["rating"].to_dict()
    names = named(events, matrix["event_id"])
    statements = hypotheses.set_index("hypothesis_id")["statement"]
    why = matrix.assign(told=matrix["rating"] + ": " + matrix["note"])
    reasons = why.pivot(index="event_id", columns="hypothesis_id", values="told")
    reasons = reasons.loc[list(names), list(statements.index)]
    reasons.insert(0, "event", list(names.values()))
    weighed = weigh(ratings)
    shown = ranking(weighed, statements) + ratings_table(ratings, ratings, names, weighed)
    shown += table(reasons, "The reasons given")
    return f"<details><summary>The whole panel as tables</summary>{shown}</details>"
