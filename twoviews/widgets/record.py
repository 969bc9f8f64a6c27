"""Explore the record by measure, by term, by year and around an event: the record panel."""

from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from typing import Self

import ipywidgets as widgets
import pandas as pd

from twoviews import compare, record
from twoviews.record.measures import table
from twoviews.widgets import counts, recorded
from twoviews.widgets.access import Panel
from twoviews.widgets.reading import select

SHORTEST, LONGEST, YEAR = 30, 1000, 365  # days of a window


class RecordPanel(Panel):
    """Count a measure by term, by year or around an event: bars beside their table.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        launches, nuclear_tests, events and leaders, whole, under these names.
    country : str
        The country of the leaders table whose terms are compared.

    Raises
    ------
    RecordError
        When a table is missing or the country is not known.

    Examples
    --------
    >>> from twoviews import data
    >>> names = ["launches", "nuclear_tests", "events", "leaders"]
    >>> panel = RecordPanel({name: data.load(name) for name in names}, "US")
    >>> panel.choose(measure="nuclear tests", by="year").value["totals"]["2016"]
    2
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame], country: str) -> None:
        self._tables = tables
        self._count = lru_cache(maxsize=50)(partial(counts.count, tables, country))
        events = table(tables, "events", "event_id", "date", "date_precision", "title")
        self._events = {row.event_id: named(row) for row in events.itertuples()}
        self._spans = {by: name for by, name in counts.BY.items() if self._events or by != "event"}
        self._measure = select("Count", list(record.MEASURES))
        self._by = select("In each", swapped(self._spans))
        self._figure = select("Bars show", swapped(recorded.FIGURES))
        self._event = select("Event", swapped(self._events))
        self._event.rows = 7
        self._days = widgets.IntSlider(
            YEAR, SHORTEST, LONGEST, 5, description="Days before and after", readout=False
        )
        self._days.style.description_width = "initial"
        controls = self._measure, self._by, self._figure, self._event, self._days
        super().__init__(*controls, style=recorded.STYLE)

    @property
    def value(self) -> dict:
        """What is shown: the controls, and totals and rates by the label of their row."""
        counted = self._counted()
        some = counted[counted["total"].notna()]
        return self._chosen() | {
            "figure": self._figure.value,
            "totals": {row.label: int(row.total) for row in some.itertuples()},
            "rates": {row.label: row.per_year for row in some.itertuples()},
        }

    def _chosen(self) -> dict:
        """Tell what the controls ask to be counted."""
        controls = (self._measure, self._by, self._event, self._days)
        names = ("measure", "by", "event", "days")
        return {name: control.value for name, control in zip(names, controls, strict=True)}

    def choose(
        self,
        measure: str | None = None,
        by: str | None = None,
        figure: str | None = None,
        event: str | None = None,
        days: int | None = None,
    ) -> Self:
        """Set the controls from code; what is left out stays as it is.

        Parameters
        ----------
        measure : str, optional
            One of `record.MEASURES`.
        by : str, optional
            "term", "year", or "event" for the days around an event.
        figure : str, optional
            "per_year" or "total": what the bars show. Both stand with the bars and in the table.
        event : str, optional
            The event_id of an event, for `by="event"`.
        days : int, optional
            Length of the windows before and after the event.

        Returns
        -------
        RecordPanel
            The panel itself: a cell that ends with it shows it.

        Raises
        ------
        ChoiceError
            When there is no such choice; nothing is changed then.
        """
        measure = held(measure, self._measure, record.MEASURES, "measure")
        by = held(by, self._by, self._spans, "span")
        figure = held(figure, self._figure, recorded.FIGURES, "figure")
        if event is not None and event not in list(self._events):
            ends = f"{min(self._events)} to {max(self._events)}" if self._events else "none"
            raise compare.ChoiceError(f"There is no event {event!r}. Known are: {ends}.")
        if days is not None and days not in range(SHORTEST, LONGEST + 1):
            raise compare.ChoiceError(
                f"{days!r} is no length of a window: give {SHORTEST} to {LONGEST:,} days."
            )
        self._event.value = event or self._event.value
        self._days.value = days or self._days.value
        self._measure.value, self._by.value, self._figure.value = measure, by, figure
        return self

    def _draw(self, change: object = None) -> None:
        """Offer events and days only where they count, then draw."""
        display = None if self._by.value == "event" else "none"
        self._event.layout.display = self._days.layout.display = display
        super()._draw(change)

    def _counted(self) -> pd.DataFrame:
        """Count what the controls ask for."""
        return self._count(**self._chosen())

    def _render(self) -> tuple[str, str]:
        """Say the result in a sentence, and write it as bars, table and notes."""
        counted = self._counted()
        if counted.empty:
            return counted.attrs["empty"], ""
        title, figure = self._title(), self._figure.value
        parts = recorded.drawn(counted, figure, title), recorded.listed(counted, title)
        beside = "".join(f"<div>{part}</div>" for part in parts)
        notes = recorded.explained(counted, counts.whole_pause(self._tables, counted))
        return recorded.said(
            counted, title, figure
        ), f'<div class="tv-beside">{beside}</div>{notes}'

    def _title(self) -> str:
        """Name what is shown."""
        if self._by.value != "event":
            return f"{self._measure.value} by {counts.BY[self._by.value]}"
        days, event = self._days.value, self._events[self._event.value]
        return f"{self._measure.value} in the {days:,} days before and after {event}"


def named(event) -> str:
    """Name an event in a list: its day first, so that typing a year finds it."""
    form = "%Y-%m" if event.date_precision == "month" else "%Y-%m-%d"
    return f"{event.date:{form}} {event.title}"


def swapped(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Offer keys under their names."""
    return [(name, key) for key, name in names.items()]


def held(key: str | None, control: widgets.Select, known: Iterable[str], what: str) -> str:
    """Hold a key to the known ones; where none is given, keep what is chosen."""
    return control.value if key is None else compare.hold(key, known, what)
