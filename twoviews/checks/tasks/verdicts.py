"""Questions that ask for a verdict on a claim and for the events that carry it."""

from collections.abc import Iterator
from functools import cache, partial
from typing import Any, NamedTuple

from twoviews.checks.parts import Part, Share, Task, entry, items, known, labels
from twoviews.checks.plain import Unreadable, empty, label
from twoviews.checks.shapes import mapping
from twoviews.checks.tasks.cited import bearing, horizon, inside, read_events, spelled_out
from twoviews.checks.tasks.labelled import choose

SHAPE = '{"verdict": "…", "evidence": ["E…"]}'
MOST = 4  # events of a claim
BOTH = {"supports", "contradicts"}
NEEDED = {"borne_out": {"supports"}, "not_borne_out": {"contradicts"}, "mixed": BOTH}
WORDS = {"supports": "speaks for the claim", "contradicts": "speaks against it"}


class Given(NamedTuple):
    """A verdict, None where it could not be read, and the events cited for it."""

    verdict: str | None
    events: list[str]


def read_verdicts(answer: Any, question: str, variable: str) -> dict[str, Part]:
    """Read a verdict and its events for each item of each article."""
    given = mapping(answer, variable, f'{{"item": {SHAPE}}}')
    return {article_id: read_own(given, question, variable, article_id) for article_id in labels()}


def read_own(given: dict, question: str, variable: str, article_id: str) -> Part:
    """Read the verdicts on one article's claims."""
    found, problems, rows = {}, [], items(question, article_id)["item"]
    for item in rows:
        where = f'{variable}["{item}"]'
        if empty(entry(given, item)):
            problems.append(f"{where} is missing; add it, such as {SHAPE}.")
            continue
        try:
            fields = mapping(entry(given, item), where, SHAPE)
        except Unreadable as problem:
            problems.append(str(problem))
            continue
        found[item], faults = read_given(fields, where)
        problems += faults
    summary = f"{labels()[article_id]}: a known verdict and events for each of {len(rows)} claims."
    return Part(found, tuple(problems), summary)


def read_given(fields: dict, where: str) -> tuple[Given, list[str]]:
    """Read one verdict and its events, and a sentence for what cannot be read."""
    verdict, events, problems = None, [], []
    try:
        text = label(entry(fields, "verdict"), f'{where}["verdict"]', '"mixed"')
        verdict = choose(text, f'{where}["verdict"]', verdicts(), "verdict")
    except Unreadable as problem:
        problems.append(str(problem))
    place, cited = f'{where}["evidence"]', entry(fields, "evidence", "events")
    try:
        events, faults = read_events([] if empty(cited) else cited, place, MOST)
        problems += faults if events or faults else [f"{place} is empty; cite 1 to {MOST} events."]
    except Unreadable as problem:
        problems.append(str(problem))
    return Given(verdict, events), problems


@cache
def verdicts() -> tuple[str, ...]:
    """List the verdicts that a claim can get."""
    return tuple(sorted(known("claims")["accepted_verdicts"].explode().unique()))


def judge_verdicts(article_id: str, given: dict[str, Given], question: str) -> Share:
    """Give each claim half for a verdict that the record can carry and half for its evidence."""
    rows, earned, said = items(question, article_id), 0.0, []
    for item, claim_id in zip(rows["item"], rows["claim_id"], strict=True):
        if item in given:
            stands = given[item].verdict in accepted(claim_id)
            carried = carry(claim_id, given[item], stands)
            earned += (stands + carried) / 2
            said += [f"{item}: {sentence}" for sentence in say(claim_id, given[item], carried)]
    parts = f"{2 * earned:g} of {2 * len(rows)} parts"
    said.insert(0, f"{labels()[article_id]}: {parts}; each verdict is one, its evidence another.")
    return Share(earned / len(rows), tuple(said))


@cache
def accepted(claim_id: str) -> tuple[str, ...]:
    """List the verdicts that the record can carry."""
    return tuple(known("claims").set_index("claim_id").at[claim_id, "accepted_verdicts"])


def carry(claim_id: str, given: Given, stands: bool) -> float:
    """Tell how well the events carry the verdict: 1 fully, 0.5 in part, 0 not at all."""
    ways, span = bearing(claim_id), horizon(claim_id)
    near = [event for event in given.events if inside(event, span)]
    if not any(event in ways for event in near):
        return 0.0
    whole = stands and len(near) == len(given.events) and not missing(claim_id, given)
    return 1.0 if whole else 0.5


def missing(claim_id: str, given: Given) -> set[str]:
    """Tell which kind of evidence the verdict still needs."""
    ways, span = bearing(claim_id), horizon(claim_id)
    have = {ways.get(event) for event in given.events if inside(event, span)}
    return NEEDED.get(given.verdict, set()) - have


def say(claim_id: str, given: Given, carried: float) -> Iterator[str]:
    """Say of a claim what stands, what is missing and where to look, and never the verdict."""
    ways, span = bearing(claim_id), horizon(claim_id)
    stands = given.verdict in accepted(claim_id)
    if stands and carried == 1.0:
        yield "the record can carry this verdict, and your events show it."
    elif stands:
        yield "the record can carry this verdict."
    elif given.verdict:
        yield "the record does not carry this verdict; read the claim's words and condition again."
    far = [event for event in given.events if not inside(event, span)]
    if far:
        yield f"outside the days that it speaks about, {spelled_out(span)}: {', '.join(far)}."
    idle = [event for event in given.events if event not in ways and event not in far]
    if idle:
        yield f"not known to bear on it, so neither earning nor costing: {', '.join(idle)}."
    lacking = [words for way, words in WORDS.items() if way in missing(claim_id, given)]
    if stands and lacking:
        yield f"for this verdict you still need an event that {' and one that '.join(lacking)}."
    elif carried and not stands:
        yield "some of your events do bear on the claim, which earns a part."


VERDICTS = Task(
    "q4_verdicts",
    partial(read_verdicts, question="ex3.q4", variable="q4_verdicts"),
    partial(judge_verdicts, question="ex3.q4"),
)
