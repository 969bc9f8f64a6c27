"""Show what students wrote in the formgrader and in feedback without letting it act there."""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

import bleach
from bleach.css_sanitizer import CSSSanitizer
from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.filters import Highlight2HTML, ansi2html, strip_ansi
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

TEXT = "p br hr h1 h2 h3 h4 h5 h6 a abbr b blockquote cite code del dd details dl dt em i ins"
MORE = (
    "kbd li mark ol pre q s small span strong sub summary sup table tbody td th thead tr u ul div"
)
TAGS = {*TEXT.split(), *MORE.split(), "img"}
LINK = re.compile(r"https?://|mailto:|#", re.I)
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]+")
ACTING = re.compile(r"\\(href|require|class|cssId|style|unicode|special|html\w*)\b")
LONGEST, MANY = 6_000, 500  # characters and tags: with more a page would take minutes
PAGE = 100_000  # characters that are formatted in one page; an exercise has 40,000 at the most
COLOURED = Highlight2HTML("python")  # the lexers of some other languages take minutes
ALIGNED = CSSSanitizer(allowed_css_properties=["text-align"])


class Renderer(IPythonRenderer):
    """Shows each attached picture once, and code without colours.

    nbconvert would refuse a page for a picture that is not attached, repeat one as often as
    it is named, and colour code as any language that the student names.
    """

    def __init__(self, attachments: Mapping[str, dict[str, str]]) -> None:
        super().__init__(escape=False, exclude_anchor_links=True, attachments=attachments)
        self.seen: set[str] = set()

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Show an attached picture, or the words that stand for it."""
        name = url.removeprefix("attachment:")
        if name != url and name not in self.attachments:
            return escape(text or name)
        if name != url and name in self.seen:
            return f"{escape(text or name)} (the picture above)"
        self.seen |= {name} - {url}
        return super().image(text, url, title)

    def block_code(self, code: str, info: str | None = None) -> str:
        """Show code as it was written."""
        return super().block_code(code)


@pass_context
def in_page(context: Context, source: str) -> str:
    """Turn a cell's Markdown into HTML as `markdown` does, with the pictures attached to the cell.

    Examples
    --------
    >>> in_page({"cell": {}}, "![map](attachment:map.png)")
    '<p>map</p>'
    """
    if not room(context, source):
        return as_written(source)
    return markdown(source, context.get("cell", {}).get("attachments", {}))


@pass_context
def code_in_page(context: Context, source: str, metadata: object = None) -> str:
    """Colour a cell's code as Python, or show it as it was written where that would take long."""
    return COLOURED(source) if room(context, source) else as_written(source)


@pass_context
def output_in_page(context: Context, text: str) -> str:
    """Show printed text in the colours of a terminal, or without them where there are too many.

    Examples
    --------
    >>> output_in_page({}, "\x1b[1m<b>\x1b[0m")
    '<span class="ansi-bold">&lt;b&gt;</span>'
    """
    return ansi2html(text if "\x1b" not in text or room(context, text) else strip_ansi(text))


def unchanged(html: str) -> str:
    """Leave HTML as it is: nbconvert would look in it for links to `files/`, and never end."""
    return html


def room(context: Context | dict[str, Any], text: str) -> bool:
    """Tell whether a text may still be formatted in a page, and count it."""
    page = context.get("resources", {})
    counted = page.get("formatted", 0) + len(text)
    if len(text) > LONGEST or counted > PAGE:
        return False
    page["formatted"] = counted
    return True


def as_written(source: str) -> str:
    """Show a text as it was written.

    Examples
    --------
    >>> as_written("1 < 2")
    '<pre>1 &lt; 2</pre>'
    """
    return f"<pre>{escape(source)}</pre>"


def markdown(source: str, attachments: Mapping[str, dict[str, str]] | None = None) -> str:
    """Turn Markdown into HTML that only shows text: no script, form, frame or outside picture.

    Text that is far longer than an answer, or holds hundreds of tags, is shown as it was written.

    Parameters
    ----------
    source : str
        The text of a cell or of a comment.
    attachments : mapping, optional
        The pictures attached to the cell, by their names, each a dict of base64 by its kind.

    Returns
    -------
    str
        HTML; a tag that is not allowed stands there as text.

    Examples
    --------
    >>> markdown("*Yes* <script>alert(1)</script>")
    '<p><em>Yes</em> &lt;script&gt;alert(1)&lt;/script&gt;</p>'
    """
    if len(source) > LONGEST or source.count("<") > MANY:
        return as_written(source)
    renderer = Renderer(attachments or {})
    written = MarkdownWithMath(renderer=renderer).render(ACTING.sub(r"\\text{\1}", source))
    return bleach.clean(
        written,
        tags=TAGS,
        attributes=harmless,
        protocols={"http", "https", "mailto", "data"},
        css_sanitizer=ALIGNED,
    ).strip()


def harmless(tag: str, name: str, value: str) -> bool:
    """Tell whether an attribute may stay."""
    if tag == "img":
        return name == "alt" or (name == "src" and PICTURE.fullmatch(value) is not None)
    if tag == "a":
        return name == "title" or (name == "href" and LINK.match(value.strip()) is not None)
    return name in ("open", "title") or (name == "style" and tag in ("td", "th"))
