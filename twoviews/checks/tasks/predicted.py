"""Questions that ask to weigh two predictions in a paragraph that cites events by their ids."""

import re
from functools import partial
from typing import Any

from twoviews.checks.parts import Part, Task, known
from twoviews.checks.plain import quoted
from twoviews.checks.tasks.written import read_text

LEAST, MOST = 80, 150  # words asked for
EVENTS = 2  # to be cited, one or more for each article
IDS = re.compile(r"\bE ?\d+\b")


def read_paragraph(answer: Any, variable: str) -> dict[str, Part]:
    """Look at length, copying and names, and whether the events and predictions cited exist."""
    told = "say which prediction of it you weigh"
    parts = read_text(answer, variable, told, LEAST, MOST)
    problems = cite(answer, variable)
    return {
        article_id: Part(
            part.values,
            (*part.problems, *problems, *foretell(answer, variable, article_id)),
            f"{part.summary} The ids that you cite exist.",
        )
        for article_id, part in parts.items()
    }


def cite(text: str, variable: str) -> list[str]:
    """Hold that enough events are cited and that each exists."""
    ids = dict.fromkeys(hit.replace(" ", "") for hit in IDS.findall(text))
    strange = [event for event in ids if event not in set(known("events")["event_id"])]
    if strange:
        return [f"{variable} cites {quoted(strange[0])}, which is no event; look its id up."]
    if len(ids) < EVENTS:
        return [f"Events in {variable}: {len(ids)}; cite {EVENTS} or more by their ids."]
    return []


def foretell(text: str, variable: str, article_id: str) -> list[str]:
    """Ask for the id of a prediction of an article."""
    claims = known("claims").query("type == 'prediction' and article_id == @article_id")
    if any(claim in text for claim in claims["claim_id"]):
        return []
    title = known("articles").set_index("article_id").at[article_id, "label"]
    return [f"{variable} gives no id of a prediction of the {title}; question 4 lists some."]


PREDICTED = Task("q6_draft", partial(read_paragraph, variable="q6_draft"))
