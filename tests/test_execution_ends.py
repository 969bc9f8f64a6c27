"""Where a cell or a process does not end, or ends too soon, the rest goes on."""

import sys
import time

import pytest
from nbformat.v4 import new_code_cell, new_notebook
from running import CHECK, QUICK, SHOW, answer, grade, locked, result

from twoviews.grading import Limits, NotGraded, shared
from twoviews.grading.execution import UNLOCKED, Executor
from twoviews.grading.record import Record
from twoviews.grading.sandbox import process
from twoviews.grading.sandbox.kernel import children

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


def test_a_slow_cell_is_stopped_and_the_rest_goes_on(executor):
    loop = "while True:\n    pass"
    notebook, notes = grade(executor, CHECK, "setup", "q1 = 3", loop, "'on'", "q1_check")
    assert notebook.cells[2].outputs[-1].ename == "CellTimeoutError"
    assert notebook.cells[3].outputs[0].data["text/plain"] == "'on'"
    assert result(notebook) == "1.0" and any("longer than 4 seconds" in note for note in notes)


@pytest.mark.parametrize("text", ["%pwd\n" * 501, "if 0: " + "not " * 20_000 + "1"])
def test_a_cell_that_cannot_be_read_fails_alone(executor, text):
    notebook, _ = grade(executor, CHECK, "setup", "q1 = 3", text, "'on'", "q1_check")
    assert notebook.cells[2].outputs[-1].output_type == "error"
    assert notebook.cells[3].outputs[0].data["text/plain"] == "'on'" and result(notebook) == "1.0"


def test_a_cell_that_is_deaf_or_kills_its_process_ends_alone(executor):
    deaf = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass"
    for ending, name in ((deaf, "CellTimeoutError"), ("import os\nos._exit(1)", "ProcessEnded")):
        notebook, notes = grade(executor, CHECK, "setup", "q1 = 3", ending, "most", "q1_check")
        assert notebook.cells[2].outputs[-1].ename == name and notes
        assert notebook.cells[3].outputs[0].data["text/plain"] == "3"  # the setup ran again
        assert result(notebook) == "1.0"


def test_what_the_setup_made_is_there_again_when_a_cell_has_ended_its_process(executor):
    setup = "from statistics import mean\ntools = {'mean': mean}\nq1 = q2 = None\nmost = 3"
    test = "float(tools['mean']([mean([most]), q1['a'], q2]) == 3)"
    record = [locked("setup", setup), locked("t", test, True)]
    crash = "import os\nos._exit(0)"
    first, second = "q1 = {'a': 4, 'f': print}\nmost = 9", "q2 = tools['mean']([mean([1, 3])])"
    notebook, _ = grade(executor, record, "setup", first, crash, second, "most", "t")
    assert notebook.cells[4].outputs[0].data["text/plain"] == "9"  # as the student left it
    assert result(notebook) == "1.0"


def test_a_notebook_that_uses_up_its_time_is_graded_for_what_it_did(executor):
    with Executor(executor.isolation, Limits(cell_seconds=2, notebook_seconds=2)) as short:
        notebook, _ = grade(
            short, CHECK, "setup", "q1 = 3", "import time\ntime.sleep(9)", "q1 = 4", "q1_check"
        )
    assert notebook.cells[3].outputs[0].ename == "NotRun" and result(notebook) == "1.0"


def test_a_cell_that_waits_is_stopped_and_the_loop_goes_on(executor):
    later = "import asyncio\nasync def later():\n    await asyncio.sleep(5)\n    return 3"
    wait = "task = asyncio.create_task(later())\nawait asyncio.sleep(60)"
    notebook, _ = grade(executor, CHECK, "setup", later, wait, "q1 = await task", "q1_check")
    assert notebook.cells[2].outputs[-1].ename == "CellTimeoutError" and result(notebook) == "1.0"


def test_without_a_sandbox_no_daemon_is_left_either():
    source = "import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(300)\n"
    with Executor("none", QUICK) as plain:
        grade(plain, CHECK, "setup", source + "q1 = 3", "q1_check")
        end = time.monotonic() + 20
        while (left := children(plain.sandbox.process.pid)) and time.monotonic() < end:
            time.sleep(0.1)
        assert left == []


def test_a_warm_process_that_was_lost_is_started_again(executor):
    with Executor(executor.isolation, QUICK) as lost:
        lost.wait()
        lost.sandbox.process.kill()
        lost.sandbox.process.wait()
        assert result(grade(lost, CHECK, "setup", "q1 = 3", "q1_check")[0]) == "1.0"


def test_the_sandbox_of_nbgraders_commands_ends_when_nothing_comes(executor, monkeypatch):
    monkeypatch.setattr(shared, "IDLE", 0.5)
    kept = shared.Shared(executor.isolation, QUICK)
    record = Record("sums", "sums", ())
    first, second = (new_notebook(cells=[new_code_cell("1")]) for _ in range(2))
    kept.run(first, record, {})
    started = kept.executor
    kept.run(second, record, {})
    assert kept.executor is started and second.cells[0].outputs
    end = time.monotonic() + 20
    while kept.executor is not None and time.monotonic() < end:
        time.sleep(0.1)
    assert kept.executor is None and started.sandbox.ended


def test_a_test_that_does_not_end_is_no_zero(executor):
    record = [locked("t", "while q1:\n    pass", test=True)]
    with pytest.raises(NotGraded, match="cell number 2: .* longer than 4 seconds .* look at the"):
        grade(executor, record, "q1 = 1", "t")


def test_a_process_that_does_not_start_is_started_again(executor, monkeypatch):
    begun, begin = [], process.Process.begin

    def late(one: process.Process) -> None:
        if not one.begun:
            begun.append(one)
            if len(begun) < 3:  # the student's and the course's first
                one.close()
                raise process.Died
        begin(one)

    monkeypatch.setattr(process.Process, "begin", late)
    record = [answer("q1_answer", "q1 = None"), locked("q1_check", SHOW, test=True)]
    notebook, notes = grade(executor, record, "q1 = 3", "q1_check")
    assert result(notebook) == "1.0" and len(begun) == 4
    assert not [note for note in notes if note != UNLOCKED]
