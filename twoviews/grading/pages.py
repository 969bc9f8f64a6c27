"""Show what students wrote in the formgrader and in feedback without letting it act there."""

import re
from collections.abc import Mapping
from html import escape

import bleach
from bleach.css_sanitizer import CSSSanitizer
from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

TEXT = "p br hr h1 h2 h3 h4 h5 h6 a abbr b blockquote cite code del dd details dl dt em i ins"
MORE = (
    "kbd li mark ol pre q s small span strong sub summary sup table tbody td th thead tr u ul div"
)
TAGS = {*TEXT.split(), *MORE.split(), "img"}
CODE = re.compile(r"highlight|[a-z]{1,2}[0-9]?")  # the classes of coloured code
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]+")
ACTING = re.compile(r"\\(href|require|class|cssId|style|unicode|special|html\w*)\b")
LONGEST, MANY = 6_000, 500  # characters and tags: with more a page would take minutes
ALIGNED = CSSSanitizer(allowed_css_properties=["text-align"])


class Renderer(IPythonRenderer):
    """Names a picture that is not attached, for which nbconvert would refuse the whole page."""

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Show an attached picture, or the words that stand for it."""
        name = url.removeprefix("attachment:")
        if name == url or name in self.attachments:
            return super().image(text, url, title)
        return escape(text or name)


@pass_context
def in_page(context: Context, source: str) -> str:
    """Turn a cell's Markdown into HTML as `markdown` does, with the pictures attached to the cell.

    Examples
    --------
    >>> in_page({"cell": {}}, "![map](attachment:map.png)")
    '<p>map</p>'
    """
    return markdown(source, context.get("cell", {}).get("attachments", {}))


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
        return f"<pre>{escape(source)}</pre>"
    renderer = Renderer(escape=False, exclude_anchor_links=True, attachments=attachments or {})
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
    if name == "class":
        return CODE.fullmatch(value) is not None
    if tag == "img":
        return name == "alt" or (name == "src" and PICTURE.fullmatch(value) is not None)
    if tag == "a":
        return name == "title" or (name == "href" and not value.strip().lower().startswith("data:"))
    return name in ("open", "title") or (name == "style" and tag in ("td", "th"))
