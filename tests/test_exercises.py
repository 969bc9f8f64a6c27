"""The exercises: up to date, honest about points, and graded by nbgrader as they promise."""

import html
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from course import model

from twoviews.data import load

ROOT = Path(__file__).resolve().parents[1]
NAMES = sorted(path.name for path in (ROOT / "solutions").iterdir() if path.is_dir())
SECRETS = ["BEGIN HIDDEN TESTS", "MARK SCHEME", "Mark scheme", "Borderline answer"]


@pytest.fixture(scope="module", params=NAMES)
def name(request):
    """Take one exercise after the other."""
    return request.param


def source(name):
    """Give the path of an exercise's solution."""
    return ROOT / "solutions" / name / f"{name}.ipynb"


def release(name):
    """Give the path of the exercise that students get."""
    return ROOT / "exercises" / name / f"{name}.ipynb"


def asked(name, by):
    """Number the questions of an exercise that a machine, or a person, grades."""
    own = load("questions").query("exercise == @name and graded_by == @by")
    return [question[-2:] for question in own["question_id"]]


def written(name):
    """Name the answer cells that a person grades."""
    return [f"{q}_answer" for q in asked(name, "person")]


def models(name):
    """Give a part of each model answer that a person grades by."""
    found = cells(source(name))
    return [max(found[cell_id].source.splitlines(), key=len)[:60] for cell_id in written(name)]


def graded(name):
    """Name the graded cells in the order of the questions."""
    parts = []
    for row in load("questions").query("exercise == @name").itertuples():
        by_person = ("answer", "check") if row.form_points else ("answer",)
        own = by_person if row.graded_by == "person" else ("check", "content")
        parts += [f"{row.question_id[-2:]}_{part}" for part in own]
    return parts


def cells(path):
    """Read a notebook's cells by id."""
    return {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}


def grading(cell):
    """Give a cell's nbgrader entry, empty where it has none."""
    return cell.metadata.get("nbgrader", {})


def rows(source):
    """Read the rows of every table in a markdown text, without headings and rules."""
    lines = [line for line in source.splitlines() if line.startswith("|")]
    split = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
    rules = [number for number, row in enumerate(split) if set("".join(row)) == {"-"}]
    heads = {number - 1 for number in rules} | set(rules)
    return [row for number, row in enumerate(split) if number not in heads]


def nbgrader(folder, *command):
    """Run one of nbgrader's commands in a course folder, away from the user's own settings."""
    own = {name: str(folder / "home") for name in ("JUPYTER_CONFIG_DIR", "IPYTHONDIR", "HOME")}
    return subprocess.run(
        [sys.executable, "-m", "nbgrader", *command],
        cwd=folder,
        env={**os.environ, **own, "JUPYTER_PLATFORM_DIRS": "1"},
        capture_output=True,
        text=True,
        timeout=300,
    )


def solve(path, answers):
    """Write answers into a notebook, by the ids of their cells."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source)
    nbformat.write(notebook, path)


@pytest.fixture(scope="module")
def course(tmp_path_factory, name):
    """Play an exercise with nbgrader's commands, in a path with a space."""
    folder = tmp_path_factory.mktemp("a course")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    shutil.copytree(source(name).parent, folder / "solutions" / name)
    ran = [nbgrader(folder, "generate_assignment", name, "--force")]
    for student in ("solved", "untouched", "torn"):
        shutil.copytree(release(name).parent, folder / "submitted" / student / name)
    solve(folder / "submitted" / "solved" / name / f"{name}.ipynb", model(name))
    tear(folder / "submitted" / "torn" / name / f"{name}.ipynb", written(name))
    ran += [nbgrader(folder, "autograde", name), nbgrader(folder, "generate_feedback", name)]
    assert [step.returncode for step in ran] == [0, 0, 0], ran[-1].stderr[-2000:]
    return folder


def tear(path, more):
    """Delete graded cells and answer cells, as an editor that ignores locks lets one do."""
    notebook = nbformat.read(path, as_version=4)
    gone = {"q1_check", "q2_answer", "q3_content", *more}
    notebook.cells = [cell for cell in notebook.cells if cell.id not in gone]
    nbformat.write(notebook, path)


def scores(course, name, student):
    """Give the automatic score of each graded cell, and which wait for a person."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        grades = book.find_submission(name, student).notebooks[0].grades
        return {g.name: g.auto_score for g in grades}, [
            g.name for g in grades if g.needs_manual_grade
        ]


def said(course, name, student, cell_id):
    """Give the outputs of a cell as text, after grading."""
    cell = cells(course / "autograded" / student / name / f"{name}.ipynb")[cell_id]
    return json.dumps(cell.outputs)


# --- what stands in the files -------------------------------------------------------------------


def test_cells_have_human_ids_that_are_unique_and_equal_their_grade_ids(name):
    for path in (source(name), release(name)):
        found = nbformat.read(path, as_version=4).cells
        ids = [cell.id for cell in found]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", cell_id) for cell_id in ids)
        assert [grading(cell).get("grade_id", cell.id) for cell in found] == ids
    assert list(cells(source(name))) == list(cells(release(name)))


def test_graded_cells_stay_the_same_after_the_first_release(name):
    found = cells(source(name)).items()
    assert [cell_id for cell_id, cell in found if grading(cell).get("grade")] == graded(name)


def test_points_in_the_prose_equal_the_metadata_and_the_questions_table(name):
    found, total = cells(source(name)), 0
    for row in load("questions").query("exercise == @name").itertuples():
        q = row.question_id[-2:]
        own = [cell for cell_id, cell in found.items() if cell_id.startswith(f"{q}_")]
        points = sum(grading(cell).get("points", 0) for cell in own)
        assert points == row.form_points + row.content_points
        assert f"({points} points)" in found[f"{q}_prompt"].source.splitlines()[0]
        if row.form_points:
            assert grading(found[f"{q}_check"])["points"] == row.form_points
            assert f"Form {row.form_points:g}" in found[f"{q}_prompt"].source
            assert f"ontent {row.content_points:g}" in found[f"{q}_prompt"].source
        if row.graded_by == "machine":
            assert f"{row.content_points:g} point" in found[f"{q}_content"].source
        total += points
    assert f"**Points:** {total}." in found["title"].source and total == 20


def test_each_question_stands_in_the_fixed_order(name):
    found = list(cells(source(name)))
    parts = ("prompt", "answer", "look", "check", "content", "hints", "hint")
    for q in asked(name, "machine"):
        own = [cell_id for cell_id in found if cell_id.startswith(f"{q}_")]
        assert own == [f"{q}_{part}" for part in parts]


def test_static_tables_of_exercise_2_equal_the_data():
    found = cells(source("ex2_actors"))
    labels = load("articles").set_index("article_id")["label"]
    names = load("actors").set_index("actor_id")["name"]
    claims = load("claims").set_index("claim_id")["statement"]
    passages, items = load("passages"), load("items")
    for article_id in labels.index:
        own = passages[passages["article_id"] == article_id]
        wanted = [(str(row.paragraph), row.paraphrase) for row in own.itertuples()]
        assert rows(found[f"reading_{article_id}"].source) == wanted
    prompted = [
        (row.question_id, row.item, labels[row.article_id], str(row.paragraph), row)
        for row in items.itertuples()
    ]
    roles = [(row.role, row.question) for row in load("roles").itertuples()]
    assert (
        rows(found["q2_prompt"].source)
        == [(*left[1:], names[row.actor_id]) for *left, row in prompted if left[0] == "ex2.q2"]
        + roles
    )
    assert rows(found["q3_prompt"].source) == [
        (*left[1:], claims[row.claim_id]) for *left, row in prompted if left[0] == "ex2.q3"
    ]


def test_the_notebook_has_one_title_no_outputs_and_live_links(name):
    for path in (source(name), release(name)):
        found = nbformat.read(path, as_version=4).cells
        prose = "\n".join(cell.source for cell in found if cell.cell_type == "markdown")
        plain = re.sub(r"```.*?```", "", prose, flags=re.S)
        assert len(re.findall(r"^# ", plain, flags=re.M)) == 1
        assert all(cell.cell_type != "code" or cell.outputs == [] for cell in found)
        for link in re.findall(r"\]\((?!https?:)([^)]+)\)", plain):
            assert (path.parent / link).is_file(), link


def test_the_release_holds_neither_answers_nor_tests_nor_mark_scheme(name):
    text = release(name).read_text(encoding="utf-8")
    assert [secret for secret in SECRETS if secret in text] == []
    found, solved = cells(release(name)), cells(source(name))
    for q in asked(name, "machine"):
        answer = found[f"{q}_answer"].source
        assert re.match(r"\w+ = None\n# YOUR ANSWER HERE", answer)
        assert "BEGIN SOLUTION" in solved[f"{q}_answer"].source
        assert "content(" not in found[f"{q}_content"].source
    for cell_id in written(name):
        stub = "YOUR ANSWER HERE|\\w+ = None\n# YOUR ANSWER HERE: replace None in the line above"
        assert re.fullmatch(stub, found[cell_id].source)
    assert [model for model in models(name) if model in text] == []


# --- what nbgrader makes of them ----------------------------------------------------------------


@pytest.mark.course
def test_exercises_are_up_to_date_and_the_same_each_time(course, name):
    made = course / "exercises" / name / f"{name}.ipynb"
    assert sorted(path.name for path in made.parent.iterdir()) == [made.name]
    assert made.read_bytes() == release(name).read_bytes(), "run `make exercises`"
    first = made.read_bytes()
    assert nbgrader(course, "generate_assignment", name, "--force").returncode == 0
    assert made.read_bytes() == first


@pytest.mark.course
def test_the_solution_earns_full_marks(course, name):
    points, waiting = scores(course, name, "solved")
    found = cells(source(name))
    full = {cell_id: grading(found[cell_id])["points"] for cell_id in graded(name)}
    assert waiting == written(name)
    assert points == full | dict.fromkeys(written(name))


@pytest.mark.course
def test_an_untouched_exercise_earns_nothing_and_reads_not_attempted(course, name):
    points, waiting = scores(course, name, "untouched")
    assert waiting == [] and set(points) == set(graded(name)) and set(points.values()) == {0.0}
    for cell_id in set(graded(name)) - set(written(name)):
        assert "not attempted" in said(course, name, "untouched", cell_id)
    notebook = (course / "autograded/untouched" / name / f"{name}.ipynb").read_text("utf-8")
    assert '"output_type": "error"' not in notebook and '"name": "stderr"' not in notebook


@pytest.mark.course
def test_a_deleted_graded_cell_comes_back_and_a_deleted_answer_is_not_attempted(course, name):
    points, waiting = scores(course, name, "torn")
    assert waiting == [] and set(points) == set(graded(name))
    assert {points[cell_id] for cell_id in written(name)} <= {0.0}
    assert "not attempted" in said(course, name, "torn", "q2_content")


@pytest.mark.course
def test_the_person_who_grades_sees_the_mark_scheme_and_the_student_does_not(course, name):
    question = f"{name[:3]}.{asked(name, 'machine')[-1]}"
    for student in ("untouched", "torn"):
        path = course / "autograded" / student / name / f"{name}.ipynb"
        notebook = path.read_text("utf-8")
        assert "Borderline answer" in notebook and "BEGIN HIDDEN TESTS" in notebook
        page = (course / "feedback" / student / name / f"{name}.html").read_text("utf-8")
        assert [secret for secret in SECRETS if secret in page] == []
        code = html.unescape(re.sub(r"<[^>]+>", "", page))
        assert f'form("{question}", ' in code and f'content("{question}", ' not in code
        assert [model for model in models(name) if model in code] == []
        assert "not attempted" in page


@pytest.mark.course
def test_a_feedback_page_fetches_nothing_from_the_network(course, name):
    page = (course / "feedback" / "solved" / name / f"{name}.html").read_text("utf-8")
    assert re.findall(r"""(?:src|href)=["'](?:https?:)?//[^"']*""", page) == []
    assert re.findall(r"""(?:import|url\()\s*["']?https?://""", page) == []
    assert html.unescape(page).count(": <strong>right</strong>") >= 2 * len(asked(name, "machine"))
