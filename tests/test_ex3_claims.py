"""Exercise 3: its tables equal the data, its key is fair, and odd answers get a sentence."""

import re
import warnings
from copy import deepcopy
from random import Random

import pandas as pd
import pytest
from nasty import values
from test_checks import entries, hold, right
from test_exercises import cells, rows, source

from twoviews.checks import content, form
from twoviews.checks.tasks.cited import bearing, horizon, inside, spelled_out
from twoviews.checks.tasks.compared import COMPARISONS, fault, holds
from twoviews.checks.tasks.counts import count, most, recorded
from twoviews.checks.tasks.faults import against
from twoviews.checks.tasks.figures import COLUMNS, terms
from twoviews.checks.tasks.fitting import measures
from twoviews.checks.tasks.verdicts import MOST, NEEDED, verdicts
from twoviews.data import load
from twoviews.record import MEASURES, per_term
from twoviews.record.spans import Span

ARTICLES = ["trump2018", "biden2020"]


def prompt(question):
    """Give the text of a question."""
    return cells(source("ex3_claims"))[f"{question[-2:]}_prompt"].source


def claims(question):
    """List the claims that a question asks about, with the rest of what is known of each."""
    asked = load("items").query("question_id == @question")[["item", "claim_id"]]
    return asked.merge(load("claims"), on="claim_id").merge(load("articles"), on="article_id")


# --- what stands in the prompts -----------------------------------------------------------------


def test_the_tables_of_claims_equal_the_data():
    for question in ("ex3.q1", "ex3.q2", "ex3.q4", "ex3.q5"):
        told = rows(prompt(question))
        for row in claims(question).itertuples():
            wanted = [row.item, row.label, str(row.paragraph), row.statement]
            if question == "ex3.q4":
                wanted.append(row.condition if isinstance(row.condition, str) else "none")
            if question in ("ex3.q2", "ex3.q4"):
                wanted.append(spelled_out(horizon(row.claim_id)))
            assert tuple(wanted) in told, row.item
        assert sum(bool(re.fullmatch("C[TB][0-9]{2}", row[0])) for row in told) == len(
            claims(question)
        )


def test_the_closed_lists_in_the_prompts_are_whole():
    kinds = [row[0] for row in rows(prompt("ex3.q1"))][-4:]
    assert kinds == sorted(load("claims")["type"].unique())
    assert all(f'"{name}"' in prompt("ex3.q2") for name in (*MEASURES, *COMPARISONS))
    told = {row[0]: row[2] for row in rows(prompt("ex3.q3"))}
    assert told == {name: f"{off:g}" for name, (off, _) in COLUMNS.items()}
    assert sorted(row[0] for row in rows(prompt("ex3.q4")))[6:] == sorted(verdicts())
    assert "one to four events" in prompt("ex3.q4") and MOST == 4


def test_the_example_on_other_data_does_what_its_comments_say():
    code = re.search(r"```python\n(.*?)```", prompt("ex3.q3"), re.S)[1]
    scope = {"pd": pd}
    exec(code, scope)
    work = scope["work"].drop(columns=["start", "end"]).round(2)
    assert work.to_dict("index") == {
        "ana": {"years": 4.0, "tours": 3, "tours_per_year": 0.75, "prizes": 1.0},
        "ben": {"years": 2.0, "tours": 1, "tours_per_year": 0.5, "prizes": 0.0},
    }


# --- whether the key is fair --------------------------------------------------------------------


@pytest.mark.parametrize("question", ["ex3.q1", "ex3.q2", "ex3.q4", "ex3.q5"])
def test_both_articles_have_as_many_items(question):
    counts = load("items").query("question_id == @question").groupby("article_id").size()
    assert counts["trump2018"] == counts["biden2020"]


def test_each_article_has_one_claim_of_each_kind_and_only_facts_to_look_for_faults_in():
    assert (claims("ex3.q1").groupby(["article_id", "type"]).size() == 1).all()
    assert len(claims("ex3.q1")) == 2 * claims("ex3.q1")["type"].nunique()
    assert set(claims("ex3.q5")["type"]) == {"fact"}
    assert set(claims("ex3.q4")["type"]) == {"prediction"}
    assert not set(claims("ex3.q1")["claim_id"]) & set(claims("ex3.q5")["claim_id"])


def test_both_vague_claims_can_be_tested_by_the_same_measures():
    own = [set(measures(claim).index) for claim in claims("ex3.q2")["claim_id"]]
    assert own[0] == own[1] and own[0] <= set(MEASURES)


def test_further_evidence_is_not_in_the_first_list_and_lies_in_the_days():
    further, first = load("citations"), load("evidence")
    keys = ["claim_id", "event_id"]
    assert further.merge(first, on=keys).empty
    assert set(further["claim_id"]) <= set(claims("ex3.q4")["claim_id"])
    for row in further.itertuples():
        assert inside(row.event_id, horizon(row.claim_id)), row


@pytest.mark.parametrize("claim", list(claims("ex3.q4").itertuples()), ids=lambda row: row.item)
def test_every_accepted_verdict_can_earn_everything(claim):
    assert len(claim.accepted_verdicts) == 2
    ways = bearing(claim.claim_id)
    near = {event: way for event, way in ways.items() if inside(event, horizon(claim.claim_id))}
    for verdict in claim.accepted_verdicts:
        needed = NEEDED.get(verdict, {next(iter(near.values()))})
        cited = [next(event for event, way in near.items() if way == need) for need in needed]
        answer = right("ex3.q4") | {claim.item: {"verdict": verdict, "evidence": cited}}
        assert content("ex3.q4", answer).state == "right", (verdict, cited)


def test_each_article_has_a_fact_that_an_earlier_event_contradicts():
    sure = {article: against(article, "ex3.q5").query("earlier") for article in ARTICLES}
    assert {article: set(rows["claim_id"]) for article, rows in sure.items()} == {
        "trump2018": {"CT12", "CT19"},
        "biden2020": {"CB08"},
    }


def test_each_article_needs_its_own_term_and_the_one_before():
    assert terms("trump2018") == ("obama", "trump1")
    assert terms("biden2020") == ("trump1", "biden")
    whole = right("ex3.q3")[list(COLUMNS)]
    for term in ("obama", "biden"):
        lost = whole.drop(index=term)
        assert (form("ex3.q3", lost).points, content("ex3.q3", lost).points) == (0.5, 1.5)
    assert content("ex3.q3", whole.drop(index="trump1")).points == 1.0


# --- what the check says ------------------------------------------------------------------------


def test_a_count_of_any_window_equals_the_record():
    tables = {name: load(name) for name in ("launches", "nuclear_tests", "events", "leaders")}
    for measure in MEASURES:
        for row in per_term(tables, measure, "US", ["obama", "trump1", "biden"]).itertuples():
            assert count(measure, Span(row.first_day, row.last_day)) == row.total
        dates, _ = recorded(measure)
        days = pd.Series(dates)
        slow = max(days.between(day, day + pd.Timedelta(days=364)).sum() for day in days)
        assert most(measure, 365) == slow
    assert count("launches", Span(pd.Timestamp("2030-01-01"), pd.Timestamp("2030-12-31"))) is None


@pytest.mark.parametrize("comparison", COMPARISONS)
@pytest.mark.parametrize("threshold", [0, 0.5, 1, 4, 5, 6])
def test_a_wording_that_could_come_out_either_way_has_no_fault(comparison, threshold):
    """Counts up to five were seen; a claim of more than ever was seen is bold, not empty."""
    outcomes = {holds(comparison, threshold, number) for number in range(6)}
    bold = comparison in ("more than", "at least") and outcomes == {False}
    assert (fault(comparison, threshold, 5) is None) == (len(outcomes) == 2 or bold)


def test_the_form_checks_give_nothing_away():
    told = []
    for verdict, event in [("mixed", "E045"), ("untested", "E002")]:
        given = dict.fromkeys(right("ex3.q4"), {"verdict": verdict, "evidence": [event]})
        told.append(str(form("ex3.q4", given)))
    assert told[0] == told[1]
    guesses = [("CT19", "E028", "CB08"), ("CT02", "E036", "CB09")]
    facts = [
        {
            "trump2018": {"claim": one, "event": event, "date": "2018-01-01"},
            "biden2020": {"claim": two, "event": event, "date": "2018-01-01"},
        }
        for one, event, two in guesses
    ]
    assert str(form("ex3.q5", facts[0])) == str(form("ex3.q5", facts[1]))
    test = {"measure": "talks", "comparison": "none", "window": ("2009-01-20", "2009-01-21")}
    said = str(form("ex3.q2", {"CT20": test, "CB16": test}))
    assert "bear" not in said and "speaks about" not in said


def test_no_sentence_names_the_verdict_that_would_be_right():
    for entry in entries("ex3.q4"):
        if entry["kind"] in ("wrong", "half"):
            scope = {"load": load, "pd": pd}
            exec(entry["source"], scope)
            said = str(content("ex3.q4", scope["q4_verdicts"]))
            assert not any(verdict in said for verdict in verdicts()), said


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("CT13 and CB14", "Words in q6_draft: 3; write 80 to 150."),
        ("CT13 and CB14 by E045", "Events in q6_draft: 1; cite 2 or more by their ids."),
        ("CT13 by E045 and E999", 'q6_draft cites "E999", which is no event; look its id up.'),
        ("CT13 by E045", "q6_draft gives no id of a prediction of the BIDEN article"),
        ("CB08 by E048", "q6_draft gives no id of a prediction of the BIDEN article"),
        ("the TRUMP article", "The BIDEN article is not named; say which prediction of it"),
    ],
)
def test_a_paragraph_is_told_what_it_lacks(text, sentence):
    assert sentence in str(form("ex3.q6", text))


def test_every_paragraph_of_the_bank_is_read_by_a_person():
    for entry in entries("ex3.q6")[:2]:
        assert form("ex3.q6", entry["source"]).state == "right", entry["source"]
    assert "A person reads and grades" in str(content("ex3.q6", entries("ex3.q6")[0]["source"]))
    assert form("ex3.q6", None).state == "not attempted"


# --- no value breaks a check --------------------------------------------------------------------


def nested(value):
    """Put a value into each place inside the answers of this exercise."""
    ids = load("items")["item"].unique()
    test = {"measure": "launches", "comparison": "at least", "threshold": 5}
    days = ("2019-01-01", "2019-12-31")
    yield "ex3.q2", dict.fromkeys(ids, dict.fromkeys([*test, "window"], value))
    for part in test:
        yield "ex3.q2", dict.fromkeys(ids, test | {"window": days, part: value})
    yield "ex3.q2", dict.fromkeys(ids, test | {"window": (value, "2019-12-31")})
    yield "ex3.q4", dict.fromkeys(ids, {"verdict": value, "evidence": [value] * 3})
    yield "ex3.q4", dict.fromkeys(ids, {"verdict": "mixed", "evidence": value})
    fact = {"claim": value, "event": value, "date": value}
    yield "ex3.q5", dict.fromkeys(ARTICLES, fact)
    yield "ex3.q5", dict.fromkeys(ARTICLES, fact | {"claim": "CB08", "event": "E048"})
    figures = dict.fromkeys(COLUMNS, [value] * 3)
    yield "ex3.q3", figures | {"leader_id": ["obama", "trump1", "biden"]}


def frame(question, answer):
    """Make a table of the columns where the question asks for one."""
    if question != "ex3.q3":
        return answer
    columns = {name: pd.Series(column, dtype=object) for name, column in answer.items()}
    return pd.DataFrame(columns)


def test_no_value_inside_an_answer_breaks_a_check(capfd):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for question, answer in (pair for value in values() for pair in nested(value)):
            try:
                answer = frame(question, answer)
            except Exception:
                continue  # pandas itself takes no such column
            hold(form(question, answer), False)
            hold(content(question, answer), True)
    assert capfd.readouterr().err == ""


SPARE = ["launches", "none", "mixed", "E045", "CB08", "2019-01-01", "2099-12-31", 0, 5.0, None]


def spoil(answer, random):
    """Put something else, or nothing, in the place of one part of an answer."""
    inner = answer
    while True:
        place = random.choice(list(inner) if type(inner) is dict else range(len(inner)))
        if type(inner[place]) not in (dict, list) or not inner[place] or random.random() < 0.2:
            break
        inner = inner[place]
    inner[place] = random.choice([*SPARE, [*SPARE], {"verdict": "mixed"}, dict.fromkeys(SPARE)])


@pytest.mark.parametrize("question", ["ex3.q1", "ex3.q2", "ex3.q4", "ex3.q5"])
def test_a_spoiled_answer_gets_a_sentence_and_never_too_many_points(question):
    random = Random(question)
    for _ in range(150):
        answer = deepcopy(right(question))
        for _ in range(random.randint(1, 4)):
            spoil(answer, random)
        for check in (form, content):
            hold(check(question, answer), False)
