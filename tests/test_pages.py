"""No text, picture or output of a student's holds up a page, in feedback or in the formgrader."""

import time
from pathlib import Path

import nbgrader
import pytest
from course import ROOT
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from traitlets.config import Config, PyFileConfigLoader

from twoviews.grading import pages

FORMGRADER = Path(nbgrader.__file__).parent / "server_extensions" / "formgrader"
PNG = "iVBO" * 50_000
HOSTILE = {
    "blank lines": new_code_cell("x = 1" + "\n " * 100_000 + "\nx = 2"),
    "long code": new_code_cell("a = b + 'c'  # d\n" * 20_000),
    "code of another language": new_code_cell("%%perl\n" + "[A" * 100_000),
    "brackets": new_markdown_cell("[" * 200_000),
    "code in Markdown": new_markdown_cell("```perl\n" + "\n " * 2_900 + "\n```"),
    "one picture again and again": new_markdown_cell(
        "![a](attachment:b)\n" * 300, attachments={"b": {"image/png": PNG}}
    ),
    "colours in print": new_code_cell(
        "1", outputs=[new_output("stream", text="\x1b[1ma" * 20_000)] * 5
    ),
    "colours in an error": new_code_cell(
        "1", outputs=[new_output("error", ename="e", evalue="e", traceback=["\x1b[1ma" * 700] * 40)]
    ),
}


def page(kind: str, *cells) -> str:
    """Make the page of a notebook as nbgrader does."""
    settings = PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()
    made = settings.GenerateFeedback.exporter_class if kind == "feedback" else HTMLExporter
    config = Config(settings)
    config.HTMLExporter.template_name = kind
    config.HTMLExporter.extra_template_basedirs = [str(FORMGRADER / "templates")]
    styles = FORMGRADER / "static" / "node_modules" / "bootstrap" / "dist" / "css"
    config.HTMLExporter.extra_template_paths = [str(styles)]
    shown = {"nbgrader": {"score": 1, "max_score": 1, "late_penalty": 0, "notebook": "sums"}}
    notebook = new_notebook(cells=list(cells), metadata={"language_info": {"name": "python"}})
    resources = shown | {"metadata": {"name": "sums"}, "index": 0, "total": 1}
    return made(config=config).from_notebook_node(notebook, resources)[0]


@pytest.mark.parametrize("kind", ["feedback", "formgrade"])
@pytest.mark.parametrize("name", HOSTILE)
def test_no_cell_holds_up_a_page(kind, name):
    started = time.process_time()
    made = page(kind, HOSTILE[name])
    assert time.process_time() - started < 6
    assert len(made) < 1_500_000


def test_many_cells_that_are_each_short_do_not_hold_up_a_page_either():
    started = time.process_time()
    made = page("feedback", *[new_code_cell("a = b + 'c'  # d\n" * 340) for _ in range(60)])
    assert time.process_time() - started < 12
    assert made.count("# d") == 20_400 and made.count('class="c1"') < 10_000


def test_an_honest_page_looks_as_it_did():
    made = page(
        "feedback",
        new_code_cell(
            "for a in b:\n    a < 1", outputs=[new_output("stream", text="\x1b[31m1 < 2")]
        ),
        new_markdown_cell("*so* ![map](attachment:a)", attachments={"a": {"image/png": PNG}}),
    )
    assert '<span class="k">for</span>' in made and '<span class="o">&lt;</span>' in made
    assert '<span class="ansi-red-fg">1 &lt; 2</span>' in made
    assert f'<em>so</em> <img alt="map" src="data:image/png;base64,{PNG}"' in made


def test_a_picture_is_shown_once_in_a_cell_and_named_afterwards():
    made = pages.markdown("![a](b) ![a](attachment:b) ![](attachment:b)", {"b": {"image/png": PNG}})
    assert made.count(PNG) == 1 and made.endswith("b (the picture above)</p>")


@pytest.mark.parametrize("shown", [pages.code_in_page, pages.output_in_page, pages.in_page])
def test_what_is_not_formatted_is_shown_whole_and_safely(shown):
    source = "\x1b[1m<script>" + "a" * 10_000
    assert "&lt;script&gt;" + "a" * 10_000 in shown({"resources": {}}, source)
