"""Write what was seen in a draft as HTML, and the workshop's questions for a page that is read."""

from html import escape

import pandas as pd

from twoviews.checks.draft.remark import Remark
from twoviews.checks.draft.review import LEAST, QUESTIONS
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
