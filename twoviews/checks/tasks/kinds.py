"""Questions that ask what kind of claim it is."""

from twoviews.checks.parts import items, known
from twoviews.checks.tasks.labelled import choose, task

ADVICE = "Ask of each: does it say what is, what that means, what will be, or what should be?"


def read_kind(text: str, where: str, article_id: str) -> str:
    """Know a kind of claim again in any spelling."""
    return choose(text, where, sorted(known("claims")["type"].unique()), "kind")


def right_kinds(question: str, article_id: str) -> dict[str, str]:
    """Give the kind of each item's claim."""
    kinds = known("claims").set_index("claim_id")["type"]
    rows = items(question, article_id)
    return dict(zip(rows["item"], rows["claim_id"].map(kinds), strict=True))


KINDS = task("ex3.q1", "q1_kinds", read_kind, right_kinds, ADVICE)
