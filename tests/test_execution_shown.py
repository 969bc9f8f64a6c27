"""What cells show is as in a notebook, and does nothing in a page; nor does what students write."""

import sys

import pytest
from nbformat.v4 import new_output
from running import CHECK, grade, result

from twoviews.grading.pages import markdown
from twoviews.grading.shown import outputs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


def test_floods_are_cut_off(executor):
    flood = "for _ in range(30_000):\n    print('x' * 100)"
    notebook, _ = grade(executor, CHECK, "setup", "q1 = 3", *[flood] * 12, "q1_check")
    assert len(str(notebook)) < 2_000_000 and result(notebook) == "1.0"


def test_of_many_tiny_outputs_a_page_gets_a_part(executor):
    flood = "for n in range(450):\n    display(n)"
    notebook, _ = grade(executor, CHECK, "setup", "q1 = 3", *[flood] * 9, "q1_check")
    assert sum(len(cell.get("outputs", [])) for cell in notebook.cells) < 2_000
    assert notebook.cells[-2].outputs[0].ename == "OutputLeftOut" and result(notebook) == "1.0"


def test_what_a_notebook_does_honestly_shows_as_in_a_notebook(executor):
    cells = {
        "print('a')\n1 + 1": ["stream", "execute_result"],
        "import warnings\nwarnings.warn('b')": ["stream"],
        "1 / 0": ["error"],
        "!echo c": ["stream"],
        "%%timeit -n 1 -r 1\npass": ["stream"],
        "import asyncio\nawait asyncio.sleep(0)\n5": ["execute_result"],
        "display(1)\ndisplay(2)": ["display_data", "display_data"],
        "import helper\nhelper.value": ["execute_result"],
        "input()": ["error"],
        "exit()": [],
        "6;": [],
        "%autosave 60\n%edit x.py\n%connect_info\n%gui": [],
        "%recall": [],
        "import subprocess, sys\nsubprocess.run(['true'], stdout=sys.stdout).returncode": [
            "execute_result"
        ],
        'import pandas as pd\npd.read_csv("../../data/mentions.csv").shape': ["execute_result"],
        "_": ["execute_result"],
    }
    notebook, _ = grade(executor, [], *cells, files={"helper.py": b"value = 7"})
    shown = [[each.output_type for each in cell.outputs] for cell in notebook.cells]
    assert shown == list(cells.values())


def test_cells_share_a_loop_and_a_context(executor):
    slow = "import asyncio\nasync def slow():\n    await asyncio.sleep(0.1)\n    return 3"
    start = "import decimal\ndecimal.getcontext().prec = 4\ntask = asyncio.create_task(slow())"
    nested = "get_ipython().run_cell('here = 1')\nq1 = await task"
    cells = ["setup", slow, start, "decimal.getcontext().prec", nested, "q1_check"]
    notebook, _ = grade(executor, CHECK, *cells)
    assert notebook.cells[3].outputs[0].data["text/plain"] == "4" and result(notebook) == "1.0"


def test_the_outputs_of_the_students_cells_hold_no_script(executor):
    source = (
        "from IPython.display import HTML, Javascript\ndisplay(HTML('<script>'), Javascript('x'))"
    )
    notebook, _ = grade(executor, [], source)
    assert [list(each.data) for each in notebook.cells[0].outputs] == [["text/plain"]] * 2


@pytest.mark.parametrize(
    "sent",
    [
        None,
        {},
        [None, 3, "x", {}],
        [{"output_type": "stream", "name": "stdin", "text": "x"}],
        [{"output_type": "display_data", "data": {"text/html": "<script>", "image/svg+xml": "x"}}],
        [{"output_type": "display_data", "data": {"image/png": 'x" onerror="alert(1)'}}],
        [{"output_type": "update_display_data", "data": {"text/plain": "x"}}],
    ],
    ids=repr,
)
def test_outputs_of_no_known_kind_are_left_out(sent):
    assert outputs(sent, course=False, count=1) == []


def test_outputs_can_always_be_written_to_a_file():
    sent = [{"output_type": "stream", "name": "stdout", "text": "a\ud800", "metadata": {"x": 1}}]
    assert outputs(sent, False, 1) == [new_output("stream", name="stdout", text="a?")]


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)></svg>",
        "[a](javascript:alert(1))",
        "<a href=' data:text/html,x'>a</a>",
        "![seen](http://127.0.0.1/seen.png)",
        "<style>@import url(http://127.0.0.1/)</style>",
        "<form action='/'><button>Go</button></form>",
        "<div class='modal' style='position: fixed' id='score'>x</div>",
        "<base href='http://127.0.0.1/'><meta http-equiv='refresh' content='0'>",
        "$\\href{javascript:alert(1)}{x}$",
    ],
)
def test_what_students_write_only_shows(source):
    page = markdown(source)
    for acting in (
        "<script",
        "onerror=alert(1)>",
        "<svg",
        "<form",
        "<style",
        "<base",
        "class=",
        "id=",
    ):
        assert acting not in page
    for attribute in ("href=", "src=", 'style="pos', "\\href"):
        assert attribute not in page.replace("&lt;base href=", "").replace("url(", "")


def test_what_an_exercise_looks_like_stays():
    source = (
        "# T\n\n| a | b |\n|:-:|---|\n| 1 | `x` |\n\n"
        "<details><summary>Hint</summary>\n\n*so*\n</details>"
    )
    page = markdown(source)
    for tag in (
        "<h1>T</h1>",
        "<th style",
        "<code>x</code>",
        "<details>",
        "<summary>",
        "<em>so</em>",
    ):
        assert tag in page


@pytest.mark.parametrize(
    "link",
    [
        "[a](javascript:1)",
        "[a](&#106;avascript:1)",
        '<a href=" javascript:80">a</a>',
        "[a](vbscript:1)",
        "<javascript:1>",
        "[a](//evil.example/x)",
        "[a](data:1)",
    ],
)
def test_a_link_leads_to_a_page_or_an_address_only(link):
    assert "href" not in markdown(link)
    assert 'href="https://example.org"' in markdown("[a](https://example.org)")
