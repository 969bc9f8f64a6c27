"""Exercise 1: its statements agree with the tables, and its check reads a summary as promised."""

import re
import shutil
import warnings
from dataclasses import replace
from time import process_time

import nbformat
import pytest
from nasty import values
from test_checks import ANSWERS, hold
from test_exercises import cells, grading, nbgrader, release, rows, scores, source

from twoviews.checks import content, form
from twoviews.checks.questions import TASKS
from twoviews.checks.tasks.prose import guided
from twoviews.data import load
from twoviews.text import fingerprints

NAME = "ex1_summarizing"
WRITTEN = ["ex1.q3", "ex1.q4", "ex1.q5"]
BANK = [(question, entry) for question in WRITTEN for entry in ANSWERS[NAME][question[-2:]]]
ODD = ["\ufdfa", "Kim ", "“a", '"', "\u200b", "а", "<b>Kim</b> ", "\u202eKim ", "a\u0301", "金"]


def answer(question, written):
    """Run an answer cell as the notebook does: what stops with an error leaves None."""
    scope = {TASKS[question].variable: None}
    try:
        exec(written, scope)
    except (NameError, SyntaxError):
        scope = {TASKS[question].variable: None}
    return scope[TASKS[question].variable]


def right(question):
    """Give the model answer."""
    return answer(question, ANSWERS[NAME][question[-2:]][0]["source"])


def sorting():
    """Give the statements with their articles, paragraphs and claims."""
    return load("items").merge(load("sorting"), on=["question_id", "item"])


# --- the statements of questions 1 and 2 --------------------------------------------------------


def test_each_article_has_as_many_statements_of_each_kind():
    counts = sorting().groupby(["question_id", "kind", "article_id"]).size().unstack()
    assert (counts["trump2018"] == counts["biden2020"]).all()
    assert counts["trump2018"].to_dict() == {
        ("ex1.q1", "reported"): 1,
        ("ex1.q1", "step"): 2,
        ("ex1.q1", "thesis"): 1,
        ("ex1.q2", "detail"): 2,
        ("ex1.q2", "key point"): 2,
        ("ex1.q2", "not said"): 1,
    }


def test_the_kinds_agree_with_the_other_tables():
    stances = load("articles").set_index("article_id")["stance"]
    voices = load("claims").set_index("claim_id")["voice"]
    points = load("key_points").set_index("point_id")
    for row in sorting().itertuples():
        point = None if row.kind in ("detail", "reported") else points.loc[row.point_id]
        assert point is None or point["article_id"] == row.article_id
        if row.kind == "thesis":
            assert row.statement == stances[row.article_id]
            assert point["weight"] == points.query("article_id == @row.article_id")["weight"].max()
        elif row.question_id == "ex1.q1":
            assert voices[row.claim_id] == ("author" if row.kind == "step" else "reported")
        elif row.kind != "detail":
            assert row.paragraph in point["paragraphs"]


def test_no_statement_of_the_lesson_is_asked_again():
    assert set(load("sorting")["statement"]) & set(load("statements")["statement"]) == set()


def test_static_tables_equal_the_data():
    found, asked = cells(source(NAME)), sorting()
    articles = load("articles").set_index("article_id", drop=False)
    for question in ("ex1.q1", "ex1.q2"):
        own = asked[asked["question_id"] == question]
        wanted = [
            (r.item, articles.at[r.article_id, "label"], r.statement) for r in own.itertuples()
        ]
        told = rows(found[f"{question[-2:]}_prompt"].source)
        assert told[3:] == wanted
        assert {row[0] for row in told[:3]} == set(own["kind"])
    passages = load("passages")
    for article_id in articles.index:
        own = passages[passages["article_id"] == article_id]
        wanted = [(str(row.paragraph), row.paraphrase) for row in own.itertuples()]
        assert rows(found[f"reading_{article_id}"].source) == wanted
    assert [row[:4] for row in rows(found["articles"].source)] == [
        (row.label, row.title, row.outlet, ", ".join(row.authors) or "not known to us")
        for row in articles.itertuples()
    ]


# --- what a student reads about a text ----------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "entry"), BANK, ids=[f"{q}-{i}-{e['kind']}" for i, (q, e) in enumerate(BANK)]
)
def test_a_text_earns_its_points_of_form_and_is_told_why(question, entry):
    text = answer(question, entry["source"])
    said = form(question, text)
    assert (said.points, said.state) == (entry["form"], entry["state"])
    assert entry["says"] in str(said)
    assert 0 <= entry["manual"] <= 3
    assert content(question, text).points == content(question, text).maximum == 0.0


@pytest.mark.parametrize("question", WRITTEN)
def test_the_bank_has_texts_of_every_kind(question):
    kinds = [entry["kind"] for entry in ANSWERS[NAME][question[-2:]]]
    least = {"right": 1, "equivalent": 1, "half": 3, "wrong": 2, "misspelt": 1, "malformed": 2}
    assert all(kinds.count(kind) >= number for kind, number in least.items())
    assert kinds.count("empty") == 1


@pytest.mark.parametrize("question", WRITTEN)
def test_the_check_says_what_it_does_not_look_at(question):
    assert "a person reads" in str(form(question, right(question)))
    assert "a person reads" in str(form(question, "too short"))
    assert "a person reads" not in str(form(question, None))
    assert form(question, " \n").state == "not attempted"


@pytest.mark.parametrize("question", WRITTEN[:2])
def test_each_key_idea_has_a_line_whatever_is_found_of_it(question):
    points = load("key_points")
    own = points[points["point_id"].str.startswith("T" if question == "ex1.q3" else "B")]
    for entry in ANSWERS[NAME][question[-2:]]:
        text = answer(question, entry["source"])
        said = form(question, text).sentences
        lines = [line.split(" (")[0] for line in said if line.startswith("Key idea ")]
        read = type(text) is str and len(text.split()) >= 40 and len(text) < 20_000
        assert lines == ([f"Key idea {key}" for key in own["point_id"]] if read else [])
        assert sum("nor takes a point" in line for line in said) == read


def test_no_line_tells_what_the_student_did_not_say():
    for question in WRITTEN[:2]:
        said = " ".join(form(question, "Nobody here says a word of anything. " * 12).sentences)
        bare = re.sub(r"“[^”]*”", "", said)
        ours = [*load("key_points")["statement"], *load("passages")["paraphrase"]]
        known = {mark for text in ours for mark in fingerprints(text)}
        assert not known & set(fingerprints(bare))


def test_what_the_program_finds_neither_gives_nor_takes_a_point(monkeypatch):
    def silent(_answer):
        raise ValueError

    for question in WRITTEN[:2]:
        texts = [answer(question, entry["source"]) for entry in ANSWERS[NAME][question[-2:]]]
        before = [form(question, text) for text in texts]
        monkeypatch.setitem(TASKS, question, replace(TASKS[question], advice=silent))
        after = [form(question, text) for text in texts]
        assert [each.points for each in after] == [each.points for each in before]
        assert [each.state for each in after] == [each.state for each in before]
        assert "Key idea" not in "".join(map(str, after)) and "a person reads" in str(after[0])


def test_copied_words_are_shown_in_the_students_own_spelling():
    told = load("passages").query("article_id == 'trump2018'")["paraphrase"].iloc[8]
    run = " ".join(told.split()[:9])
    hidden = run.upper().replace("A", "\u0410").replace(" ", " \u200b")
    said = str(form("ex1.q3", f"{right('ex1.q3')} {hidden}"))
    assert "9 words in a row are as in our paraphrase or key points: “" in said
    assert hidden.replace("\u200b", "") in said


def test_copied_words_of_an_article_are_told_from_ours(monkeypatch):
    copied = "one two three four five six seven eight nine ten"
    guides = {
        key: replace(guide, original=frozenset(fingerprints(copied)))
        for key, guide in guided().items()
    }
    monkeypatch.setattr("twoviews.checks.tasks.borrowed.guided", lambda: guides)
    said = str(form("ex1.q4", f"{right('ex1.q4')} {copied}"))
    assert f"10 words in a row are as in the BIDEN article: “{copied}”." in said
    assert form("ex1.q4", right("ex1.q4") + " one two three four five six seven").state == "right"


def test_seven_words_of_an_article_may_stand_and_eight_may_not():
    quotes = load("passages").set_index(["article_id", "paragraph"])["quote"]
    text, quote = right("ex1.q3"), quotes["trump2018", 13]
    assert len(quote.split()) == 7
    bare = form("ex1.q3", f"{text} {quote}")
    assert bare.state == "right" and f"put quotation marks: “{quote}”" in str(bare)
    lost = form("ex1.q3", f"{text} “{quote}”")
    assert lost.points == 1.5 and f"such as (par. 3), after “{quote}”." in str(lost)
    for placed in (
        f"“{quote}” (par. 13)",
        f"In paragraph 13 they name «{quote}»",
        f'"{quote}", par. 13',
    ):
        assert form("ex1.q3", f"{text} {placed}").state == "right"
    long = form("ex1.q3", f"{text} “one two three four five six seven eight” (par. 2)")
    assert "at most 7 words; this one has 8: “one two" in str(long)


@pytest.mark.parametrize("question", WRITTEN)
def test_a_title_between_quotation_marks_is_no_quotation(question):
    titles = " ".join(f"“{title}”" for title in load("articles")["title"])
    assert "A quotation has at most" not in str(form(question, f"{right(question)} {titles}"))


def test_whom_only_the_other_article_has_is_named():
    said = form("ex1.q4", right("ex1.q4") + " China, and Seoul too.")
    assert said.points == 1.5
    assert "Actors: not in the BIDEN article: “China”." in said.sentences  # Seoul is Moon's
    said = form("ex1.q3", right("ex1.q3") + " Obama waited.")
    assert "Actors: not in the TRUMP article: “Obama”." in said.sentences


@pytest.mark.parametrize("question", WRITTEN)
def test_no_text_breaks_a_check_or_keeps_it_long(question, capfd):
    texts = [text * (size // len(text)) for text in ODD for size in (19_999, 100_000)]
    form(question, right(question))  # the judge is loaded once, for all
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for text in [*texts, *values(), right(question) * 100]:
            start = process_time()
            said = form(question, text)
            assert process_time() - start < 3  # some 0.2 s on a quiet machine
            assert said.state != "right" and said.points <= said.maximum / 2
            hold(said, False)
    assert capfd.readouterr().err == ""


# --- the notebook, and one cell that a machine runs and a person grades -------------------------


def test_questions_to_write_stand_in_the_fixed_order():
    parts = ("prompt", "answer", "read", "look", "check", "hints", "hint")
    found = list(cells(source(NAME)))
    for q in ("q3", "q4", "q5"):
        assert [each for each in found if each.startswith(f"{q}_")] == [f"{q}_{p}" for p in parts]


def test_a_mark_scheme_stands_beside_each_text_with_answers_of_three_levels():
    found = cells(source(NAME))
    for q in ("q3", "q4", "q5"):
        told = found[f"{q}_check"].source.replace("\n# ", " ")
        scheme = re.search("BEGIN MARK SCHEME(.*)END MARK SCHEME", told, re.DOTALL)[1]
        for level in ("Model answer, 3 points.", "Borderline answer, 1.5", "Poor answer, 0.5"):
            assert level in scheme
        assert " ".join(right(f"ex1.{q}").split()) in scheme
        assert "MARK SCHEME" not in cells(release(NAME))[f"{q}_check"].source


@pytest.fixture(scope="module")
def class_of_three(tmp_path_factory):
    """Let three students submit: one writes well, one has a slip in the cell, one writes much."""
    folder = tmp_path_factory.mktemp("a class")
    shutil.copy(source(NAME).parents[2] / "nbgrader_config.py", folder)
    shutil.copytree(source(NAME).parent, folder / "solutions" / NAME)
    written = {
        "good": {q[-2:]: ANSWERS[NAME][q[-2:]][1]["source"] for q in WRITTEN},
        "slip": {"q3": "q3_summary = Trump should meet Kim.", "q4": 'q4_summary = ""'},
        "much": {"q3": 'q3_summary = "Kim\\n" * 25_000', "q5": "q5_contrast = 10**10"},
    }
    ran = [nbgrader(folder, "generate_assignment", NAME)]
    for student, texts in written.items():
        hand_in(folder / "submitted" / student / NAME, texts)
    ran += [nbgrader(folder, "autograde", NAME), nbgrader(folder, "generate_feedback", NAME)]
    assert [step.returncode for step in ran] == [0, 0, 0], ran[-1].stderr[-2000:]
    return folder


def hand_in(folder, texts):
    """Write a student's texts into the exercise."""
    notebook = nbformat.read(release(NAME), as_version=4)
    for cell in notebook.cells:
        cell.source = texts.get(cell.id.removesuffix("_answer"), cell.source)
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{NAME}.ipynb")


@pytest.mark.course
def test_the_same_cell_is_graded_by_machine_and_waits_for_a_person(class_of_three):
    points, waiting = scores(class_of_three, NAME, "good")
    assert waiting == ["q3_answer", "q4_answer", "q5_answer"]
    assert (points["q3_check"], points["q4_check"], points["q5_check"]) == (2.0, 2.0, 1.0)
    points, waiting = scores(class_of_three, NAME, "slip")
    assert waiting == ["q3_answer", "q4_answer"]  # whoever wrote anything is read
    assert points["q3_check"] == points["q4_check"] == points["q5_answer"] == 0.0
    points, waiting = scores(class_of_three, NAME, "much")
    assert waiting == ["q3_answer", "q5_answer"]
    assert points["q3_check"] == points["q5_check"] == points["q4_answer"] == 0.0


@pytest.mark.course
def test_feedback_pages_show_the_text_and_the_sentences_and_no_scheme(class_of_three):
    page = (class_of_three / "feedback/good" / NAME / f"{NAME}.html").read_text("utf-8")
    assert "Should Trump sit down with Kim?" in page and "a person reads." in page
    assert "Key idea T1 (par. 1): " in page and "Key idea B8 (par. 3): " in page
    assert "Borderline answer" not in page and "Mark scheme" not in page
    page = (class_of_three / "feedback/much" / NAME / f"{NAME}.html").read_text("utf-8")
    assert "q3_summary has 100000 characters; write 80 to 150 words." in page
    assert "q5_contrast is a whole number; write it as text in quotes." in page


def test_a_written_cell_is_an_answer_that_is_graded_and_never_locked():
    for q in ("q3", "q4", "q5"):
        entry = grading(cells(release(NAME))[f"{q}_answer"])
        assert (entry["grade"], entry["solution"], entry["locked"], entry["points"]) == (
            True,
            True,
            False,
            3,
        )
