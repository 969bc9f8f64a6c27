"""A class of attackers earns nothing and harms nobody; honest oddities lose nothing.

Each student of the class tries one thing (tests/attacks/). The whole class is graded twice, by
nbgrader's own command and by `twoviews grade`, side by side, each in a course of its own.
"""

import os
import re
import shutil
import tomllib
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

import pytest
from attacks import ATTACKS, ODDITIES
from attacks.archives import ARCHIVES
from attacks.attack import NAME, path_of
from attacks.classroom import FULL, RIGHT, Course, config_of_ours, config_of_stock, digests
from attacks.play import COMMANDS, HERE, enrolled, play, possible, tried

pytestmark = pytest.mark.course
STOCK = tomllib.loads((HERE / "stock.toml").read_text(encoding="utf-8"))
WAYS = {attack.way for attack in ATTACKS}
TRIED = [(command, attack) for command in COMMANDS for attack in tried(command)]
LIVE = ("rebind_checks", "equal_int", "patched_run_cell", "ast_transformer", "rewrite_data")
SHOWN = "page_*"  # the students whose feedback pages are read


@pytest.fixture(scope="session")
def played(tmp_path_factory):
    """Both commands, each on a class of its own."""
    if reason := possible():
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    courses = {name: enrolled(tmp_path_factory.mktemp(name), name) for name in COMMANDS}
    with ThreadPoolExecutor(len(COMMANDS)) as pool:
        return dict(zip(courses, pool.map(play, courses.values(), courses), strict=True))


@pytest.fixture(params=COMMANDS)
def run(played, request):
    """What one of the commands made of the class."""
    return played[request.param]


# --- points ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("command", "attack"), TRIED, ids=lambda part: getattr(part, "name", part))
def test_an_attack_earns_nothing(played, command, attack):
    run = played[command]
    earned = run.earned(attack.name)
    assert earned is None or earned <= attack.due + 1e-9, run.scores[attack.name]


@pytest.mark.parametrize("odd", ODDITIES, ids=lambda odd: odd.name)
def test_an_honest_oddity_loses_nothing(run, odd):
    assert run.earned(odd.name) == odd.due, run.scores.get(odd.name)


@pytest.mark.parametrize("command", COMMANDS)
def test_whoever_was_not_graded_is_named_with_a_reason(played, command):
    run = played[command]
    missing = [each.name for each in tried(command) if run.earned(each.name) is None]
    lines = run.out.splitlines()
    assert [name for name in missing if not any(name in line for line in lines)] == []
    assert run.report["status"] == (1 if missing else 0), run.out[-3000:]


def test_no_submission_is_half_graded(run):
    halves = [
        name
        for name, scores in run.scores.items()
        if None in (score for cell, score in scores.items() if cell != "q5_answer")
    ]
    assert halves == []


# --- harm -----------------------------------------------------------------------------------------


def test_no_file_of_the_course_or_the_home_folder_changed(run):
    paths = {*run.before, *run.after}
    assert [path for path in paths if run.before.get(path) != run.after.get(path)] == []


def test_the_gradebook_says_the_same_of_the_assignment(run):
    before, after = run.defined
    assert before == after


def test_no_process_is_left(run):
    assert run.report["left"] == []


def test_nobody_was_called(run):
    assert run.report["heard"] == []


def test_the_report_drives_no_terminal(run):
    controls = re.findall(r"\x1b(?!\[[0-9;]*m)|[\x00-\x08\x0e-\x1a\x7f-\x9f]", run.out)
    assert set(controls) <= {"\x1b"} or controls == [], set(controls)
    assert "\x1b]" not in run.out and "\x1b[2J" not in run.out


# --- archives -------------------------------------------------------------------------------------


def test_archives_with_tricks_reach_nothing(tmp_path):
    course = Course(tmp_path, port=9)
    course.make(config_of_ours())
    course.submit("zoe", RIGHT)
    notebook = path_of(course.folder / "exercises" / NAME).read_bytes()
    archives = course.folder / "downloaded" / NAME / "archive"
    archives.mkdir(parents=True)
    for name, (_, ending, make) in ARCHIVES.items():
        (archives / f"{name}_{NAME}.{ending}").write_bytes(make(notebook))
    before = digests(tmp_path)
    course.run("nbgrader", "zip_collect", NAME)
    after = digests(tmp_path)
    assert {path: after.get(path) for path in before} == before
    extracted, submitted = course.folder / "downloaded", course.folder / "submitted"
    places = [str(extracted), *(str(submitted / name) for name in ARCHIVES)]
    new = [path for path in after if path not in before and not path.endswith(".nbgrader.log")]
    assert [path for path in new if not path.startswith(tuple(places))] == []
    assert [path for path in new if after[path].startswith("->")] == []


# --- pages ----------------------------------------------------------------------------------------


class Live(HTMLParser):
    """Collects what would act or call when a page is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.script = False

    def handle_starttag(self, tag, attrs):
        self.script = tag == "script"
        for name, value in attrs:
            words = (value or "").strip().lower()
            acting = name.startswith("on") or words.startswith("javascript:")
            calling = name in ("src", "srcset", "action", "srcdoc") and "127.0.0.1" in words
            if acting or calling or tag in ("iframe", "base", "form", "embed", "object"):
                self.found.append(f"<{tag} {name}={words[:80]}>")
        if tag in ("meta", "link") and "127.0.0.1" in str(attrs):
            self.found.append(f"<{tag}>")

    def handle_endtag(self, tag):
        self.script = False

    def handle_data(self, data):
        if "PWNED" in data and self.script:
            self.found.append(data)


def test_feedback_pages_hold_no_script_of_a_student(played):
    course = played["autograde"].course
    made = course.run("nbgrader", "generate_feedback", NAME, f"--student={SHOWN}")
    assert made.returncode == 0, made.stderr[-2000:]
    pages = list((course.folder / "feedback").glob("*/*/*.html"))
    assert len(pages) == sum(attack.way == "pages" for attack in ATTACKS)
    for page in pages:
        live = Live()
        live.feed(page.read_text(encoding="utf-8"))
        assert live.found == [], page


# --- the suite itself -----------------------------------------------------------------------------


def test_every_attack_was_tried_on_stock_nbgrader():
    assert list(STOCK) == [attack.name for attack in ATTACKS]
    assert len(WAYS) == 13 and len(ATTACKS) >= 50
    outcomes = list(STOCK.values())
    assert min(outcomes.count("earned"), outcomes.count("harmed")) >= 14


def test_stock_nbgrader_still_falls_for_some(tmp_path):
    """Attacks that have gone stale would prove nothing."""
    course = Course(tmp_path, port=9)
    course.make(config_of_stock())
    chosen = [attack for attack in ATTACKS if attack.name in LIVE]
    for attack in chosen:
        course.submit(attack.name, attack.cells)
    course.submit("zoe", RIGHT)
    assert course.run("nbgrader", "autograde", NAME).returncode == 0
    earned = {name: sum(scores.values()) for name, scores in course.scores().items()}
    assert earned.pop("zoe") == FULL
    assert [name for name in LIVE if earned[name] <= 0] == []
    shutil.rmtree(course.folder)
