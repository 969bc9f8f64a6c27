"""The record panel without a browser, and the figures of lesson 05 recomputed from the CSVs."""

import csv
import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import ipywidgets as widgets
import nbclient
import nbformat
import pytest

from twoviews import compare, data, record
from twoviews.widgets import RecordPanel, record_twin

ROOT = Path(__file__).resolve().parents[1]
LESSON = ROOT / "lessons" / "05_claims_and_record.ipynb"
TERMS = {
    "obama": "Barack Obama",
    "trump1": "Donald Trump (1st term)",
    "biden": "Joe Biden",
    "trump2": "Donald Trump (2nd term)",
}
TABLES = {name: data.load(name) for name in ["launches", "nuclear_tests", "events", "leaders"]}


@pytest.fixture
def panel():
    return RecordPanel(TABLES, "US")


def rows(name):
    """A table's rows without pandas and without the package."""
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def launch_days(leader_id=None):
    own = (row for row in rows("launches") if leader_id in (None, row["leader_id"]))
    return sorted({date.fromisoformat(row["date"]) for row in own})


def longest(days):
    return max((later - day).days for day, later in pairwise(days))


def result(panel):
    return panel._result.value


def control(panel, description):
    """A control, found as its reader finds it: by its description."""
    row = next(child for child in panel._box.children if isinstance(child, widgets.HBox))
    return next(child for child in row.children if child.description == description)


def plain(html):
    """The text of a page, its cells apart."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


# figures


def test_totals_and_pauses_are_those_of_the_tables(panel):
    launched = Counter(row["leader_id"] for row in rows("launches"))
    assert [launched[term] for term in ("obama", "trump1", "biden")] == [74, 57, 152]
    assert panel.value["totals"] == {name: launched[term] for term, name in TERMS.items()}
    exploded = Counter(row["leader_id"] for row in rows("nuclear_tests"))
    assert [exploded[term] for term in ("obama", "trump1", "biden")] == [4, 1, 0]
    tests = panel.choose(measure="nuclear tests").value["totals"]
    assert tests == {name: exploded[term] for term, name in TERMS.items()}
    panel.choose(measure="launches")
    assert [longest(launch_days(term)) for term in ("obama", "trump1")] == [1014, 504]
    assert "1,014 days" in result(panel) and "504 days" in result(panel)


def test_yearly_totals_are_those_of_the_tables(panel):
    counted = Counter(row["date"][:4] for row in rows("launches"))
    totals = panel.choose(by="year").value["totals"]
    assert totals == {year: counted[year] for year in totals} and sum(totals.values()) == 316


# one panel, moved


def test_it_opens_on_rates_by_term(panel):
    assert panel.value["measure"] == "launches" and panel.value["by"] == "term"
    assert panel.value["figure"] == "per_year"
    assert panel.value["rates"]["Barack Obama"] == 9.25


@pytest.mark.parametrize("measure", list(record.MEASURES))
@pytest.mark.parametrize("figure", ["per_year", "total"])
def test_raw_totals_of_unequal_terms_never_stand_alone(panel, measure, figure):
    panel.choose(measure=measure, figure=figure)
    texts = re.findall(r"<text[^>]*>([^<]+)</text>", result(panel))
    for text in texts[:4]:
        assert re.search(r"\d+ in [\d.]+ years", text) and "a year" in text
    for head in ("length", "total", "rate per year"):
        assert f'<th scope="col">{head}</th>' in result(panel)
    assert "compare rates, not totals" in panel._status.value


def test_bars_show_the_chosen_figure(panel):
    order = re.compile(r'width="([\d.]+)" height="12" ')
    rates = order.findall(result(panel))
    totals = order.findall(result(panel.choose(figure="total")))
    assert float(rates[0]) < float(rates[1]) and float(totals[0]) > float(totals[1])


def test_unit_and_what_is_not_counted_are_stated(panel):
    for name, measure in record.MEASURES.items():
        panel.choose(measure=name)
        assert f"{measure.unit}." in result(panel) and measure.not_counted in result(panel)


def test_preliminary_figures_are_marked_in_words(panel):
    assert "33 preliminary" in result(panel) and "all preliminary" in result(panel)
    assert "partly preliminary" in result(panel)  # three launches of January 2025
    assert "all preliminary" not in result(panel.choose(measure="nuclear tests"))


def test_a_term_that_runs_on_says_where_the_count_ends(panel):
    assert "Counted to 2026-04-19" in plain(result(panel))


def test_a_rate_of_a_short_time_comes_with_a_caution(panel):
    panel.choose(by="year")
    assert "stretched to a whole year" in result(panel)
    assert "highest: 2026 83.72 a year (25 in 0.3 years), 25 preliminary" in panel._status.value


def test_events_and_days_are_offered_only_where_they_count(panel):
    both = [control(panel, name) for name in ("Event", "Days before and after")]
    assert [one.layout.display for one in both] == ["none", "none"]
    panel.choose(by="event")
    assert [one.layout.display for one in both] == [None, None]


def test_the_window_around_an_event_counts_both_sides(panel):
    panel.choose(by="event", event="E044", days=365)
    assert panel.value["totals"] == {"before": 8, "the event itself": 0, "after": 5}
    days = [date.fromisoformat(row["date"]) for row in rows("launches")]
    summit = date(2018, 6, 12)
    assert sum(0 < (summit - day).days <= 365 for day in days) == 8
    assert sum(0 < (day - summit).days <= 365 for day in days) == 5
    assert "in the 365 days before and after 2018-06-12 Singapore summit" in panel._status.value


def test_an_event_known_to_the_month_is_named_by_its_month(panel):
    names = [name for name, _ in control(panel, "Event").options]
    assert "2019-12 Moratorium no longer binding" in names


def test_a_window_outside_the_record_says_so(panel):
    panel.choose(by="event", event="E111")
    assert "not in the record" in result(panel) and "Outside the record" in result(panel)


def test_moving_a_control_draws_once(panel):
    drawn = []
    panel._result.observe(lambda change: drawn.append(change["new"]), "value")
    control(panel, "Count").value = "summits"
    control(panel, "Bars show").value = "total"
    assert len(drawn) == 2 and "meetings of leaders" in drawn[-1]


def test_choose_sets_the_controls_and_gives_the_panel_back(panel):
    assert panel.choose(measure="talks", by="year", figure="total", event="E001", days=30) is panel
    assert control(panel, "Count").value == "talks"
    assert control(panel, "Days before and after").value == 30


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"measure": "drones"}, f"no measure 'drones'. Known are: {', '.join(record.MEASURES)}."),
        ({"measure": ""}, "There is no measure ''."),
        ({"by": "week"}, "There is no span 'week'. Known are: term, year, event."),
        ({"figure": "log"}, "There is no figure 'log'. Known are: per_year, total."),
        ({"event": "E999"}, "There is no event 'E999'. Known are: E001 to E111."),
        ({"event": ["E001"]}, r"There is no event ['E001']. Known are: E001 to E111."),
        ({"days": 5}, "5 is no length of a window: give 30 to 1,000 days."),
        ({"days": "many"}, "'many' is no length of a window: give 30 to 1,000 days."),
    ],
)
def test_an_unknown_choice_names_the_known_ones_and_changes_nothing(panel, choice, sentence):
    before = panel.value
    with pytest.raises(compare.ChoiceError) as caught:
        panel.choose(**({"figure": "total"} | choice))
    assert sentence in str(caught.value)
    assert panel.value == before


@pytest.mark.parametrize(
    ("tables", "country", "sentence"),
    [
        (TABLES, "FR", "There is no country 'FR'. Known are: US, ROK, DPRK."),
        ({}, "US", "The table events is missing: give it with the others, under this name."),
        (
            {name: TABLES[name] for name in ("launches", "events")},
            "US",
            "The table leaders is missing: give it with the others, under this name.",
        ),
    ],
)
def test_a_missing_table_or_country_is_named(tables, country, sentence):
    with pytest.raises(record.RecordError) as caught:
        RecordPanel(tables, country)
    assert sentence in str(caught.value)


def test_an_empty_record_says_so_instead_of_drawing_nothing():
    empty = TABLES | {"launches": TABLES["launches"][:0], "events": TABLES["events"][:0]}
    panel = RecordPanel(empty, "US")
    assert panel._status.value.startswith("There is nothing to show") and result(panel) == ""
    with pytest.raises(compare.ChoiceError, match="There is no span 'event'"):
        panel.choose(by="event")


def test_nothing_from_the_tables_is_run_as_markup():
    events = TABLES["events"].assign(title="<script>x</script>")
    leaders = TABLES["leaders"].assign(name="<b>N</b>")
    panel = RecordPanel(TABLES | {"events": events, "leaders": leaders}, "US")
    for by in ("term", "event"):
        panel.choose(by=by)
        for markup in ("<script>", "<b>N"):
            assert markup not in result(panel) + panel._status.value


def test_value_cannot_be_set_and_changing_a_copy_does_no_harm(panel):
    panel.value["totals"].clear()
    assert panel.value["totals"]
    with pytest.raises(AttributeError):
        panel.value = {}


# the twin


def test_the_twin_holds_every_measure_by_term_and_by_year():
    twin = record_twin(TABLES, "US")
    assert "\n" not in twin
    for measure in record.MEASURES:
        for name in TERMS.values():
            assert f'<th scope="row">{measure}: {name}</th>' in twin
    assert '<th scope="row">2026 (in part)</th>' in twin
    assert "74" in twin and "1,014 days" in twin


# lesson 05


@pytest.fixture(scope="module")
def told():
    """What each code cell of the lesson shows, as plain text, by the cell's id."""
    nb = nbformat.read(LESSON, as_version=4)
    nbclient.NotebookClient(nb, resources={"metadata": {"path": str(LESSON.parent)}}).execute()
    shown = {}
    for cell in nb.cells:
        outputs = cell.get("outputs", [])
        parts = [str(out.get("data", {}).get("text/html", out.get("text", ""))) for out in outputs]
        shown[cell.id] = plain(" ".join(parts))
    return shown


def test_the_lesson_counts_missiles_and_rows_as_the_tables_hold_them(told):
    launched = Counter(row["leader_id"] for row in rows("launches"))
    marked = Counter(row["leader_id"] for row in rows("events") if row["category"] == "test")
    for term, years, rate in [("obama", 8, 9.25), ("trump1", 4, 14.25), ("biden", 4, 38.0)]:
        assert launched[term] / years == rate
        row = f"{TERMS[term]} {years}.0 {launched[term]} {rate} {marked[term]}"
        assert row in told["rows"]
    day = next(row["date"] for row in rows("events") if row["event_id"] == "E082")
    missiles = sum(row["date"] == day for row in rows("launches"))
    assert missiles == 7 and f"{day} {missiles} " in told["rows"]


def test_the_lesson_tells_the_pauses_that_the_days_hold(told):
    assert "2009-07-04 2012-04-13 1014" in told["pauses"]
    assert "2017-11-29 2019-04-17 504" in told["pauses"]
    days = launch_days()
    for article in rows("articles"):
        first = date.fromisoformat(article["published_from"])
        last = date.fromisoformat(article["published_to"])
        before = max(day for day in days if day < first)
        after = min(day for day in days if day > last)
        assert f"{first} {last} {before} {after}" in told["pauses"]


def test_the_lesson_tells_the_right_fact_and_the_slip(told):
    for term, years, number in [("obama", 8, 4), ("trump1", 4, 1), ("biden", 4, 0)]:
        assert sum(row["leader_id"] == term for row in rows("nuclear_tests")) == number
        assert f"{TERMS[term]} {years}.0 {number} " in told["facts-checked"]
    hanoi = next(row for row in rows("events") if row["event_id"] == "E048")
    assert hanoi["date"] == "2019-02-28"
    assert f"{hanoi['date']} {hanoi['title']} contradicts" in told["facts-checked"]


def test_the_lesson_tallies_the_verdicts_of_the_claims(told):
    accepted = Counter(
        (" or ".join(sorted(row["accepted_verdicts"].split(";"))), row["article_id"])
        for row in rows("claims")
    )
    for verdicts in {verdicts for verdicts, _ in accepted}:
        numbers = [accepted[verdicts, article] for article in ("trump2018", "biden2020")]
        assert f"{verdicts.replace('_', ' ')} {numbers[0]} {numbers[1]}" in told["verdicts"]


def test_the_lesson_names_every_claim_that_the_record_speaks_against():
    nb = nbformat.read(LESSON, as_version=4)
    text = next(cell.source for cell in nb.cells if cell.id == "tally-means")
    verdicts = {row["claim_id"]: row["accepted_verdicts"].split(";") for row in rows("claims")}
    against = {claim for claim, accepted in verdicts.items() if "not_borne_out" in accepted}
    named = set(re.findall(r"C[TB]\d\d", text))
    assert named - against == {"CT20", "CB03"} and against < named
    assert all(verdicts[claim] == ["borne_out"] for claim in named - against)


def test_the_tests_of_two_vague_claims_hold_and_fail_as_the_lesson_says(told):
    days, summit = [date.fromisoformat(row["date"]) for row in rows("launches")], date(2018, 6, 12)
    counted = []
    for window in (180, 365, 730):
        before = sum(0 < (summit - day).days <= window for day in days)
        after = sum(0 < (day - summit).days <= window for day in days)
        assert re.search(
            rf"before {window} {before} .* after {window} {after} ", told["try-it-run"]
        )
        counted.append((before > after) - (before < after))
    assert counted == [0, 1, -1]  # the same, fewer, more
    yearly = Counter(day.year for day in launch_days())
    rate = {term: len(launch_days(term)) / 4 for term in ("trump1", "biden")}
    assert rate["biden"] > rate["trump1"] >= yearly[2021] and yearly[2022] > rate["trump1"]
    assert f"2021 {yearly[2021]} " in told["try-it-run"]


def test_the_limits_are_counted_from_the_tables(told):
    alone = sum(row["second_source"] == "" for row in rows("events"))
    early = sum(row["preliminary"] == "true" for row in rows("launches"))
    assert alone == 40
    assert f"{alone} of 111 events" in told["limits-counted"]
    assert f"{early} of 316 launches" in told["limits-counted"]
