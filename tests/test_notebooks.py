"""The lessons keep their template, give both articles the same space, and run with no network."""

import itertools
import json
import os
import re
import time
from pathlib import Path

import nbclient
import nbformat
import pytest

from twoviews import data
from twoviews.text import words
from twoviews.widgets import (
    actor_twin,
    claim_twin,
    comparison_twin,
    forecast_twin,
    matrix_twin,
    practice_twin,
    reading_twin,
    record_twin,
    workshop_twin,
)

ROOT = Path(__file__).resolve().parents[1]
LESSONS = sorted((ROOT / "lessons").glob("*.ipynb"))
CLOSING = ["Try it", "What this evidence cannot tell you", "Key points", "Sources", "Next"]
CARD = ["Question:", "You will be able to:", "Before you start:", "Time:", "Next:"]
LABELS = list(data.load("articles")["label"])
COMPARED = ["articles", "claims", "leaders", "relations", "actors", "hedges"]
RECORDED = ["launches", "nuclear_tests", "events", "leaders"]
JUDGED = ["claims", "evidence", "events", "articles", "actors"]
FORECAST = ["claims", "hedges", "articles", "sources"]
# The static twin of each panel: id of its cell, which ends in -twin, and what it must say.
TWINS = {
    "actors-twin": lambda: actor_twin(*map(data.load, ["articles", "actors", "mentions", "roles"])),
    "practice-twin": practice_twin,
    "reading-twin": lambda: reading_twin(data.load("articles"), data.load("passages")),
    "comparison-twin": lambda: comparison_twin(*map(data.load, COMPARED)),
    "record-twin": lambda: record_twin({name: data.load(name) for name in RECORDED}, "US"),
    "claim-twin": lambda: claim_twin(*map(data.load, JUDGED)),
    "forecast-twin": lambda: forecast_twin(*map(data.load, FORECAST)),
    "workshop-twin": lambda: workshop_twin(*map(data.load, ["articles", "key_points"])),
    "matrix-twin": lambda: matrix_twin(*map(data.load, ["hypotheses", "matrix", "events"])),
}
HOW = "python tests/test_notebooks.py puts the twins of today into every lesson"

# A kernel with this module on its path reaches nothing but its own machine.
GUARD = """
import socket

def refuse(call):
    def guarded(self, address, *rest):
        if self.family != socket.AF_UNIX and not str(address[0]).startswith("127."):
            raise PermissionError(f"the network is cut: {address}")
        return call(self, address, *rest)
    return guarded

for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, refuse(getattr(socket.socket, name)))

def getaddrinfo(host, *rest, **named):
    raise PermissionError(f"the network is cut: {host}")

socket.getaddrinfo = getaddrinfo
"""

each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)


def read(lesson: Path) -> nbformat.NotebookNode:
    """The notebook, held to its format."""
    nb = nbformat.read(lesson, as_version=4)
    nbformat.validate(nb)
    return nb


def prose(nb: nbformat.NotebookNode) -> list[str]:
    """The Markdown cells that are written by hand."""
    return [
        cell.source
        for cell in nb.cells
        if cell.cell_type == "markdown" and not cell.id.endswith("-twin")
    ]


def headings(nb: nbformat.NotebookNode) -> list[tuple[int, str]]:
    """Level and text of each heading, in order."""
    found = re.findall(r"^(#+) (.+)$", "\n\n".join(prose(nb)), re.MULTILINE)
    return [(len(marks), text) for marks, text in found]


def test_there_is_a_lesson():
    assert LESSONS


@each_lesson
def test_format_kernel_ids_and_no_outputs(lesson):
    raw = json.loads(lesson.read_text(encoding="utf-8"))
    assert (raw["nbformat"], raw["nbformat_minor"]) == (4, 5)
    assert raw["metadata"]["kernelspec"]["name"] == "python3"
    ids = [cell["id"] for cell in raw["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+([-_][a-z0-9]+)*", name) for name in ids), ids
    code = [cell for cell in raw["cells"] if cell["cell_type"] == "code"]
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code)


@each_lesson
def test_length_of_lesson_and_of_code(lesson):
    nb = read(lesson)
    assert 25 <= len(nb.cells) <= 40
    code = [cell.source.splitlines() for cell in nb.cells if cell.cell_type == "code"]
    assert max(map(len, code)) <= 8
    assert 0.45 <= 1 - len(code) / len(nb.cells) <= 0.70


@each_lesson
def test_parts_come_in_the_order_of_the_template(lesson):
    nb = read(lesson)
    title, card, imports = nb.cells[:3]
    assert title.source.startswith("# ") and len(title.source.split("\n\n")) == 2
    places = [card.source.find(f"**{part}**") for part in CARD]
    assert -1 not in places and places == sorted(places)
    assert re.search(r"\d+ minutes to read, \d+ minutes to practise", card.source)
    assert imports.cell_type == "code" and "import" in imports.source
    questions, closing = headings(nb)[1 : -len(CLOSING)], headings(nb)[-len(CLOSING) :]
    assert all(text.endswith("?") for _, text in questions), "a section is a reader's question"
    assert [text for _, text in closing] == CLOSING


@each_lesson
def test_one_first_heading_and_none_skipped(lesson):
    levels = [level for level, _ in headings(read(lesson))]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(later - level <= 1 for level, later in itertools.pairwise(levels))


@each_lesson
def test_readers_predict_before_they_run_and_learn_what_it_means(lesson):
    text = "\n".join(prose(read(lesson)))
    assert len(re.findall(r"\*\*Predict", text)) >= 3
    assert len(re.findall(r"\*\*What it means", text)) >= 3
    assert "**The mistake.**" in text


@each_lesson
def test_try_it_has_a_folded_answer(lesson):
    cells = [source for source in prose(read(lesson)) if source.startswith("## Try it")]
    assert cells
    for source in cells:
        question, _, answer = source.partition("<details>")
        assert "?" in question and "<summary>" in answer and "</details>" in answer


@each_lesson
def test_links_lead_somewhere_and_say_where(lesson):
    links = re.findall(r"\[([^]]+)\]\(([^)]+)\)", "\n".join(prose(read(lesson))))
    assert links
    for text, target in links:
        assert len(text.split()) > 1, f"{text} does not say where it leads"
        there = (lesson.parent / target).exists()
        assert target.startswith("https://") or there, target
    targets = [target for _, target in links]
    assert "exercise" in prose(read(lesson))[-1], "the last cell names no exercise"
    assert set(data.load("articles")["url"]) <= set(targets), "an original is not linked"


@each_lesson
def test_quotes_are_the_ones_of_the_tables_with_their_paragraph(lesson):
    known = data.load("passages").merge(data.load("articles"), on="article_id")
    for block in blocks(read(lesson)):
        for quote, number in re.findall(r"“([^”]+)”[^“(]*(?:\(par\. (\d+)\))?", block):
            assert len(quote.split()) <= 7 and number, f"{quote!r} needs its paragraph"
            own = known[(known["quote"] == quote) & (known["paragraph"] == int(number))]
            assert len(own) == 1, f"{quote!r} is not the quote of paragraph {number}"
            others = set(LABELS) - set(own["label"])
            assert not any(label in block for label in others), f"{quote!r} is in the wrong place"


@each_lesson
def test_abbreviations_are_spelled_out(lesson):
    text = "\n".join(prose(read(lesson)))
    names = set(re.findall(r"\b[A-Z]{2,}\b", " ".join([*LABELS, *data.load("articles")["outlet"]])))
    for short in set(re.findall(r"\b[A-Z]{2,5}\b", text)) - names:
        spelled = re.search(rf"\({short}\)|\b{short} (is|the) ", text)  # DPRK the Democratic ...
        assert spelled, f"{short} is not spelled out"


def blocks(nb: nbformat.NotebookNode) -> list[str]:
    """Paragraphs and items of lists."""
    text = "\n\n".join(prose(nb))
    return [block for block in re.split(r"\n\s*\n|\n(?=- )", text) if block.strip()]


def space(nb: nbformat.NotebookNode) -> dict[str, int]:
    """Words of the blocks that speak of one article only, by its label."""
    counted = dict.fromkeys(LABELS, 0)
    for block in blocks(nb):
        spoken = [label for label in LABELS if label in block]
        if len(spoken) == 1:
            counted[spoken[0]] += len(words(re.sub(r"\(https?://[^)]*\)", "", block)))
    return counted


@each_lesson
def test_both_articles_get_the_same_space(lesson, figure):
    counted = space(read(lesson))
    figure(f"{lesson.stem}: words per article {counted}")
    assert min(counted.values()) > 0
    assert max(counted.values()) <= 1.1 * min(counted.values()), counted


@each_lesson
def test_the_static_twins_agree_with_the_tables(lesson):
    nb = read(lesson)
    found = [cell for cell in nb.cells if cell.id.endswith("-twin")]
    assert found or "Panel(" not in str(nb.cells), "a panel has no twin"
    for cell in found:
        assert cell.source == TWINS[cell.id](), f"{cell.id} of {lesson.name} is old: {HOW}"


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """Run a notebook in a folder, in a kernel that has no network."""
    guard = tmp_path_factory.mktemp("guard")
    (guard / "sitecustomize.py").write_text(GUARD)

    def execute(nb: nbformat.NotebookNode, folder: Path) -> nbformat.NotebookNode:
        place = {"metadata": {"path": str(folder)}}
        client = nbclient.NotebookClient(nb, kernel_name="python3", timeout=60, resources=place)
        return client.execute(env=os.environ | {"PYTHONPATH": str(guard)})

    return execute


def test_the_kernel_of_these_tests_has_no_network(kernel, tmp_path):
    calls = [
        "socket.create_connection(('192.0.2.1', 80), 1)",
        "socket.getaddrinfo('a.example', 80)",
    ]
    for call in calls:
        nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(f"import socket\n{call}")])
        with pytest.raises(nbclient.exceptions.CellExecutionError, match="the network is cut"):
            kernel(nb, tmp_path)


@pytest.mark.bench
@each_lesson
def test_a_lesson_runs_from_top_to_bottom_with_the_network_cut(lesson, kernel, figure):
    start = time.perf_counter()
    nb = kernel(read(lesson), lesson.parent)
    seconds = time.perf_counter() - start
    figure(f"{lesson.stem}: {seconds:.1f} s")
    assert seconds < 20
    outputs = [out for cell in nb.cells for out in cell.get("outputs", [])]
    assert outputs
    assert [out["text"] for out in outputs if out.get("name") == "stderr"] == []
    assert "Warning" not in json.dumps(outputs)


if __name__ == "__main__":
    for path in LESSONS:
        notebook = read(path)
        for cell in notebook.cells:
            cell.source = TWINS.get(cell.id, lambda text=cell.source: text)()
        nbformat.write(notebook, path)
