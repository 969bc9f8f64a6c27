"""The command line tells what it can do, and answers bad usage with one sentence."""

import subprocess
import sys

import pytest

from twoviews import cli


def test_without_a_command_it_prints_its_help(capsys):
    assert cli.main([]) == 0
    shown = capsys.readouterr().out
    assert "usage: twoviews" in shown
    assert "simulate" in shown


def test_help_names_every_option(capsys):
    with pytest.raises(SystemExit) as end:
        cli.main(["simulate", "--help"])
    assert end.value.code == 0
    shown = capsys.readouterr().out
    assert all(option in shown for option in ("--students", "--seed", "--folder", "--course"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["simulat"], "'simulat'"),
        (["simulate", "--students", "many"], "--students: invalid int value: 'many'"),
        (["simulate", "--colour"], "--colour"),
    ],
)
def test_bad_usage_is_one_sentence(capsys, words, told):
    with pytest.raises(SystemExit) as end:
        cli.main(words)
    assert end.value.code == 2
    shown = capsys.readouterr().err
    assert told in shown
    assert shown.endswith("--help`.\n")
    assert shown.count("\n") == 1


def test_the_module_is_a_program_and_starts_fast():
    """The help does not wait for nbgrader or pandas."""
    code = (
        "import sys, twoviews.cli as c; c.main([]); print({'nbgrader', 'pandas'} & {*sys.modules})"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.endswith("set()\n")
    help_text = subprocess.run([sys.executable, "-m", "twoviews.cli"], capture_output=True)
    assert help_text.returncode == 0
