"""Write a table as HTML that a screen reader can follow and that holds no markup but ours."""

from html import escape

import pandas as pd
from IPython.display import HTML

STYLE = """<style>
table.tv-table.tv-table {border-collapse: collapse; display: table; line-height: 1.4;
  margin: .5em 0; width: auto}
table.tv-table.tv-table caption {caption-side: top; font-weight: bold; padding: .3em 0;
  text-align: left}
table.tv-table.tv-table :is(th, td) {border: 1px solid var(--jp-border-color1, #767676);
  max-width: 45em; padding: .3em .6em; text-align: left; vertical-align: top}
table.tv-table th[scope=row] {min-width: 8em}
table.tv-table time {white-space: nowrap}
table.tv-table.tv-table tr.tv-picked > * {border-width: 2px; font-weight: bold}
</style>"""


def table(frame: pd.DataFrame, caption: str, picked: object = None) -> str:
    """Write a frame as an HTML table; its first column heads the rows.

    Parameters
    ----------
    frame : DataFrame
        Any columns: an underscore in a name is a space; lists are joined by commas, dates
        are ISO days, an empty cell is "not given", and a line break stays one.
    caption : str
        What the table shows.
    picked : optional
        The row whose first cell has this value is marked, in words and by a thicker line.

    Examples
    --------
    >>> frame = pd.DataFrame({"who": ["<b>A</b>", "B"], "pars": [[1, 2], []]})
    >>> "<td>1, 2</td>" in table(frame, "Who", picked="B") and "B (chosen)" in table(frame, "", "B")
    True
    """
    names = [escape(str(name).replace("_", " ")) for name in frame.columns]
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    rows = "".join(row(list(cells), picked) for cells in frame.itertuples(index=False))
    return (
        f'<table class="tv-table"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def row(cells: list, picked: object) -> str:
    """Write one row, marked where its first cell is the picked one."""
    chosen = picked is not None and cells[0] == picked
    first = cell(cells[0]) + (" (chosen)" if chosen else "")
    rest = "".join(f"<td>{cell(value)}</td>" for value in cells[1:])
    mark = ' class="tv-picked"' if chosen else ""
    return f'<tr{mark}><th scope="row">{first}</th>{rest}</tr>'


def cell(value: object) -> str:
    """Write a value as escaped text."""
    if isinstance(value, list):
        text = ", ".join(str(part) for part in value)
    elif pd.isna(value):
        text = ""
    elif isinstance(value, pd.Timestamp):
        return f"<time>{value.date().isoformat()}</time>"
    else:
        text = str(value)
    return escape(text).replace("\n", "<br>") or "not given"


def show(frame: pd.DataFrame, caption: str, picked: object = None) -> HTML:
    """Show a frame in a notebook as `table` writes it.

    Examples
    --------
    >>> type(show(pd.DataFrame({"who": ["A"]}), "Who")).__name__
    'HTML'
    """
    return HTML(STYLE + table(frame, caption, picked))
