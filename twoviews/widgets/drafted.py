"""Write what was seen in a draft as HTML, and the workshop's questions for a page that is read."""

from collections.abc import Sequence
from html import escape

import pandas as pd

from twoviews.checks.draft.judged import FOUND, surely
from twoviews.checks.draft.remark import Remark, shorten
from twoviews.checks.draft.review import LEAST, QUESTIONS
from twoviews.summary import Assessment, KeyPoint
from twoviews.summary.feedback import place
from twoviews.text import sentences
from twoviews.widgets import tables

STYLE = f"""{tables.STYLE}<style>
.tv-panel .tv-draft {{flex-flow: column; width: 100%}}
.tv-panel .tv-draft > label {{text-align: left; width: auto}}
.tv-panel .tv-draft textarea {{font-family: var(--jp-content-font-family, sans-serif);
  font-size: var(--jp-content-font-size1, 14px); line-height: 1.5}}
.tv-panel .tv-points .widget-checkbox {{height: auto; width: auto}}
.tv-panel .tv-points .widget-checkbox label {{align-items: flex-start; display: flex; gap: .5em;
  line-height: 1.4; white-space: normal}}
.tv-panel table.tv-table td:nth-child(2) {{white-space: nowrap}}
.tv-panel table.tv-table td:last-child {{min-width: 8em; overflow-wrap: anywhere}}
.tv-panel .tv-marked {{line-height: 1.7; margin: 1em 0; max-width: 60em}}
.tv-panel .tv-marked figcaption {{font-weight: bold}}
.tv-panel .tv-marked p {{overflow-wrap: anywhere; white-space: pre-wrap}}
.tv-panel .tv-marked small {{font-size: .9em; font-weight: bold}}
</style>"""


def remarks(seen: list[Remark], label: str) -> str:
    """Write remarks on a draft as a table."""
    frame = pd.DataFrame(
        {
            "aspect": [remark.aspect for remark in seen],
            "how_it_stands": [remark.state for remark in seen],
            "what_can_be_seen": [remark.advice for remark in seen],
            "in_your_words": [list(remark.words) or "–" for remark in seen],
        }
    )
    return tables.table(frame, f"Your draft on the {label}")


def ideas(found: Assessment, points: Sequence[KeyPoint]) -> str:
    """Write what the judge finds in a draft as a table, one row per key idea.

    Parameters
    ----------
    found : Assessment
        What the judge found in the draft.
    points : sequence of KeyPoint
        The key ideas, in the same order.
    """
    evidence = found.points["evidence"]
    frame = pd.DataFrame(
        {
            "key_idea": [place(point) for point in points],
            "how_it_stands": [FOUND[verdict] for verdict in found.points["verdict"]],
            "how_sure": [sure(confidence) for confidence in found.points["confidence"]],
            "in_your_words": [f"“{shorten(said)}”" if said else "–" for said in evidence],
        }
    )
    return tables.table(frame, "Key ideas that a program finds in your draft")


def sure(confidence: float) -> str:
    """Say how sure the judge is, and who decides when it is not."""
    told = f"{confidence:.0%}".replace("%", " %")
    return told if surely(confidence) else f"{told}: you decide"


def marked(text: str, found: Assessment) -> str:
    """Write a draft, and mark the sentences in which key ideas are found, with their ids.

    Parameters
    ----------
    text : str
        The draft, cleaned.
    found : Assessment
        What the judge found in it.
    """
    told = {}
    for row in found.points[found.points["evidence"] != ""].itertuples():
        told.setdefault(row.evidence, []).append(f"{row.point_id} {FOUND[row.verdict]}")
    html, at = "", 0
    for sentence in sentences(text):
        start = text.index(sentence, at)
        html += escape(text[at:start]) + mark(sentence, told.pop(sentence, []))
        at = start + len(sentence)
    caption = "Your draft, with the sentences marked in which the program finds them"
    return (
        f'<figure class="tv-marked"><figcaption>{caption}</figcaption>'
        f"<p>{html}{escape(text[at:])}</p></figure>"
    )


def mark(sentence: str, told: list[str]) -> str:
    """Mark a sentence and say behind it what is found in it; leave it plain where nothing is."""
    if not told:
        return escape(sentence)
    return f"<mark>{escape(sentence)}</mark> <small>[{escape(', '.join(told))}]</small>"


def workshop_twin(articles: pd.DataFrame, key_points: pd.DataFrame) -> str:
    """Write the questions that the workshop asks of a draft, and the key points folded.

    Parameters
    ----------
    articles : DataFrame
        With the columns article_id and label, in the order to be shown.
    key_points : DataFrame
        With the columns point_id, article_id and statement.

    Returns
    -------
    str
        HTML without a blank line, so that it can stand in a Markdown cell.
    """
    asked = pd.DataFrame({"aspect": list(QUESTIONS), "question": list(QUESTIONS.values())})
    html = tables.table(asked, "What the workshop asks of a draft")
    for article in articles.itertuples():
        own = key_points[key_points["article_id"] == article.article_id]
        listed = own[["point_id", "statement"]].rename(columns={"point_id": "key_point"})
        folded = f"Key points of the {article.label}: open when your draft has {LEAST} words"
        table = tables.table(listed, article.label)
        html += f"<details><summary>{escape(folded)}</summary>{table}</details>"
    return html
