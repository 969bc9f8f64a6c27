"""Ways around the sandbox: settings that fail, lists, pages, the exchange, what feedback tells."""

import html
import os
import re
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from attacks.attack import NAME
from attacks.classroom import FULL, RIGHT, Course, config_of_ours, environment
from attacks.play import possible
from nbgrader.api import Gradebook
from nbgrader.exchange.default import Exchange
from pandas.testing import assert_frame_equal

from twoviews.grading.door.withdraw import withdraw
from twoviews.grading.execution import Executor
from twoviews.grading.names import public
from twoviews.grading.pages import markdown
from twoviews.grading.record import Record
from twoviews.grading.sandbox import bubblewrap
from twoviews.grading.values.decode import decode
from twoviews.grading.values.encode import encode

OWNED = 'open("$HOME/owned", "w").close()\nq1 = [2, 3, 5, 7]'
LIST = """
from nbgrader.apps import NbGrader, NbGraderAPI
from nbgrader.coursedir import CourseDirectory

app = NbGrader()
app.initialize([])
api = NbGraderAPI(CourseDirectory(parent=app), parent=app)
print(sorted(each["student"] for each in api.get_submissions("sums")))
"""
MISTAKES = {
    "a word without quotes": ('isolation = "bubblewrap"', "isolation = bubblewrap"),
    "an error in the last line": ("FeedbackPage\n", "FeedbackPage\nc.Execute.timeout = 1 / 0\n"),
}
MAGICS = "x = 1\n%store x\n%store -r\n%history -n 1-2\n### BEGIN SOLUTION\n"
sandboxed = pytest.mark.skipif(bool(possible()), reason=possible())


@pytest.fixture
def course(tmp_path):
    """A course of which nobody has handed in anything yet."""
    made = Course(tmp_path, port=9)
    made.make(config_of_ours())
    return made


def autograde(course, *words, **environ):
    """Run nbgrader's own command in an environment that may differ; None takes a word away."""
    given = {k: v for k, v in (environment(course.home) | environ).items() if v is not None}
    command = [sys.executable, "-m", "nbgrader", "autograde", NAME, *words]
    return subprocess.run(
        command, cwd=course.folder, env=given, capture_output=True, text=True, timeout=300
    )


# --- settings -------------------------------------------------------------------------------------


@pytest.mark.course
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_settings_lets_no_code_out(course, mistake):
    course.submit("mallory", {"q1_answer": OWNED})
    wrong = config_of_ours().replace(*MISTAKES[mistake])
    assert wrong != config_of_ours()
    (course.folder / "nbgrader_config.py").write_text(wrong)
    done = autograde(course)
    assert done.returncode != 0 and "settings in nbgrader_config.py were not" in done.stderr
    assert not (course.home / "owned").exists() and course.scores() == {}


@pytest.mark.course
@sandboxed
def test_no_search_path_lets_no_code_out(course):
    course.submit("mallory", {"q1_answer": OWNED})
    assert autograde(course, PATH=None).returncode == 0
    assert not (course.home / "owned").exists()


@pytest.mark.course
@sandboxed
def test_a_sandbox_that_is_gone_takes_no_grade_away(course):
    course.submit("zoe", RIGHT)
    assert autograde(course).returncode == 0
    before = course.scores()
    done = autograde(course, "--force", PATH=str(Path(sys.executable).parent))
    assert done.returncode == 1 and "Install bubblewrap" in done.stderr
    assert course.scores() == before and sum(before["zoe"].values()) == FULL


# --- what the sandbox shows -----------------------------------------------------------------------


def test_the_exchange_of_nbgrader_is_hidden():
    assert bubblewrap.EXCHANGE in Path(Exchange().root).parents
    assert bubblewrap.EXCHANGE in bubblewrap.HIDDEN


@pytest.mark.course
@sandboxed
def test_what_is_hidden_cannot_be_seen(monkeypatch):
    from nbformat.v4 import new_code_cell, new_notebook

    place = Path("/usr/share")
    monkeypatch.setattr(bubblewrap, "HIDDEN", (place,))
    notebook = new_notebook(cells=[new_code_cell(f"import os\n\nos.listdir({str(place)!r})")])
    with Executor(imports=()) as executor:
        executor.run(notebook, Record("sums", "sums", ()))
    assert any(place.iterdir())
    assert notebook.cells[0].outputs[0].data["text/plain"] == "[]"


def test_a_mark_scheme_does_not_reach_the_students_process():
    assert (
        public("a = 1\n### BEGIN MARK SCHEME\n# two\n### END MARK SCHEME\nb = 2")
        == "a = 1\n\nb = 2"
    )


# --- lists and pages ------------------------------------------------------------------------------


def pipe(folder):
    os.mkfifo(folder / "timestamp.txt")


def link_and_no_time(folder):
    (folder / "timestamp.txt").write_text("never")
    (folder / "extra").symlink_to("/etc/passwd")


@pytest.mark.course
def test_the_list_of_submissions_survives_any_time(course):
    course.submit("zoe", RIGHT)
    course.submit("pipe", {}, pipe)
    course.submit("never", {}, link_and_no_time)
    done = subprocess.run(
        [sys.executable, "-c", LIST],
        cwd=course.folder,
        env=environment(course.home),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout.splitlines()[-1] == "['never', 'pipe', 'zoe']", done.stderr[-2000:]


@pytest.mark.course
@sandboxed
def test_feedback_shows_no_hidden_test_of_an_answer_that_failed(course):
    wrong = {f"{name}_answer": f"{name} = 1" for name in ("q1", "q3", "q6")}
    wrong["q4_answer"] = 'q4 = pd.DataFrame({"year": [1, 2], "launches": [3, 4]})'
    course.submit("mallory", wrong)
    assert autograde(course).returncode == 0
    assert course.run("nbgrader", "generate_feedback", NAME).returncode == 0
    page = (course.folder / "feedback" / "mallory" / NAME / f"{NAME}.html").read_text()
    told = html.unescape(re.sub("<[^>]+>", "", page[page.index("<body") :]))
    hidden = ("HIDDEN", "{2, 3, 5, 7}", "heron", "launches.csv", "2017")
    assert [word for word in hidden if word in told] == []
    assert "AssertionError" in told and "Write a list of four." in told


@pytest.mark.parametrize("part", ["<div>", "<b><i>", "[", "[]("], ids=["div", "bold", "[", "[]("])
def test_no_text_holds_up_a_page(part):
    started = time.process_time()
    shown = markdown(part * 100_000)
    assert time.process_time() - started < 2
    assert "<div>" not in shown and shown.startswith("<pre>")


def dated(folder, time="2026-01-01 00:00:00 UTC", secret=b"abc"):
    (folder / "timestamp.txt").write_text(time)
    (folder / "submission_secret.txt").write_bytes(secret)


@pytest.mark.course
@sandboxed
def test_a_secret_that_is_no_text_keeps_nobody_elses_feedback_back(tmp_path):
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    course = Course(tmp_path, port=9)
    course.make(f"{config_of_ours()}\nc.Exchange.root = {str(exchange)!r}\n")
    assert course.run("nbgrader", "release_assignment", NAME).returncode == 0
    course.submit("ann", {}, lambda folder: dated(folder, secret=b"\xff\xfe"))
    course.submit("bob", {}, lambda folder: dated(folder, time="never"))
    course.submit("zoe", RIGHT, dated)
    assert autograde(course).returncode == 0
    assert course.run("nbgrader", "generate_feedback", NAME).returncode == 0
    done = course.run("nbgrader", "release_feedback", NAME)
    assert done.returncode == 1 and "not returned: ann, bob." in done.stderr
    assert len(list(exchange.glob("*/feedback/*.html"))) == 1


# --- honest answers -------------------------------------------------------------------------------


def test_dates_keep_their_step_and_text_in_arrays_its_values():
    table = pd.DataFrame({"n": [1, 2]}, index=pd.date_range("2020-01-01", periods=2))
    assert_frame_equal(decode(encode(table)), table)
    names = np.array(["Kim Jong-un", "Iran"])
    assert decode(encode(names)).tolist() == names.tolist()
    assert decode(encode(names)).dtype == names.dtype


@pytest.mark.course
@sandboxed
def test_magics_marks_and_arrays_of_text_cost_nothing(course):
    listed = "import numpy as np\n\nq2 = {key: np.array(names) for key, names in q2.items()}"
    cells = {"q1_answer": MAGICS + RIGHT["q1_answer"]}
    cells["q2_answer"] = f"{RIGHT['q2_answer']}\n{listed}"
    course.submit("zoe", RIGHT | cells)
    assert course.run("twoviews.cli", "grade", NAME).returncode == 0
    assert sum(course.scores()["zoe"].values()) == FULL


def test_more_time_stays_when_a_submission_is_not_graded(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", environment(tmp_path)["PATH"])  # nbgrader calls alembic
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as book:
        book.add_assignment("sums")
        book.add_student("zoe")
        book.add_submission("sums", "zoe")
        book.grant_extension("sums", "zoe", days=2)
        withdraw(book, "sums", "zoe")
        assert book.find_submission("sums", "zoe").extension == timedelta(days=2)
