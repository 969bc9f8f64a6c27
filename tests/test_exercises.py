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

from twoviews.data import load

ROOT = Path(__file__).resolve().parents[1]
NAME = "ex2_actors"
SOURCE = ROOT / "solutions" / NAME / f"{NAME}.ipynb"
RELEASE = ROOT / "exercises" / NAME / f"{NAME}.ipynb"
SECRETS = ["BEGIN HIDDEN TESTS", "MARK SCHEME", "Mark scheme", "Borderline answer", "yardstick"]
GRADED = [f"q{n}_{part}" for n in range(1, 5) for part in ("check", "content")] + ["q5_answer"]


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


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Play a course with nbgrader's commands, in a path with a space."""
    folder = tmp_path_factory.mktemp("a course")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    shutil.copytree(ROOT / "solutions", folder / "solutions")
    ran = [nbgrader(folder, "generate_assignment", NAME, "--force")]
    for student, path in [("solved", SOURCE), ("untouched", RELEASE), ("torn", RELEASE)]:
        shutil.copytree(path.parent, folder / "submitted" / student / NAME)
    tear(folder / "submitted" / "torn" / NAME / f"{NAME}.ipynb")
    ran += [nbgrader(folder, "autograde", NAME), nbgrader(folder, "generate_feedback", NAME)]
    assert [step.returncode for step in ran] == [0, 0, 0], ran[-1].stderr[-2000:]
    return folder


def tear(path):
    """Delete graded cells and an answer cell, as an editor that ignores locks lets one do."""
    notebook = nbformat.read(path, as_version=4)
    gone = {"q1_check", "q2_answer", "q3_content", "q5_answer"}
    notebook.cells = [cell for cell in notebook.cells if cell.id not in gone]
    nbformat.write(notebook, path)


def scores(course, student):
    """Give the automatic score of each graded cell, and which wait for a person."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        grades = book.find_submission(NAME, student).notebooks[0].grades
        return {g.name: g.auto_score for g in grades}, [
            g.name for g in grades if g.needs_manual_grade
        ]


def said(course, student, cell_id):
    """Give the outputs of a cell as text, after grading."""
    cell = cells(course / "autograded" / student / NAME / f"{NAME}.ipynb")[cell_id]
    return json.dumps(cell.outputs)


# --- what stands in the files -------------------------------------------------------------------


def test_cells_have_human_ids_that_are_unique_and_equal_their_grade_ids():
    for path in (SOURCE, RELEASE):
        found = nbformat.read(path, as_version=4).cells
        ids = [cell.id for cell in found]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name) for name in ids)
        graded = [grading(cell).get("grade_id", cell.id) for cell in found]
        assert graded == ids
    assert list(cells(SOURCE)) == list(cells(RELEASE))


def test_graded_cells_stay_the_same_after_the_first_release():
    assert [name for name, cell in cells(SOURCE).items() if grading(cell).get("grade")] == GRADED


def test_points_in_the_prose_equal_the_metadata_and_the_questions_table():
    found, total = cells(SOURCE), 0
    for row in load("questions").query("exercise == @NAME").itertuples():
        q = row.question_id[-2:]
        own = [cell for name, cell in found.items() if name.startswith(f"{q}_")]
        points = sum(grading(cell).get("points", 0) for cell in own)
        assert points == row.form_points + row.content_points
        assert f"({points} points)" in found[f"{q}_prompt"].source.splitlines()[0]
        if row.graded_by == "machine":
            assert grading(found[f"{q}_check"])["points"] == row.form_points
            assert f"Form {row.form_points:g}" in found[f"{q}_prompt"].source
            assert f"content {row.content_points:g}" in found[f"{q}_prompt"].source
            assert f"{row.content_points:g} points" in found[f"{q}_content"].source
        total += points
    assert f"**Points:** {total}." in found["title"].source and total == 20


def test_each_question_stands_in_the_fixed_order():
    found = list(cells(SOURCE))
    for n in range(1, 5):
        parts = ("prompt", "answer", "look", "check", "content", "hints", "hint")
        assert [name for name in found if name.startswith(f"q{n}_")] == [f"q{n}_{p}" for p in parts]


def test_static_tables_equal_the_data():
    found = cells(SOURCE)
    labels = load("articles").set_index("article_id")["label"]
    names = load("actors").set_index("actor_id")["name"]
    claims = load("claims").set_index("claim_id")["statement"]
    passages, items = load("passages"), load("items")
    for article_id in labels.index:
        own = passages[passages["article_id"] == article_id]
        wanted = [(str(row.paragraph), row.paraphrase) for row in own.itertuples()]
        assert rows(found[f"reading_{article_id}"].source) == wanted
    asked = [
        (row.question_id, row.item, labels[row.article_id], str(row.paragraph), row)
        for row in items.itertuples()
    ]
    roles = [(row.role, row.question) for row in load("roles").itertuples()]
    assert (
        rows(found["q2_prompt"].source)
        == [(*left[1:], names[row.actor_id]) for *left, row in asked if left[0] == "ex2.q2"] + roles
    )
    assert rows(found["q3_prompt"].source) == [
        (*left[1:], claims[row.claim_id]) for *left, row in asked if left[0] == "ex2.q3"
    ]


def test_the_notebook_has_one_title_no_outputs_and_live_links():
    for path in (SOURCE, RELEASE):
        found = nbformat.read(path, as_version=4).cells
        prose = "\n".join(cell.source for cell in found if cell.cell_type == "markdown")
        plain = re.sub(r"```.*?```", "", prose, flags=re.S)
        assert len(re.findall(r"^# ", plain, flags=re.M)) == 1
        assert all(cell.cell_type != "code" or cell.outputs == [] for cell in found)
        for link in re.findall(r"\]\((?!https?:)([^)]+)\)", plain):
            assert (path.parent / link).is_file(), link


def test_the_release_holds_neither_answers_nor_tests_nor_mark_scheme():
    text = RELEASE.read_text(encoding="utf-8")
    assert [secret for secret in SECRETS if secret in text] == []
    found = cells(RELEASE)
    for n, name in enumerate(("q1_actors", "q2_roles", "q3_voices", "q4_shared"), start=1):
        assert found[f"q{n}_answer"].source.startswith(f"{name} = None\n# YOUR ANSWER HERE")
        assert "content(" not in found[f"q{n}_content"].source
    assert found["q5_answer"].source == "YOUR ANSWER HERE"


# --- what nbgrader makes of them ----------------------------------------------------------------


@pytest.mark.course
def test_exercises_are_up_to_date_and_the_same_each_time(course):
    made = course / "exercises" / NAME / RELEASE.name
    assert sorted(path.name for path in made.parent.iterdir()) == [RELEASE.name]
    assert made.read_bytes() == RELEASE.read_bytes(), "run `make exercises`"
    first = made.read_bytes()
    assert nbgrader(course, "generate_assignment", NAME, "--force").returncode == 0
    assert made.read_bytes() == first


@pytest.mark.course
def test_the_solution_earns_full_marks(course):
    points, waiting = scores(course, "solved")
    full = {name: grading(cell)["points"] for name, cell in cells(SOURCE).items() if name in GRADED}
    assert waiting == ["q5_answer"]
    assert points == {**full, "q5_answer": None}


@pytest.mark.course
def test_an_untouched_exercise_earns_nothing_and_reads_not_attempted(course):
    points, waiting = scores(course, "untouched")
    assert waiting == [] and set(points) == set(GRADED) and set(points.values()) == {0.0}
    for name in GRADED[:-1]:
        assert "not attempted" in said(course, "untouched", name)
    notebook = (course / "autograded" / "untouched" / NAME / RELEASE.name).read_text("utf-8")
    assert '"output_type": "error"' not in notebook and '"name": "stderr"' not in notebook


@pytest.mark.course
def test_a_deleted_graded_cell_comes_back_and_a_deleted_answer_is_not_attempted(course):
    points, waiting = scores(course, "torn")
    assert waiting == ["q5_answer"] and set(points) == set(GRADED)
    assert "not attempted" in said(course, "torn", "q2_content")


@pytest.mark.course
def test_the_person_who_grades_sees_the_mark_scheme_and_the_student_does_not(course):
    for student in ("untouched", "torn"):
        graded = (course / "autograded" / student / NAME / RELEASE.name).read_text("utf-8")
        assert "Borderline answer" in graded and "BEGIN HIDDEN TESTS" in graded
        page = (course / "feedback" / student / NAME / f"{NAME}.html").read_text("utf-8")
        assert [secret for secret in SECRETS if secret in page] == []
        code = html.unescape(re.sub(r"<[^>]+>", "", page))
        assert 'form("ex2.q2", q2_roles)' in code and 'content("ex2.q2"' not in code
        assert "not attempted" in page


@pytest.mark.course
def test_a_feedback_page_fetches_nothing_from_the_network(course):
    page = (course / "feedback" / "solved" / NAME / f"{NAME}.html").read_text("utf-8")
    assert re.findall(r"""(?:src|href)=["'](?:https?:)?//[^"']*""", page) == []
    assert re.findall(r"""(?:import|url\()\s*["']?https?://""", page) == []
    assert "names: 9; 8 are enough." in page
