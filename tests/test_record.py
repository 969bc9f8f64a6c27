"""The record is counted by term, year and window: figures, rates, and what is said about them."""

import csv
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from twoviews import data, record

ROOT = Path(__file__).resolve().parents[1]
NAMES = ["launches", "nuclear_tests", "events", "leaders"]


@pytest.fixture(scope="module")
def tables():
    return {name: data.load(name) for name in NAMES}


def rows(name):
    """A table's rows without pandas."""
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def in_term(name, leader_id):
    return [row for row in rows(name) if row["leader_id"] == leader_id]


def column(table, name, key="leader_id"):
    return table.set_index(key)[name].to_dict()


def sentence(call, *args, **kwargs):
    with pytest.raises(record.RecordError) as caught:
        call(*args, **kwargs)
    said = str(caught.value)
    assert "\n" not in said and said.endswith(".")
    assert caught.value._render_traceback_() == [f"RecordError: {said}"]
    return said


def test_launches_and_tests_per_term_are_those_of_the_tables(tables):
    launches = column(record.per_term(tables, "launches", "US"), "total")
    assert launches == {"obama": 74, "trump1": 57, "biden": 152, "trump2": 33}
    assert launches == {leader: len(in_term("launches", leader)) for leader in launches}
    tests = column(record.per_term(tables, "nuclear tests", "US"), "total")
    assert tests == {"obama": 4, "trump1": 1, "biden": 0, "trump2": 0}
    assert tests == {leader: len(in_term("nuclear_tests", leader)) for leader in tests}


@pytest.mark.parametrize(
    ("measure", "name", "only"),
    [
        ("ICBM launches", "launches", ("class", "ICBM")),
        ("summits", "events", ("category", "summit")),
        ("talks", "events", ("category", "talks")),
        ("sanctions", "events", ("category", "sanctions")),
    ],
)
def test_each_measure_counts_the_rows_of_its_kind(tables, measure, name, only):
    field, value = only
    for leader, total in column(record.per_term(tables, measure, "US"), "total").items():
        assert total == sum(row[field] == value for row in in_term(name, leader)), leader


def test_a_day_with_many_missiles_is_one_launch_day(tables):
    days = column(record.per_term(tables, "launch days", "US"), "total")
    assert days == {
        leader: len({r["date"] for r in in_term("launches", leader)}) for leader in days
    }


def test_longest_pause_is_that_of_the_tables(tables):
    pauses = record.longest_pause_per_term(tables, "launches", "US")
    for leader, longest in column(pauses, "days").items():
        days = sorted({date.fromisoformat(row["date"]) for row in in_term("launches", leader)})
        gaps = [(b - a).days for a, b in zip(days, days[1:], strict=False)]
        assert longest == max(gaps)
    first, second = pauses.to_dict("records")[:2]
    assert (first["days"], second["days"]) == (1014, 504)
    assert (second["pause_from"], second["pause_to"]) == (
        pd.Timestamp("2017-11-29"),
        pd.Timestamp("2019-04-17"),
    )


def test_terms_of_different_length_have_a_rate_beside_the_total(tables):
    for measure in record.MEASURES:
        counted = record.per_term(tables, measure, "US")
        assert counted["years"].tolist()[:3] == [8.0, 4.0, 4.0]
        assert counted["per_year"].notna().all()
    launches = record.per_term(tables, "launches", "US")
    assert launches["per_year"].tolist()[:3] == [9.25, 14.25, 38.0]


def test_the_running_term_ends_where_the_record_ends_and_says_so(tables):
    last = record.per_term(tables, "launches", "US").iloc[-1]
    assert last["last_day"] == pd.Timestamp(max(row["date"] for row in rows("launches")))
    assert last["note"] == "Counted to 2026-04-19, where this record ends."
    tests = record.per_term(tables, "nuclear tests", "US").iloc[-1]
    assert tests["last_day"] == pd.Timestamp(max(row["date"] for row in rows("events")))


def test_the_last_day_can_be_given(tables):
    counted = record.per_term(tables, "launches", "US", until="2025-12-31").set_index("leader_id")
    assert counted.loc["trump2", "total"] == 8
    assert counted.loc["trump2", "note"] == "Counted to 2025-12-31, where this record ends."
    early = record.per_term(tables, "launches", "US", until="2016-12-31").set_index("leader_id")
    assert early.loc["biden", "note"].startswith("Outside the record, which runs from 2009-01-20")
    assert pd.isna(early.loc["biden", "total"]) and early.loc["obama", "total"] == 74


def test_preliminary_rows_are_marked(tables):
    counted = record.per_term(tables, "launches", "US")
    assert column(counted, "preliminary") == {"obama": 0, "trump1": 0, "biden": 3, "trump2": 33}
    days = column(record.per_term(tables, "launch days", "US"), "preliminary")
    assert days["biden"] == 2 and days["trump2"] == 10
    assert set(record.per_term(tables, "summits", "US")["preliminary"]) == {0}


def test_a_handover_day_counts_in_the_term_that_the_row_names(tables):
    morning = tables["launches"].iloc[[0]].assign(date=pd.Timestamp("2021-01-21"))
    moved = tables | {
        "launches": pd.concat([tables["launches"], morning.assign(leader_id="trump1")])
    }
    assert column(record.per_term(moved, "launches", "US"), "total")["trump1"] == 58
    assert column(record.per_term(moved, "launches", "US"), "total")["biden"] == 152


def test_terms_of_another_country_are_placed_by_date(tables):
    counted = record.per_term(tables, "launches", "ROK").set_index("leader_id")
    term = counted.loc["moon_jae_in"]
    inside = [r for r in rows("launches") if "2017-05-10" <= r["date"] <= "2022-05-09"]
    assert term["total"] == len(inside)
    assert counted.loc["lee_myung_bak", "note"].startswith("Counted from 2009-01-20")
    assert counted.loc["lee_myung_bak", "years"] < 4.2


def test_only_the_leaders_asked_for_are_shown(tables):
    chosen = record.per_term(tables, "launches", "US", only=["biden", "obama"])
    assert chosen["leader_id"].tolist() == ["obama", "biden"]
    assert record.per_term(tables, "launches", "US", only="biden")["total"].tolist() == [152]


def test_years_without_launches_are_shown_and_short_years_are_told(tables):
    years = record.per_year(tables, "launches").set_index("year")
    assert list(years.index) == list(range(2009, 2027))
    for year in years.index:
        assert years.loc[year, "total"] == sum(r["date"][:4] == str(year) for r in rows("launches"))
    assert years.loc[2018, ["total", "per_year"]].tolist() == [0, 0]
    assert years.loc[2022, ["years", "per_year"]].tolist() == [1, 69]
    assert years.loc[2026, "years"] < 0.31 and "2026-04-19" in years.loc[2026, "note"]
    assert years["total"].sum() == len(rows("launches"))


def test_a_window_leaves_the_day_of_the_event_out_of_both_sides(tables):
    sides = record.per_window(tables, "launches", "E075", 30, 60).set_index("side")
    day = date.fromisoformat(next(r["date"] for r in rows("events") if r["event_id"] == "E075"))
    off = [(date.fromisoformat(row["date"]) - day).days for row in rows("launches")]
    assert sides["total"].to_dict() == {
        "before": sum(-30 <= gap < 0 for gap in off),
        "event": off.count(0),
        "after": sum(0 < gap <= 60 for gap in off),
    }
    assert sides["days"].tolist() == [30, 1, 60]
    assert sides.loc["event", "total"] > 0 and pd.isna(sides.loc["event", "per_year"])


def test_an_event_of_a_known_month_takes_up_the_month(tables):
    sides = record.per_window(tables, "launches", "E037", 10, 10).set_index("side")
    assert sides.loc["event", ["first_day", "last_day"]].tolist() == [
        pd.Timestamp("2018-03-01"),
        pd.Timestamp("2018-03-31"),
    ]
    assert sides.loc["after", "first_day"] == pd.Timestamp("2018-04-01")


def test_before_and_after_compares_equal_windows(tables):
    whole = record.before_and_after(tables, "launches", "E044", 365)
    assert whole[["side", "days", "total"]].values.tolist() == [
        ["before", 365, 8],
        ["after", 365, 5],
    ]
    short = record.before_and_after(tables, "launches", "E105", 365)
    assert short["days"].nunique() == 1 and short["days"].iloc[0] < 365
    assert short["note"].str.startswith("Both windows shortened from 365 to 228 days").all()


def test_the_longest_pause_of_a_span_is_between_days_inside_it(tables):
    found = record.longest_pause(tables, "ICBM launches", "2009-01-20", "2026-04-19").iloc[0]
    assert found["days"] == 1568 and found["pause_to"] == pd.Timestamp("2022-03-16")
    assert found["unit"] == "days from one day with an ICBM launch to the next"
    quiet = record.longest_pause(tables, "launches", "2018-01-01", "2018-12-31").iloc[0]
    assert pd.isna(quiet["days"]) and quiet["note"].startswith("Fewer than two such days")


def test_every_table_states_its_unit_and_what_is_not_counted(tables):
    for measure in record.MEASURES:
        made = [
            record.per_term(tables, measure, "US"),
            record.per_year(tables, measure),
            record.per_window(tables, measure, "E044", 100, 100),
            record.before_and_after(tables, measure, "E044", 100),
            record.longest_pause_per_term(tables, measure, "US"),
        ]
        for table in made:
            assert len(table) and set(table["measure"]) == {measure}
            assert (table["unit"].str.len() > 0).all()
            assert table["not_counted"].str.contains("count").all()


def test_an_empty_selection_is_an_empty_table_that_says_so(tables):
    bare = tables | {"launches": tables["launches"].iloc[:0]}
    made = [
        record.per_term(bare, "launches", "US"),
        record.per_term(tables, "launches", "US", only=[]),
        record.per_year(bare, "launch days"),
        record.per_window(bare, "ICBM launches", "E044", 10, 10),
        record.before_and_after(bare, "launches", "E044", 10),
        record.before_and_after(tables, "launches", "E111", 10),
        record.longest_pause(bare, "launches", "2018-01-01", "2018-12-31"),
        record.longest_pause_per_term(bare, "launches", "US"),
    ]
    for table in made:
        assert table.empty and {"total", "days"} & set(table.columns)
        assert table.attrs["empty"].endswith(".")
        assert table.attrs["empty"] in table.to_html()


def test_nothing_given_is_changed(tables):
    before = {name: table.copy() for name, table in tables.items()}
    record.per_term(tables, "launch days", "US")
    record.longest_pause_per_term(tables, "launches", "ROK")
    for name, table in before.items():
        pd.testing.assert_frame_equal(tables[name], table)


def test_an_unknown_name_is_answered_with_the_known_ones(tables):
    said = sentence(record.per_term, tables, "launch", "US")
    assert "no measure 'launch'" in said and "'launches'?" in said and "sanctions" in said
    said = sentence(record.per_term, tables, "launches", "US", only=["trump"])
    assert "no leader 'trump' of US" in said and "trump1, biden, trump2" in said
    said = sentence(record.per_term, tables, "launches", "USA")
    assert "no country 'USA'" in said and "US, ROK, DPRK" in said
    said = sentence(record.per_window, tables, "launches", "E999", 10, 10)
    assert said == "There is no event 'E999': the events run from E001 to E111."


def test_a_missing_table_or_column_is_named(tables):
    some = {"leaders": tables["leaders"]}
    assert sentence(record.per_term, some, "launches", "US").startswith(
        "The table launches is miss"
    )
    assert "table leaders" in sentence(
        record.per_year, {"launches": tables["launches"]}, "launches"
    )
    bare = tables | {"launches": tables["launches"].drop(columns="leader_id")}
    assert "launches has no column leader_id" in sentence(record.per_year, bare, "launches")
    text = tables | {"launches": pd.read_csv(ROOT / "data" / "launches.csv")}
    assert "column date of launches holds no dates" in sentence(record.per_year, text, "launches")


@pytest.mark.parametrize("days", [0, -5, 1.5, True, "30", None, 10_001])
def test_a_window_has_a_whole_number_of_days(tables, days):
    said = sentence(record.before_and_after, tables, "launches", "E044", days)
    assert "whole number of days" in said
    assert said == sentence(record.per_window, tables, "launches", "E044", 10, days)


@pytest.mark.parametrize("day", ["12 June", "2018-13-01", 5, None, "", "1700-01-01x", pd.NaT])
def test_a_day_that_cannot_be_read_is_told(tables, day):
    said = sentence(record.longest_pause, tables, "launches", day, "2020-01-01")
    assert "is not a day: write it as in '2018-06-12'" in said


def test_days_in_the_wrong_order_are_told(tables):
    said = sentence(record.longest_pause, tables, "launches", "2020-01-01", "2019-01-01")
    assert said == "2020-01-01 comes after 2019-01-01: give the earlier day first."
    said = sentence(record.per_term, tables, "launches", "US", until="1999-12-31")
    assert said.startswith("The record begins on 2009-01-20")
