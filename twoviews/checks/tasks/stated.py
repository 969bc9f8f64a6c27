"""Questions that put statements before the student and ask what each is to its article."""

from functools import cache, partial

from twoviews.checks.names import spelling
from twoviews.checks.parts import Task, items, known
from twoviews.checks.tasks import labelled

KEY = ["question_id", "item"]
FEWEST = 3  # letters by which a kind is known


def kinds(question: str) -> list[str]:
    """List the kinds that a question's statements have, in the order of the alphabet."""
    table = known("sorting")
    return sorted(table.loc[table["question_id"] == question, "kind"].unique())


def read_kind(text: str, where: str, article_id: str, question: str) -> str:
    """Know a kind again in any spelling, in the plural, and by its first letters."""
    choices, begun = kinds(question), spelling(text).removesuffix("s")
    found = [kind for kind in choices if spelling(kind).startswith(begun)]
    if len(found) == 1 and len(begun) >= FEWEST:
        return found[0]
    return labelled.choose(text, where, choices, "label")


@cache
def right_kinds(question: str, article_id: str) -> dict[str, str]:
    """Give the kind of each of an article's statements."""
    rows = items(question, article_id).merge(known("sorting"), on=KEY, how="left")
    return dict(zip(rows["item"], rows["kind"], strict=True))


def task(question: str, variable: str) -> Task:
    """Put together how one such question is read and judged."""
    return labelled.task(question, variable, partial(read_kind, question=question), right_kinds)


THESES = task("ex1.q1", "q1_theses")
KEY_POINTS = task("ex1.q2", "q2_points")
