"""Read events cited by their ids, and know which bear on a claim and lie in its days."""

import re
from functools import cache
from typing import Any

from twoviews.checks.parts import known
from twoviews.checks.plain import Unreadable, label, quoted
from twoviews.checks.shapes import sequence
from twoviews.record.spans import Span
from twoviews.record.windows import event_span

EVENT = re.compile(r"\s*e\s*0*(\d{1,3})\s*", re.IGNORECASE)
APART = re.compile(r"[,;\s]+")


def read_events(value: Any, where: str, most: int) -> tuple[list[str], list[str]]:
    """Read a list of ids of events, each once, and a sentence for each entry that is none."""
    written = APART.split(value.strip()) if type(value) is str else sequence(value, where)
    found, problems = [], []
    for entry in written[: most + 1]:
        try:
            found.append(read_event(entry, where))
        except Unreadable as problem:
            problems.append(str(problem))
    if len(written) > most:
        told = f"{where} has {len(written)} events; keep the {most} or fewer that decide."
        problems.append(told)
    return list(dict.fromkeys(found))[:most], list(dict.fromkeys(problems))


def read_event(value: Any, where: str) -> str:
    """Read the id of one event, in small letters or without its zeros as well."""
    text = label(value, where, '"E001"')
    hit, ids = EVENT.fullmatch(text), list(spans())
    event_id = f"E{int(hit[1]):03}" if hit else ""
    if event_id in ids:
        return event_id
    raise Unreadable(
        f"{where} has {quoted(text)}, which is no event; write ids such as "
        f'"{ids[0]}", as far as "{ids[-1]}".'
    )


@cache
def spans() -> dict[str, Span]:
    """Give the day of each event, or its month where only that is known."""
    tables = {"events": known("events")}
    return {event_id: event_span(tables, event_id) for event_id in known("events")["event_id"]}


@cache
def bearing(claim_id: str) -> dict[str, str]:
    """Tell how each event that is known to bear on a claim does so."""
    found = {}
    for name in ("citations", "evidence"):
        rows = known(name)
        own = rows[rows["claim_id"] == claim_id]
        found |= dict(zip(own["event_id"], own["bears"], strict=True))
    return found


@cache
def horizon(claim_id: str) -> Span:
    """Give the days a claim speaks about: its own, else the term of the presidency it concerns."""
    claim = known("claims").set_index("claim_id").loc[claim_id]
    if claim[["horizon_from", "horizon_to"]].notna().all():
        return Span(claim["horizon_from"], claim["horizon_to"])
    term = known("leaders").set_index("leader_id").loc[claim["leader_id"]]
    return Span(term["start"], term["end"])


def inside(event_id: str, span: Span) -> bool:
    """Tell whether an event lies in some days; of a month, any day will do."""
    return spans()[event_id].cut(span).days > 0


def spelled_out(span: Span) -> str:
    """Write the first and the last day of a span."""
    return f"{span.first:%Y-%m-%d} to {span.last:%Y-%m-%d}"
