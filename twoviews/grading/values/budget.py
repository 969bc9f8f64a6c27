"""Share out how much of a value may cross, so that no part takes the place of the others."""

from twoviews.grading.values.kinds import Bounds

ENTRY = Bounds.bytes // Bounds.count  # characters that each entry counts for, with its tag


class TooMuch(Exception):
    """Say which of the values that are being written takes too much, by its level."""

    def __init__(self, level: int) -> None:
        self.level = level


class Budget:
    """Count what is written of a value, and of each part of it that is being written.

    Examples
    --------
    >>> budget = Budget()
    >>> budget.starts = [0, 0]  # a list, and a text in it
    >>> budget.spend(1_500_000)
    Traceback (most recent call last):
        ...
    twoviews.grading.values.budget.TooMuch: 1
    """

    def __init__(self) -> None:
        self.size = 0
        self.starts: list[int] = []  # the size at which each open level began

    def spend(self, size: int) -> None:
        """Count characters; the deeper a part stands, the less of them all it may take.

        What was too much stays counted: so a value that unfolds for ever ends.
        """
        for level in range(len(self.starts) - 1, -1, -1):
            if self.size + size - self.starts[level] > Bounds.bytes // (level + 1):
                raise TooMuch(level)
        self.size += size

    def bound(self, length: int) -> None:
        """Stop before a long value is turned into a list."""
        if length > Bounds.count:
            raise TooMuch(len(self.starts) - 1)
