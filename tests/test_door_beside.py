"""What a student wrote beside a written answer is no zero: a person reads it."""

import pytest
from handing import ANSWER, NAME, RECORDS, at, came_in, hold, released, submit
from nbgrader.utils import determine_grade

from twoviews.grading.door.admit import admit
from twoviews.grading.door.beside import BESIDE
from twoviews.grading.door.findings import Finding

ESSAY = "In paragraph 3 of the TRUMP article he mediates, in the BIDEN article he only looks on."


def text_below(cells: list[dict], at: int) -> None:
    cells.insert(at + 1, {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": ESSAY})


def code_below(cells: list[dict], at: int) -> None:
    cells.insert(at + 1, {"cell_type": "code", "id": "mine", "metadata": {}, "source": ESSAY})


def text_instead(cells: list[dict], at: int) -> None:
    cells[at] = {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": ESSAY}


def text_in_the_draft(cells: list[dict], at: int) -> None:
    cells[at + 1]["source"] = f'q5_draft = """{ESSAY}"""\nform("ex2.q5", q5_draft)'


def text_in_the_prompt(cells: list[dict], at: int) -> None:
    cells[at - 1]["source"] += ["\n\n", ESSAY]


def text_in_a_locked_cell(cells: list[dict], at: int) -> None:
    cells[at + 2]["source"] += [ESSAY]


def text_at_the_end(cells: list[dict], at: int) -> None:
    text_below(cells, len(cells))


@pytest.mark.parametrize(
    "change",
    [
        text_below,
        code_below,
        text_instead,
        text_in_the_draft,
        text_in_the_prompt,
        text_in_a_locked_cell,
        text_at_the_end,
    ],
)
def test_text_beside_a_written_answer_waits_for_a_person(tmp_path, change):
    document = released()
    change(document["cells"], document["cells"].index(at(document, "q5_answer")))
    found = admit(submit(tmp_path, document), "ada", RECORDS)
    hold(found.notebooks[NAME])
    answer = next(cell for cell in found.notebooks[NAME].cells if cell.id == "q5_answer")
    assert determine_grade(answer) == (None, 4)
    assert "The student wrote beside it" in answer.source
    assert Finding("ada", "q5_answer", BESIDE, repaired=False) in found.findings


def test_no_text_beside_a_written_answer_is_a_zero_as_before(tmp_path):
    document = released()
    at(document, "q5_hint")["source"] = 'hint("ex2.q5", 3)'
    at(document, "q5_look")["source"] = 'form("ex2.q5", None)'
    at(document, "q1_answer")["source"] = ANSWER
    note = {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": "A note to myself."}
    document["cells"].insert(document["cells"].index(at(document, "q1_check")), note)
    cells, findings = came_in(tmp_path, document)
    assert findings == [] and cells["q5_answer"].source == "YOUR ANSWER HERE"
    assert determine_grade(cells["q5_answer"]) == (0, 4)
