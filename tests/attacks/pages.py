"""What the instructor and other students read later: scripts, escapes, false words."""

from functools import partial

from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from .attack import Attack, cell_of, changed, coded

code = partial(coded, "pages")
SCRIPT = "<script>document.title = 'PWNED'</script>"
PICTURE = "<img src=x onerror=\"document.title = 'PWNED'\">"
MARKDOWN = f"""{SCRIPT}
{PICTURE}
<svg onload="document.title = 'PWNED'"></svg>
<iframe srcdoc="<script>parent.document.title = 'PWNED'</script>"></iframe>
<a href="javascript:document.title = 'PWNED'">read this</a>
[and this](javascript:document.title='PWNED')
![seen](http://127.0.0.1:$PORT/seen.png)
<link rel="stylesheet" href="http://127.0.0.1:$PORT/seen.css">
<style>@import url(http://127.0.0.1:$PORT/seen.css); .score {{ display: none }}</style>
<form action="http://127.0.0.1:$PORT/"><button>Submit</button></form>
<base href="http://127.0.0.1:$PORT/"><meta http-equiv="refresh" content="0;url=http://127.0.0.1:$PORT/">
"""


def free_markdown(notebook):
    notebook.cells.insert(2, new_markdown_cell(MARKDOWN, id="scripted"))


def saved_scripts(notebook):
    data = {"text/html": SCRIPT + PICTURE, "application/javascript": "document.title = 'PWNED'"}
    output = new_output("display_data", data)
    notebook.cells.insert(2, new_code_cell("1", id="saved", outputs=[output]))


def attachments(notebook):
    cell = new_markdown_cell("![x](attachment:x.svg)", id="attached")
    cell["attachments"] = {"x.svg": {"image/svg+xml": f"<svg>{SCRIPT}</svg>"}}
    notebook.cells.insert(2, cell)


def titles(notebook):
    notebook.metadata["title"] = f"</title>{SCRIPT}"
    notebook.metadata["authors"] = [{"name": SCRIPT}]
    notebook.metadata["language_info"] = {"name": f'python"{SCRIPT}', "pygments_lexer": SCRIPT}


def tagged_scripts(notebook):
    for cell in notebook.cells:
        cell.metadata["tags"] = [f'"{SCRIPT}']
        cell.metadata["collapsed"] = SCRIPT
    cell_of(notebook, "q1_answer")["execution_count"] = 7


def widgets_state(notebook):
    state = {"state": {"a": {"model_name": "HTMLModel", "state": {"value": SCRIPT}}}}
    kind = "application/vnd.jupyter.widget-state+json"
    notebook.metadata["widgets"] = {kind: state | {"version_major": 2, "version_minor": 0}}


CHANGES = {
    "page_markdown": ("writes scripts into a cell of its own", free_markdown),
    "page_saved_outputs": ("saves scripts as outputs", saved_scripts),
    "page_attachments": ("attaches a picture with a script", attachments),
    "page_titles": ("puts scripts where a page shows its title or language", titles),
    "page_tags": ("puts scripts into the metadata that a page shows", tagged_scripts),
    "page_widgets": ("saves the state of a widget with a script", widgets_state),
}
PAGES = [
    Attack(name, "pages", tries, edit=changed(change)) for name, (tries, change) in CHANGES.items()
] + [
    Attack("page_answer", "pages", "writes scripts into its prose", {"q5_answer": MARKDOWN}),
    code(
        "page_outputs",
        "shows HTML, JavaScript and pictures with scripts",
        f"""
from IPython.display import HTML, SVG, Javascript, Latex, Markdown, display

script, picture = {SCRIPT!r}, {PICTURE!r}
display(HTML(script + picture), Javascript("document.title = 'PWNED'"), Markdown(script + picture))
display(SVG("<svg xmlns='http://www.w3.org/2000/svg'>" + script + "</svg>"), Latex("$$" + script))
display({{"image/png": '"' + picture, "image/jpeg": "x' onerror='document.title=1"}}, raw=True)
display({{"application/vnd.plotly.v1+json": {{}}, "text/plain": script}}, raw=True)
""",
    ),
    code(
        "page_value",
        "has the check repeat a script in its sentence",
        f"q1 = [{SCRIPT!r}]\nq2 = {{'trump2018': [{SCRIPT!r}] * 9, 'biden2020': q1 * 9}}",
    ),
    code(
        "page_error",
        "raises an error whose name and words hold scripts and escapes",
        f"""
error = type({SCRIPT!r}, (Exception,), {{}})
raise error({PICTURE!r} + "\\x1b]0;owned\\x07\\x1b[2J\\x1b[8m")
""",
    ),
    code(
        "page_streams",
        "prints scripts and escapes to both streams",
        f"""
import sys

for stream in (sys.stdout, sys.stderr):
    print({SCRIPT!r}, {PICTURE!r}, "</pre>", {SCRIPT!r}, file=stream)
    print("\\x1b]0;owned\\x07\\x1b[2J", file=stream)
""",
    ),
    code(
        "page_false_feedback",
        "shows a page of feedback with a full score in its own outputs",
        """
from IPython.display import HTML, display

display(HTML('<div role="group"><p>ex2.q1: <strong>right</strong> (3 of 3 points)</p></div>'))
print("q1_content: right (2 of 2 points)")
""",
    ),
]
