"""Exercise 4: prompts that equal the data, a fair choice of claims and events, odd answers."""

import re
import warnings

import pandas as pd
import pytest
from nasty import values
from test_checks import entries, given, hold, right, run
from test_exercises import cells, rows, source

from twoviews import scoring
from twoviews.checks import content, form
from twoviews.checks.parts import items, labels
from twoviews.checks.plain import Unreadable
from twoviews.checks.tasks.hedged import band_of, chance
from twoviews.checks.tasks.squared import asked, means
from twoviews.checks.tasks.weighed import given as rated
from twoviews.checks.tasks.weighed import ideas, matrix
from twoviews.data import load

NAME = "ex4_forecasts"
ARTICLES = list(labels())


def prompt(question):
    """Give the text of a question."""
    return cells(source(NAME))[f"{question}_prompt"].source


def blocks(text):
    """Give the code that stands in a text."""
    return re.findall(r"```python\n(.*?)```", text, flags=re.S)


def told():
    """Lay out what the prompts say of each item of a claim."""
    claims = load("claims").set_index("claim_id")
    table = load("items").query("question_id.str.startswith('ex4')").dropna(subset="claim_id")
    return table.assign(
        label=table["article_id"].map(labels()),
        statement=table["claim_id"].map(claims["statement"]),
        hedge=table["claim_id"].map(claims["hedge"]),
        voice=table["claim_id"].map(claims["voice"]),
    ).astype(str)


# --- what stands in the prompts -----------------------------------------------------------------


def test_the_tables_of_predictions_equal_the_data():
    table = told()
    first = table[table["question_id"] == "ex4.q1"]
    columns = ["item", "label", "paragraph", "statement", "hedge"]
    assert rows(prompt("q1")) == list(first[columns].itertuples(index=False, name=None))
    for question, columns, words in (
        ("q2", ["item", "label", "statement"], ["did not happen", "happened"]),
        ("q3", ["item", "label", "statement", "voice"], ["0", "1"]),
    ):
        own = table[table["question_id"] == f"ex4.{question}"]
        scored = asked(f"ex4.{question}").itertuples()
        ends = [(f"{row.forecast:g}", words[row.outcome]) for row in scored]
        left = own[columns].itertuples(index=False, name=None)
        wanted = [(*one, *end) for one, end in zip(left, ends, strict=True)]
        assert rows(prompt(question)) == wanted


def test_the_tables_of_ideas_and_events_equal_the_data():
    events = load("events").set_index("event_id")
    wanted = list(load("hypotheses").itertuples(index=False, name=None))
    for article_id in ARTICLES:
        for event in items("ex4.q4", article_id)["item"]:
            row = events.loc[event]
            day = f"{row['date']:%Y-%m-%d}"
            wanted.append((event, labels()[article_id], day, row["title"], row["description"]))
    assert rows(prompt("q4")) == wanted


def test_the_cell_of_forecasts_builds_what_the_check_scores():
    scope = {}
    exec(given(NAME), scope)
    built, scored = scope["forecasts"], asked("ex4.q3")
    assert list(built["claim_id"]) == list(scored["claim_id"])
    assert built["forecast"].tolist() == pytest.approx(scored["forecast"].tolist())
    assert list(built["outcome"]) == list(scored["outcome"])


def test_the_examples_of_prompts_and_hints_come_out_as_they_say():
    hints = load("hints").set_index(["question_id", "step"])["text"]
    rain, (cake,) = {}, blocks(prompt("q4"))
    exec("import pandas as pd\n" + blocks(hints["ex4.q3", 3])[0], rain)
    assert rain["means"].round(4).values.tolist() == [[0.185, 0.3125], [0.145, 0.0625]]
    assert "# Oslo 0.185, Rome 0.145" in prompt("q3")
    for source_, names in ((cake, "dog ghost"), (blocks(hints["ex4.q4", 3])[0], "dog ghost thief")):
        scope = {}
        exec(source_, scope)
        weigh_cake(scope["cake_matrix"], names.split())


def weigh_cake(cake, names):
    """Hold an example of question 4 to what the course's functions make of its ratings."""
    marks = {key: value for key, value in cake.items() if type(value) is str}
    whole = [
        (event, *pair) for event, row in marks.items() for pair in zip(names, row, strict=True)
    ]
    table = pd.DataFrame(whole, columns=["evidence", "hypothesis", "rating"])
    ranked = scoring.inconsistency(table).set_index("hypothesis")
    against = [sum(pair) for pair in zip(cake["monday"], cake["tuesday"], strict=True)]
    assert list(ranked.loc[names, "inconsistent"]) == against
    assert cake["least"] == list(ranked.index[ranked["rank"] == 1])
    pieces = scoring.decisive(table)
    assert cake["decides"] == list(pieces.loc[pieces["decides"], "evidence"])


def test_the_mark_scheme_gives_the_scores_of_today_and_answers_of_the_length_asked():
    scheme = cells(source(NAME))["q5_scheme"].source
    for article_id in ARTICLES:
        for figure in means(article_id, {}).values():
            assert f"{figure.right[0]:.2f}" in scheme
    scored = asked("ex4.q3").merge(load("claims")[["claim_id", "voice"]])
    scored["brier"] = (scored["forecast"] - scored["outcome"]) ** 2
    trump, biden = (scored[scored["article_id"] == article_id] for article_id in ARTICLES)
    without, own = trump["claim_id"] != "CT13", biden["voice"] == "author"
    assert f"without CT13 the mean falls to {trump[without]['brier'].mean():.2f}" in scheme
    assert f"the three rows in its own voice score {biden[own]['brier'].mean():.2f}" in scheme
    answers = re.findall(r"answer, [\d.]+ points?\.\*\* (.*?)(?: TRUMP article [\d.]+:|\n)", scheme)
    assert len(answers) == 3
    for answer in [
        *answers,
        cells(source(NAME))["q5_answer"].source,
        entries("ex4.q5")[0]["source"],
    ]:
        assert form("ex4.q5", answer).state == "right", answer


# --- a fair choice ------------------------------------------------------------------------------


@pytest.mark.parametrize(("question", "number"), [("q1", 4), ("q2", 2), ("q3", 6), ("q4", 2)])
def test_each_article_has_as_many_items(question, number):
    assert [len(items(f"ex4.{question}", article_id)) for article_id in ARTICLES] == [number] * 2


def test_both_articles_have_hedges_of_the_same_bands():
    first, second = (sorted(band_of("ex4.q1", article_id).values()) for article_id in ARTICLES)
    assert first == second and len(set(first)) == 3


def test_what_is_scored_is_what_has_an_outcome_without_the_hope():
    predictions = load("claims").query("type == 'prediction'")
    found = scoring.readings(predictions).dropna(subset="outcome")["claim_id"]
    assert found.is_unique
    hopes = predictions.loc[predictions["hedge"] == "hopes to", "claim_id"]
    assert set(asked("ex4.q3")["claim_id"]) == set(found) - set(hopes)


def test_each_event_lies_in_the_presidency_of_its_article_and_one_of_each_decides():
    events = load("events").set_index("event_id")["leader_id"]
    concerned = load("articles").set_index("article_id")["leader_id"]
    pieces = scoring.decisive(matrix("ex4.q4", {})).set_index("evidence")["decides"]
    for article_id in ARTICLES:
        own = items("ex4.q4", article_id)["item"]
        assert set(own.map(events)) == {concerned[article_id]}
        assert pieces[own].sum() == 1


# --- odd answers --------------------------------------------------------------------------------


@pytest.mark.parametrize("article_id", ARTICLES)
def test_half_a_matrix_is_worth_half(article_id):
    answer = right("ex4.q4")
    kept = {article_id, *items("ex4.q4", article_id)["item"], "least", "decides"}
    half = {key: value for key, value in answer.items() if key in kept}
    for check in (form("ex4.q4", half), content("ex4.q4", half)):
        assert check.points == check.maximum / 2 and check.state == "needs work"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (0, 0),
        (1, 1),
        (1.0, 1),
        (100, 1),
        ("1", 1),
        ("1 %", 0.01),
        (" .5 ", 0.5),
        ("45 PER CENT", 0.45),
    ],
)
def test_a_probability_is_read_in_any_usual_way(written, read):
    assert chance(written, "it")[0] == read


@pytest.mark.parametrize("written", [-0.1, 101, "nan", "1e-1", "60-70", "0.5.1", True, None, [0.5]])
def test_what_is_no_probability_is_one_sentence(written):
    with pytest.raises(Unreadable, match=r"^it is .*; write a probability from 0 to 1"):
        chance(written, "it")


def test_the_middle_of_every_published_band_is_right():
    for article_id in ARTICLES:
        middles = {item: band.midpoint for item, band in band_of("ex4.q1", article_id).items()}
        assert content("ex4.q1", middles).points == 1.5


def test_other_ratings_are_followed_to_where_they_lead():
    marks = {event: "".join(rated(event)) for event in matrix("ex4.q4", {})["evidence"]}
    answer = marks | {"E048": "CNNN", "trump2018": [0] * 4, "biden2020": [1, 0, 0, 1]}
    answer |= {"least": ["recognition", "programme"], "decides": ["E070"]}
    said = content("ex4.q4", answer)
    assert said.points == pytest.approx(3 - 0.5 * 1.5 / 16, abs=1e-4)
    assert "TRUMP article, decides: right for your ratings." in said.sentences
    assert len(ideas()) == 4


def test_the_form_checks_give_nothing_away():
    chances = [dict.fromkeys(right("ex4.q1"), value) for value in (0.01, 0.97)]
    assert len({str(form("ex4.q1", answer)) for answer in chances}) == 1
    squares = run("ex4.q2", entries("ex4.q2")[0]["source"])
    wrong = {key: dict.fromkeys(value, 0.5) for key, value in squares.items()}
    assert str(form("ex4.q2", squares)) == str(form("ex4.q2", wrong))
    ours = right("ex4.q4")
    other = ours | {"E048": "NNNN", "trump2018": [2, 2, 2, 2], "least": "relief", "decides": "none"}
    assert str(form("ex4.q4", ours)) == str(form("ex4.q4", other))


def wrapped(value):
    """Put a value where the answers of this exercise have their entries."""
    yield {"CT13": value, "trump2018": {"CT13": value, "mean": value}, "biden2020": value}
    yield {"brier": value, "base_rate": {"trump2018": value}}
    yield {"E040": value, "E048": [value] * 4, "E070": {"relief": value}, "E071": "CNNC"} | {
        "trump2018": [value] * 4,
        "least": [value],
        "decides": value,
    }


@pytest.mark.parametrize("question", ["ex4.q1", "ex4.q2", "ex4.q3", "ex4.q4"])
def test_no_value_inside_an_answer_breaks_a_check(question, capfd):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for answer in (answer for value in values() for answer in wrapped(value)):
            for check in (form, content):
                hold(check(question, answer), check is content)
    assert capfd.readouterr().err == ""
