"""The command line: `twoviews <command>`."""

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from twoviews.bundle import command as bundle
from twoviews.grading.doctor import command as doctor
from twoviews.grading.grade import command as grade
from twoviews.simulate import command as simulate

# each has an add(commands), which adds a parser that knows what to run
COMMANDS = (bundle, doctor, grade, simulate)


class Parser(argparse.ArgumentParser):
    """A parser that answers bad usage with one sentence."""

    def error(self, message: str) -> NoReturn:
        """Say what was wrong and how to see the options."""
        self.exit(2, f"{message[0].upper()}{message[1:]}: see `{self.prog} --help`.\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    argv : sequence of str, optional
        The words after `twoviews`; those of the command line when left out.

    Returns
    -------
    int
        The exit status: 0 for success, 1 when something is wrong, 130 when interrupted.

    Examples
    --------
    >>> main([])  # doctest: +ELLIPSIS
    usage: twoviews ...
    0
    """
    parser = Parser(prog="twoviews", description="Two Views of Kim: tools for a course.")
    commands = parser.add_subparsers(title="commands", parser_class=Parser)
    for command in COMMANDS:
        command.add(commands)
    options = parser.parse_args(argv)
    if "run" not in options:
        parser.print_help()
        return 0
    return options.run(options)


if __name__ == "__main__":
    sys.exit(main())
