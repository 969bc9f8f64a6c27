"""The practice panel and the check of the set-up, without a browser: tasks, words, bad input."""

import json
import re
from html import unescape
from pathlib import Path

import ipywidgets as widgets
import nbformat
import pytest

import twoviews
from twoviews import checks, compare, data
from twoviews.checks.installation import environment, programs
from twoviews.widgets import PracticePanel, practice_twin
from twoviews.widgets.practised import ENTRIES, TASKS, WORD, next_step

ROOT = Path(__file__).resolve().parents[1]
GOOD = {name: first for name, (first, _) in programs.RANGES.items()}
GOOD |= {programs.PACKAGE: twoviews.__version__}


@pytest.fixture
def panel():
    return PracticePanel()


def control(panel, description):
    """A control, found as its reader finds it: by its description."""
    row = next(child for child in panel._box.children if isinstance(child, widgets.HBox))
    return next(child for child in row.children if child.description == description)


def said(panel):
    return unescape(panel._status.value)


def states(panel):
    """What the table says of each task."""
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td>(.*?)</td>', panel._result.value)
    return dict(rows)


# the panel


def test_it_opens_with_every_task_open_and_says_what_to_do_first(panel):
    assert panel.value == {
        "slider": 5,
        "entry": "first entry",
        "ticked": False,
        "text": "",
        "pressed": 0,
        "done": [],
        "open": ["slider", "list", "checkbox", "text", "button"],
    }
    assert said(panel) == (
        "0 of 5 tasks done. Next, Slider: Reach it with Tab, press Home, then End."
    )
    assert set(states(panel).values()) == {"open"}


def test_the_controls_are_one_of_each_kind_and_carry_the_names_of_the_tasks(panel):
    kinds = [
        widgets.IntSlider,
        widgets.Select,
        widgets.Checkbox,
        widgets.Text,
        widgets.Button,
    ]
    row = next(child for child in panel._box.children if isinstance(child, widgets.HBox))
    assert [type(each) for each in row.children] == kinds
    assert [each.description for each in row.children] == [task.control for task in TASKS.values()]


def test_the_slider_counts_when_it_has_been_at_both_ends(panel):
    slider = control(panel, "Slider")
    slider.value = 4
    assert said(panel).startswith("Slider: 4. 0 of 5 tasks done. Next, Slider: Reach it")
    slider.value = 0
    assert said(panel) == "Slider: 0. 0 of 5 tasks done. Next, Slider: half done, now press End."
    slider.value = 10
    assert said(panel).startswith("Slider: 10. 1 of 5 tasks done. Next, List: ")
    assert states(panel)["Slider"] == "done" and panel.value["done"] == ["slider"]


def test_the_ends_count_in_either_order(panel):
    control(panel, "Slider").value = 10
    assert said(panel).endswith("half done, now press Home.")
    control(panel, "Slider").value = 0
    assert panel.value["done"] == ["slider"]


@pytest.mark.parametrize(
    ("name", "description", "wrong", "right", "spoken"),
    [
        ("list", "List", ENTRIES[1], ENTRIES[-1], "List: third entry."),
        ("text", "Text field", "read", WORD, 'Text field: "ready".'),
        ("text", "Text field", "ready now", " Ready ", 'Text field: "Ready".'),
    ],
)
def test_only_what_was_asked_for_counts(panel, name, description, wrong, right, spoken):
    control(panel, description).value = wrong
    assert panel.value["done"] == []
    control(panel, description).value = right
    assert panel.value["done"] == [name]
    assert said(panel).startswith(spoken)


def test_box_and_button_count_and_a_task_once_done_stays_done(panel):
    control(panel, "Checkbox").value = True
    control(panel, "Checkbox").value = False
    assert said(panel).startswith("Checkbox: not ticked. 1 of 5")
    control(panel, "Button").click()
    assert said(panel).startswith("Button: pressed once. 2 of 5")
    control(panel, "Button").click()
    assert said(panel).startswith("Button: pressed 2 times. 2 of 5")
    assert panel.value["done"] == ["checkbox", "button"]
    assert panel.value["open"] == ["slider", "list", "text"]


def test_with_all_tasks_done_it_says_so_in_words_table_and_chart(panel):
    panel.choose(slider=0).choose(10, "third entry", True, "READY", press=True)
    assert panel.value["open"] == []
    assert said(panel).endswith("All 5 tasks are done: the panels of this course work for you.")
    assert set(states(panel).values()) == {"done"}
    assert 'role="img"' in panel._result.value and "longest: done (5)" in panel._result.value


def test_every_order_of_doing_the_tasks_names_the_first_open_one():
    for at, (name, task) in enumerate(TASKS.items()):
        before = list(TASKS)[:at]
        assert f"Next, {task.control}: {task.keyboard}" in next_step(before)
        assert f"Next, {task.control}" not in next_step([*before, name])


def test_text_is_shown_as_text_and_shortened(panel):
    panel.choose(text="<b>&" + "x" * 20_000)
    for shown in (panel._status.value, panel._result.value):
        assert "<b>" not in shown and "&lt;b&gt;&amp;x" in shown
        assert "x" * 50 not in shown
    panel.choose(text="\u202eab\x00c")
    assert said(panel).startswith('Text field: "ab c".')


@pytest.mark.parametrize("slider", [-1, 11, "5", 2.5, [1]])
def test_a_number_that_the_slider_has_not_is_refused_in_a_sentence(panel, slider):
    with pytest.raises(compare.ChoiceError, match="give a whole number, 0 to 10"):
        panel.choose(slider=slider, entry="third entry")
    assert panel.value["entry"] == "first entry"


@pytest.mark.parametrize("entry", ["fourth entry", "", 3, ["first entry"]])
def test_an_unknown_entry_names_the_known_ones(panel, entry):
    with pytest.raises(compare.ChoiceError, match="Known are: first entry, second entry, third"):
        panel.choose(slider=0, entry=entry)
    assert panel.value["slider"] == 5


def test_one_status_and_one_result_are_set_for_a_move(panel):
    seen = []
    panel._result.observe(lambda change: seen.append("result"), "value")
    panel._status.observe(lambda change: seen.append("status"), "value")
    control(panel, "List").value = "second entry"
    assert seen == ["result", "status"]


def test_the_twin_tells_each_task_without_a_blank_line():
    twin = practice_twin()
    assert "\n" not in twin
    for task in TASKS.values():
        assert task.control in twin and task.keyboard in twin and task.mouse in twin


# the check of the set-up


def line(table, looked_at):
    """One row of the table, as a dictionary."""
    row = table[table["looked_at"] == looked_at]
    assert len(row) == 1, looked_at
    return row.iloc[0].to_dict()


def test_here_everything_fits_but_the_panel_that_nobody_has_tried():
    table = checks.setup(checks.installed())
    assert list(table.columns) == ["looked_at", "found", "wanted", "what_to_do"]
    asks = table[table["what_to_do"] != "nothing"]
    assert asks["looked_at"].tolist() == ["practice panel"]
    count = len(data.tables())
    assert line(table, "tables of data")["found"] == f"{count} of {count} load"
    assert line(table, "folder of the tables")["found"] == "data, in the course folder"
    assert str(ROOT) not in table.to_csv()


def test_the_ranges_are_those_of_the_requirements():
    text = (ROOT / "requirements.txt").read_text()
    ranges = dict(re.findall(r"^(\w+)(>=\S+,<\S+)", text, re.MULTILINE))
    own = {name: f">={low},<{high}" for name, (low, high) in programs.RANGES.items()}
    python = own.pop("Python")
    assert own == ranges
    assert f'requires-python = "{python}"' in (ROOT / "pyproject.toml").read_text()


@pytest.mark.parametrize(
    ("name", "fitting", "failing"),
    [
        ("Python", ["3.11", "3.13.12"], ["3.10.9", "3.14.0", "2.7", "4"]),
        ("jupyterlab", ["4.6.6"], ["4.5.9", "4.7.0a1", "4.7", "3"]),
        ("nbgrader", ["0.9.6", "0.9.10"], ["0.9.5", "0.10.0", "1"]),
        ("pandas", ["3.0.0", "3.10.1+local", "3.1.0rc1"], ["2.3.3", "4.0"]),
        ("ipywidgets", ["8.1.9", "8.2"], ["8.1.8", "9.0", "7"]),
    ],
)
def test_a_version_is_held_to_its_range(name, fitting, failing):
    for found in fitting:
        assert line(checks.setup(GOOD | {name: found}), name)["what_to_do"] == "nothing"
    for found in [*failing, None, "", "unknown", "v"]:
        told = line(checks.setup(GOOD | {name: found}), name)
        assert told["found"] == (found or "not installed")
        assert told["what_to_do"].endswith(".") and "make clean" in told["what_to_do"]
        assert ("Install Python" in told["what_to_do"]) == (name == "Python")


def test_a_package_set_up_long_ago_or_never_is_named():
    for found in ("0.0.1", None):
        told = line(checks.setup(GOOD | {programs.PACKAGE: found}), "twoviews")
        assert told["wanted"] == twoviews.__version__ and "make lab" in told["what_to_do"]


def test_a_program_that_is_not_installed_has_no_version():
    assert programs.version("no-such-program-of-ours") is None
    assert None not in checks.installed().values()


def test_the_panel_line_tells_what_is_open():
    told = line(checks.setup(GOOD, tasks=["list", "text"]), "practice panel")
    assert told["found"] == "still open: list, text" and "cell again" in told["what_to_do"]
    assert line(checks.setup(GOOD, tasks=[]), "practice panel")["what_to_do"] == "nothing"


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """A copy of the data folder that may be broken, in the place of the course's own."""
    folder = tmp_path / "data"
    folder.mkdir()
    for path in (ROOT / "data").glob("*"):
        if path.is_file():
            (folder / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr("twoviews.data.package.PLACES", (folder,))
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    return folder


def test_a_missing_table_is_named_with_what_to_do_and_no_path_of_the_machine(broken):
    (broken / "hedges.csv").unlink()
    told = line(checks.setup(GOOD), "tables of data")
    count = len(data.tables())
    assert told["found"] == f"{count - 1} of {count} load"
    assert told["what_to_do"].startswith("The table hedges is missing: data/hedges.csv is not")


def test_without_the_folder_each_line_still_stands(broken, monkeypatch):
    monkeypatch.setattr("twoviews.data.package.PLACES", (broken / "nowhere",))
    table = checks.setup(GOOD)
    for name in ("tables of data", "folder of the tables", "originals in data/readings"):
        assert line(table, name)["what_to_do"].startswith("There is no datapackage.json in ")
    assert line(table, "tables of data")["found"] == "none"


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"resources": [{"name": "articles"}]}'])
def test_whatever_the_descriptor_is_nothing_is_raised(broken, text):
    (broken / "datapackage.json").write_text(text)
    table = checks.setup(GOOD)
    assert line(table, "tables of data")["what_to_do"] != "nothing"
    assert len(table) == 10 and (table["what_to_do"] != "").all()


def test_tables_elsewhere_than_in_the_course_folder_are_told_from_there(broken, monkeypatch):
    monkeypatch.setattr(environment, "ROOT", broken.parent / "course")
    told = line(checks.setup(GOOD), "folder of the tables")
    assert told["found"] == "../data" and "make lab" in told["what_to_do"]


def test_an_original_is_told_and_a_wrong_file_is_named(broken):
    (broken / "readings").mkdir()
    told = line(checks.setup(GOOD), "originals in data/readings")
    assert told["found"] == "TRUMP article: none; BIDEN article: none"
    assert told["what_to_do"] == "nothing"
    (broken / "readings" / "biden2020.txt").write_text("A cake recipe.")
    told = line(checks.setup(GOOD), "originals in data/readings")
    assert told["what_to_do"].startswith("data/readings/biden2020.txt is not the article")


def test_an_original_that_is_there_is_told(monkeypatch):
    monkeypatch.setattr(data, "reading", lambda article: "text" if "2018" in article else None)
    told = line(checks.setup(GOOD), "originals in data/readings")
    assert told["found"] == "TRUMP article: there; BIDEN article: none"


# the way through the course, as lesson 00 and the README tell it


def course(lesson):
    """Title, minutes to read and minutes to practise of a lesson."""
    title, card = (cell.source for cell in nbformat.read(lesson, as_version=4).cells[:2])
    minutes = re.search(r"(\d+) minutes to read, (\d+) minutes to practise", card)
    return title.splitlines()[0].removeprefix("# "), minutes.groups()


@pytest.mark.parametrize("page", ["lessons/00_start_here.ipynb", "README.md"])
def test_the_table_of_lessons_agrees_with_the_lessons(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    if page.endswith("ipynb"):
        text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    rows = re.findall(r"^\| (.*?(0\d) .*?) \| (.*?) \| (\d+) \+ (\d+) \|", text, re.MULTILINE)
    lessons = sorted((ROOT / "lessons").glob("*.ipynb"))
    assert [number for _, number, *_ in rows] == [lesson.name[:2] for lesson in lessons]
    for (named, _, question, *minutes), lesson in zip(rows, lessons, strict=True):
        title, stated = course(lesson)
        assert lesson.name in named or page.endswith(lesson.name)
        assert tuple(minutes) == stated, lesson.name
        assert question.startswith(title.split("?")[0].split(",")[0]), lesson.name
