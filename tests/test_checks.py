"""What a student reads and earns for answers of every kind, and that no value breaks a check."""

import tomllib
import warnings
from functools import cache
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nasty import values, wrapped

from twoviews.checks import Feedback, content, form, hint
from twoviews.checks.feedback import Unfinished
from twoviews.checks.names import Names
from twoviews.checks.parts import items
from twoviews.checks.questions import TASKS
from twoviews.data import DataError, load
from twoviews.text import fingerprints

ROOT = Path(__file__).resolve().parents[1]
BANKS = sorted((ROOT / "tests" / "answers").glob("*.toml"))
ANSWERS = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in BANKS}
QUESTIONS = load("questions").set_index("question_id").query("exercise in @ANSWERS")
MACHINE = list(QUESTIONS.index[QUESTIONS["graded_by"] == "machine"])
SHARED = {"ex3.q3", "ex4.q4"}  # both articles share a row, or a conclusion
HALVES = [question for question in MACHINE if question not in SHARED]


def entries(question):
    """Give the answers to a question in its exercise's bank."""
    return ANSWERS[QUESTIONS.at[question, "exercise"]][question[-2:]]


BANK = [(question, entry) for question in MACHINE for entry in entries(question)]


@cache
def given(exercise):
    """Give the code that an exercise runs before the answers: its locked, ungraded cells."""
    path = ROOT / "solutions" / exercise / f"{exercise}.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    marks = [(cell, cell.metadata.get("nbgrader", {})) for cell in cells]
    locked = [cell for cell, mark in marks if mark.get("locked") and not mark["grade"]]
    return "\n".join(cell.source for cell in locked if cell.cell_type == "code")


def run(question, source):
    """Run an answer cell as the notebook does: what stops with an error leaves None."""
    scope = {}
    exec(given(QUESTIONS.at[question, "exercise"]), scope)
    try:
        exec(source, scope)
    except Exception as error:
        assert type(error) is NameError, error
    return scope[TASKS[question].variable]


def right(question):
    """Give the first right answer of the bank."""
    return run(question, next(e["source"] for e in entries(question) if e["kind"] == "right"))


@pytest.mark.parametrize(
    ("question", "entry"), BANK, ids=[f"{q}-{i}-{e['kind']}" for i, (q, e) in enumerate(BANK)]
)
def test_an_answer_earns_its_points_and_is_told_why(question, entry):
    answer = run(question, entry["source"])
    checks = [form(question, answer), content(question, answer)]
    states = {check.state for check in checks}
    assert [check.points for check in checks] == [entry["form"], entry["content"]]
    assert (states.pop() if len(states) == 1 else "needs work") == entry["state"]
    assert entry["says"] in "\n".join(str(check) for check in checks)


@pytest.mark.parametrize("question", MACHINE)
def test_the_bank_has_answers_of_every_kind(question):
    kinds = [entry["kind"] for entry in entries(question)]
    least = {"right": 1, "equivalent": 2, "half": 2, "wrong": 2, "misspelt": 1, "empty": 1}
    assert all(kinds.count(kind) >= number for kind, number in least.items())
    assert kinds.count("malformed") >= 2


def one_article(question, article_id):
    """Reduce a right answer to one article."""
    answer = right(question)
    if type(answer) is pd.DataFrame:
        return answer[[article_id]] if article_id in answer else answer.loc[[article_id]]
    if article_id in answer:
        return {article_id: answer[article_id]}
    return {item: answer[item] for item in items(question, article_id)["item"]}


@pytest.mark.parametrize("question", HALVES)
@pytest.mark.parametrize("article_id", ["trump2018", "biden2020"])
def test_each_article_is_worth_half_of_each_check(question, article_id):
    answer = one_article(question, article_id)
    for check in (form(question, answer), content(question, answer)):
        assert check.points == check.maximum / 2
        assert check.state == "needs work"


@pytest.mark.parametrize("question", ["ex2.q2", "ex2.q3"])
def test_items_are_equal_in_number_and_their_key_is_in_the_tables(question):
    table = load("items")
    counts = table[table["question_id"] == question].groupby("article_id").size()
    assert counts.to_dict() == {"trump2018": 4, "biden2020": 4}
    assert content(question, right(question)).state == "right"


def test_the_form_check_gives_nothing_away():
    told = [
        str(form("ex2.q2", dict.fromkeys(right("ex2.q2"), role))) for role in ("broker", "author")
    ]
    assert told[0] == told[1]
    guesses = {"trump2018": ["Iran"] * 9, "biden2020": ["China"] * 9}
    assert "not in" not in str(form("ex2.q1", guesses))


def test_every_name_in_the_tables_finds_its_own_actor():
    actors = load("actors")
    names = Names(actors)
    for actor in actors.itertuples():
        for text in (actor.actor_id, actor.name, *actor.aliases):
            assert names.find(text) == actor.actor_id, text
            assert names.find(f" The  {text.upper()}.") == actor.actor_id, text


@pytest.mark.parametrize("text", ["", "the", "President", "???", "Atlantis", "金正恩"])
def test_who_is_not_known_is_not_guessed(text):
    assert Names(load("actors")).find(text) is None


def test_a_name_far_from_all_others_gets_no_suggestion():
    assert Names(load("actors")).nearest("Queen Elizabeth") is None
    said = str(form("ex2.q1", {"trump2018": ["Queen Elizabeth"], "biden2020": []}))
    assert '"Queen Elizabeth" is no known actor; the actors table lists the known ones.' in said


def test_many_unknown_names_do_not_make_a_flood_of_sentences():
    feedback = form("ex2.q1", {"trump2018": [f"nobody {i}" for i in range(150)]})
    assert len(feedback.sentences) < 10
    assert "has more entries that are no known names" in str(feedback)


def test_a_written_answer_is_looked_at_and_left_to_a_person():
    text = entries("ex2.q5")[0]["source"]
    assert form("ex2.q5", text).state == "right"
    assert "A person reads and grades this answer" in str(content("ex2.q5", text))
    assert content("ex2.q5", text).points == 0.0
    assert "Words in q5_draft: 2; write 60 to 120." in str(form("ex2.q5", "too short"))
    assert "The BIDEN article is not named" in str(form("ex2.q5", "the TRUMP article"))
    assert form("ex2.q5", None).state == "not attempted"


def test_copied_words_are_seen(monkeypatch):
    article = "one two three four five six seven eight nine ten"
    table = pd.DataFrame({"hash": fingerprints(article)})
    monkeypatch.setattr("twoviews.checks.tasks.written.known", lambda name: table)
    assert "10 words in a row are as in the article" in str(form("ex2.q5", f"He says {article}!"))
    assert "in a row" not in str(form("ex2.q5", "He says one two three four five six seven."))


@pytest.mark.parametrize("question", QUESTIONS.index)
def test_hints_climb_step_by_step_and_stop(question):
    steps = load("hints").query("question_id == @question")["step"].tolist()
    assert steps == list(range(1, len(steps) + 1)) and len(steps) >= 3
    assert f'hint("{question}", 2)' in str(hint(question))
    last = hint(question, 99)
    assert last.step == last.steps == len(steps)
    assert "This is the last hint" in last._repr_markdown_()
    assert hint(question, "two") == hint(question, None) == hint(question, 1)
    assert hint(question, 0) == hint(question, -1)
    assert load("hints")["text"].iloc[0] not in str(hint(question, 0))


def test_hints_name_no_actor_of_the_articles():
    told = f" {' '.join(load('hints')['text'])} "
    shown = [name for name in load("actors")["name"] if name in told]
    assert shown == []


@pytest.mark.parametrize("ask", [lambda q: form(q, 1), lambda q: content(q, 1), hint])
def test_an_unknown_question_is_one_sentence_with_the_known_ones(ask):
    with pytest.raises(DataError, match=r"There is no question .* Did you mean 'ex2.q"):
        ask("ex2.q")


def test_feedback_is_escaped_and_says_its_state_in_words(capsys):
    feedback = Feedback("ex2.q1", "needs work", 0.5, 1.0, ('"<b>" is no known actor.',))
    page = feedback._repr_html_()
    assert "<strong>needs work</strong> (0.5 of 1 point)" in page
    assert "&lt;b&gt;" in page and "<b>" not in page
    assert feedback.grade() == 0.5
    shown = capsys.readouterr()
    assert shown.out.startswith("ex2.q1: needs work (0.5 of 1 point)\n- ") and shown.err == ""


def test_a_students_text_is_repeated_short_and_printable():
    said = form("ex2.q2", {"T1": "\x1b[31m\ud800<script>\n" + "x" * 150}).sentences[0]
    said += str(form("ex2.q2", {"T1": "\x1b[31m\ud800<script>\n" + "x" * 150}))
    assert said.isprintable() or "\n" in said
    said.encode("utf-8")
    assert "x" * 50 not in said


@pytest.mark.parametrize("question", QUESTIONS.index)
def test_no_value_breaks_a_check_or_earns_full_marks(question, capfd):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for answer in (answer for value in values() for answer in wrapped(value)):
            for check in (form, content):
                hold(check(question, answer), check is content)
    assert capfd.readouterr().err == ""


def hold(feedback, graded):
    """Hold what is true of any feedback on an answer that is not right."""
    assert type(feedback.points) is float and 0.0 <= feedback.points <= feedback.maximum
    assert not graded or feedback.points < feedback.maximum or feedback.maximum == 0.0
    assert feedback.state in ("not attempted", "needs work", "right")
    assert feedback.sentences and all(type(text) is str for text in feedback.sentences)
    assert len(str(feedback)) < 5_000
    str(feedback).encode("utf-8")


def test_a_state_of_which_only_a_person_is_mentioned_neither_earns_nor_costs():
    mentions = load("mentions")
    there = list(mentions.loc[mentions["article_id"] == "biden2020", "actor_id"].unique())
    names = [actor for actor in there if actor != "biden2020_author"][:8]
    full = {"trump2018": [], "biden2020": names}
    assert content("ex2.q1", full).points == 1.5
    said = content("ex2.q1", full | {"biden2020": [*names, "Seoul"]})
    assert said.points == 1.5
    assert "BIDEN article: neither earns nor costs a point: South Korea." in said.sentences


def test_the_validate_button_shows_the_sentences_of_an_unfinished_answer(monkeypatch, capsys):
    monkeypatch.setenv("NBGRADER_VALIDATING", "1")
    with pytest.raises(Unfinished, match="q2_roles is still empty"):
        form("ex2.q2", None).grade()
    assert form("ex2.q2", right("ex2.q2")).grade() == 1.0
