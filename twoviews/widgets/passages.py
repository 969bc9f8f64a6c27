"""Write the passages of articles as HTML: in columns, beside the original, as one table."""

import re
from html import escape

import pandas as pd

from twoviews import compare
from twoviews.widgets.tables import table

STYLE = """<style>
.tv-panel .tv-columns {display: grid; gap: 1em; line-height: 1.5; white-space: normal;
  color: var(--jp-content-font-color1, #212121); font-size: var(--jp-content-font-size1, 14px);
  grid-template-columns: repeat(auto-fit, minmax(min(100%, max(20em, 45%)), 1fr))}
.tv-panel .tv-column {border: 1px solid var(--jp-border-color1, #767676); padding: .5em 1em}
.tv-panel .tv-name {border-bottom: 1px solid; font-weight: bold; margin: 0}
.tv-panel blockquote {border-left: 4px double; margin: .4em 0; padding-left: .7em}
.tv-panel .tv-original {max-height: 24em; overflow: auto; position: relative;
  white-space: pre-line}
</style>"""


def column(label: str, passages: pd.DataFrame) -> str:
    """Write one article's passages, or say in words that there are none.

    Parameters
    ----------
    label : str
        What the article is called.
    passages : DataFrame
        The passages to write: paragraph, paraphrase, quote and topics.
    """
    told = "".join(passage(row) for row in passages.itertuples())
    empty = "<p>No paragraph of this article mainly takes up this question.</p>"
    return framed(label, "tv-column", told or empty)


def passage(row) -> str:
    """Write one paragraph: its number, our words, the quoted phrase, the topics."""
    return (
        f"<p><strong>Par. {row.paragraph}</strong> {escape(row.paraphrase)}</p>"
        f"<blockquote>“{escape(row.quote)}” (par. {row.paragraph})</blockquote>"
        f"<p>Topics: {escape(', '.join(row.topics))}</p>"
    )


def original(label: str, text: str, passages: pd.DataFrame) -> str:
    """Write a whole original, in a box that scrolls, with the passages' phrases marked."""
    box = f'<div class="tv-original" tabindex="0">{marked(text, passages)}</div>'
    return framed(f"{label}, the original", "tv-column", box)


def framed(name: str, kind: str, inner: str) -> str:
    """Put a name over a part of the panel, for the eye and for a screen reader."""
    called = escape(name)
    return (
        f'<div class="{kind}" role="group" aria-label="{called}">'
        f'<p class="tv-name">{called}</p>{inner}</div>'
    )


def marked(text: str, passages: pd.DataFrame) -> str:
    """Escape a text, and mark in it the phrases that the passages quote.

    A phrase is found whatever its line breaks and quotation marks; one that the text
    does not hold is left out.

    Examples
    --------
    >>> passages = pd.DataFrame({"paragraph": [2], "quote": ["old playbook"]})
    >>> marked("His <old\\nplaybook>.", passages)
    'His &lt;<mark>old\\nplaybook</mark> (par. 2)&gt;.'
    """
    found = [(phrase(row.quote).search(text), row.paragraph) for row in passages.itertuples()]
    html, at = "", 0
    for start, end, number in sorted((*hit.span(), number) for hit, number in found if hit):
        if start >= at:
            spoken = escape(text[start:end])
            html += f"{escape(text[at:start])}<mark>{spoken}</mark> (par. {number})"
            at = end
    return html + escape(text[at:])


def phrase(quote: str) -> re.Pattern:
    """Make a pattern of a phrase's words, with anything but words between them."""
    return re.compile(r"\W+".join(re.findall(r"\w+", quote)), re.IGNORECASE)


def reading_twin(articles: pd.DataFrame, passages: pd.DataFrame) -> str:
    """Write what the reading panel can show as one folded table, for a page without a kernel.

    Parameters
    ----------
    articles, passages
        As for `ReadingPanel`.

    Returns
    -------
    str
        HTML without a blank line, so that it can stand in a Markdown cell: one row per
        theme, one column per article.
    """
    labels = dict(zip(articles["article_id"], articles["label"], strict=True))
    rows = []
    for theme in compare.themes(passages):
        own = compare.by_theme(passages, theme)
        told = {label: lines(own[own["article_id"] == key]) for key, label in labels.items()}
        rows.append({"question": theme} | told)
    listed = table(pd.DataFrame(rows), "What each article says on each question, in our words")
    return f"<details><summary>The whole panel as a table</summary>{listed}</details>"


def lines(passages: pd.DataFrame) -> str:
    """Write passages one below the other, each with its number and its quoted phrase."""
    told = zip(passages["paragraph"], passages["paraphrase"], passages["quote"], strict=True)
    return "\n\n".join(f"Par. {number}: {said} Quoted: “{quote}”." for number, said, quote in told)
