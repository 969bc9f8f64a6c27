"""Weigh hypotheses against events, change a rating, leave an event out: the matrix panel."""

from collections.abc import Iterable
from typing import Self

import ipywidgets as widgets
import pandas as pd

from twoviews.compare import hold
from twoviews.widgets import weighed
from twoviews.widgets.access import Panel
from twoviews.widgets.reading import select


class MatrixPanel(Panel):
    """Show how consistent each event is with each hypothesis, and what hangs on it.

    Parameters
    ----------
    hypotheses, matrix, events : DataFrame
        The tables of these names, whole.

    Examples
    --------
    >>> from twoviews import data
    >>> panel = MatrixPanel(*(data.load(name) for name in ["hypotheses", "matrix", "events"]))
    >>> panel.choose(event="E048", hypothesis="programme", rating="N").value["least"]
    ['programme']
    """

    def __init__(
        self, hypotheses: pd.DataFrame, matrix: pd.DataFrame, events: pd.DataFrame
    ) -> None:
        rows = matrix.set_index(["event_id", "hypothesis_id"])
        self._given, self._notes = rows["rating"].to_dict(), rows["note"].to_dict()
        known = hypotheses[hypotheses["hypothesis_id"].isin(matrix["hypothesis_id"])]
        self._statements = known.set_index("hypothesis_id")["statement"].to_dict()
        self._events, self._names = events, weighed.named(events, matrix["event_id"])
        self._ratings, self._left, self._state = dict(self._given), set(), None
        self._event = select("Event", [(name, key) for key, name in self._names.items()])
        self._hypothesis = select("Hypothesis", list(self._statements))
        self._rating = select(
            "Rating", [(f"{mark} {word}", mark) for mark, word in weighed.WORDS.items()]
        )
        self._leave = widgets.Checkbox(description="Leave this event out", indent=False)
        self._back = widgets.Button(description="Back to the ratings given")
        self._back.layout.width = "auto"
        self._weigh()  # a matrix with a gap is told here, in one sentence
        self._recall()
        for control in (self._event, self._hypothesis):
            control.observe(self._recall, "value")
        self._rating.observe(self._rate, "value")
        self._leave.observe(self._drop, "value")
        self._back.on_click(lambda _button: self.restore())
        controls = self._event, self._hypothesis, self._rating, self._leave, self._back
        super().__init__(*controls, style=weighed.STYLE)

    @property
    def _cell(self) -> tuple[str, str]:
        return self._event.value, self._hypothesis.value

    def _recall(self, _change: object = None) -> None:
        """Let rating and checkbox show what holds for the cell that is chosen."""
        self._rating.value = self._ratings[self._cell]
        self._leave.value = self._event.value in self._left

    def _rate(self, _change: object) -> None:
        self._ratings[self._cell] = self._rating.value

    def _drop(self, _change: object) -> None:
        (self._left.add if self._leave.value else self._left.discard)(self._event.value)

    @property
    def value(self) -> dict:
        """What is shown: event, hypothesis, rating, left_out (event ids), changed (the reader's
        marks by event id and hypothesis), against (events by hypothesis), least (hypotheses)."""
        found, given = self._weigh(), self._given
        ranked = found.ranked if found else pd.DataFrame(columns=["hypothesis", "inconsistent"])
        return {
            "event": self._event.value,
            "hypothesis": self._hypothesis.value,
            "rating": self._rating.value,
            "left_out": [key for key in self._names if key in self._left],
            "changed": {f"{a} {b}": m for (a, b), m in self._ratings.items() if m != given[a, b]},
            "against": dict(
                zip(ranked["hypothesis"], ranked["inconsistent"].tolist(), strict=True)
            ),
            "least": found.least if found else [],
        }

    def _weigh(self) -> weighed.Weighed | None:
        """Weigh the ratings as they stand, anew only where they have changed."""
        state = tuple(self._ratings.values()), frozenset(self._left)
        if state != self._state:
            self._state, self._found = state, weighed.weigh(self._ratings, self._left)
        return self._found

    def choose(
        self,
        event: str | None = None,
        hypothesis: str | None = None,
        rating: str | None = None,
        left_out: Iterable[str] | None = None,
    ) -> Self:
        """Set the controls from code; what is left out stays as it is.

        Parameters
        ----------
        event, hypothesis : str, optional
            The cell that is looked at: an event_id and a hypothesis_id.
        rating : str, optional
            C, I or N, for that cell.
        left_out : str or iterable of str, optional
            Ids of the events that shall not count; the others count.

        Returns
        -------
        MatrixPanel
            The panel itself: a cell that ends with it shows it.

        Raises
        ------
        ChoiceError
            When there is no such event, hypothesis or rating; nothing is changed then.
        """
        event = self._event.value if event is None else event
        hypothesis = self._hypothesis.value if hypothesis is None else hypothesis
        dropped = (
            [left_out] if isinstance(left_out, str) else list(() if left_out is None else left_out)
        )
        for name in (event, *dropped):
            hold(name, self._names, "event of the matrix")
        hold(hypothesis, self._statements, "hypothesis")
        if rating is not None:
            self._ratings[event, hypothesis] = hold(rating, weighed.WORDS, "rating")
        self._left = self._left if left_out is None else set(dropped)
        self._event.value, self._hypothesis.value = event, hypothesis
        self._refresh()
        return self

    def restore(self) -> Self:
        """Go back to the ratings given, with every event counted."""
        self._ratings, self._left = dict(self._given), set()
        self._refresh()
        return self

    def _refresh(self) -> None:
        self._recall()
        self._draw()

    def _render(self) -> tuple[str, str]:
        """Say what leads; write the cell that is chosen, the ranking and every rating."""
        found, (event, own) = self._weigh(), self._cell
        if found is None:
            return "Every event is left out: there is nothing to weigh. Take one back in.", ""
        row = next(self._events[self._events["event_id"] == event].itertuples())
        rating, given = self._ratings[self._cell], self._given[self._cell]
        shown = weighed.cell(row, own, rating, given, self._notes[self._cell])
        shown += weighed.ranking(found, self._statements, own)
        marks = self._ratings, self._given
        shown += weighed.ratings_table(*marks, self._names, found, event)
        return f"{row.title}, {own}: {weighed.WORDS[rating]}; {weighed.said(found)}.", shown
