"""Make panels usable by keyboard and screen reader in JupyterLab, with a few lines of JavaScript.

JupyterLab takes arrow keys and letters for itself while a control has the focus, unless the
focused element carries `data-lm-suppress-shortcuts`; handles of sliders have no name; and a
live region must stay in the page while its text changes. The script tends every panel of the
page, now and whenever an element is added, so a panel may be shown twice or drawn anew.
"""

from html import escape

import ipywidgets as widgets
from IPython.display import Javascript, display

PANEL, STATUS = "tv-panel", "tv-status"

STYLE = """<style>
.tv-panel .widget-hbox {gap: .5em 2em; margin-bottom: .5em}
.tv-panel .widget-html-content {min-width: 0}
.tv-panel .tv-status > * {font-weight: bold; line-height: 1.4; margin-bottom: .5em}
</style>"""

SCRIPT = """(() => {
  const focusable = "a[href], button, input, select, summary, textarea, [tabindex]";
  const name = (node, text) => node.setAttribute("aria-label", text);
  const tend = () => document.querySelectorAll(".tv-panel").forEach((panel) => {
    panel.querySelectorAll(focusable).forEach((node) =>
      node.setAttribute("data-lm-suppress-shortcuts", "true"));
    panel.querySelectorAll(".jupyter-widgets").forEach((widget) => {
      const label = widget.querySelector(":scope > .widget-label")?.textContent.trim();
      if (!label) return;
      const handles = widget.querySelectorAll("[role=slider]");
      const ends = handles.length > 1 ? ["from", "to"] : [""];
      handles.forEach((handle, i) => name(handle, [label, ends[i]].join(" ").trim()));
      widget.querySelectorAll(":scope > select").forEach((select) => name(select, label));
    });
    panel.querySelectorAll(".tv-original:not([data-tv-at])").forEach((text) => {
      text.dataset.tvAt = "mark";
      text.scrollTop = (text.querySelector("mark")?.offsetTop ?? 0) - 40;
    });
    panel.querySelectorAll(".tv-status .widget-html-content").forEach((status) => {
      status.setAttribute("role", "status");
      status.setAttribute("aria-live", "polite");
    });
  });
  window.tvObserver?.disconnect();
  window.tvObserver = new MutationObserver(tend);
  window.tvObserver.observe(document.body, {childList: true, subtree: true});
  tend();
})();"""


class Panel:
    """Lay controls above a status line and a result, both drawn anew when a control moves.

    A panel keeps its controls to itself: it has a `value` to read, a `choose` to set it,
    and `_render`, which gives the status sentence as text and the result as HTML.
    """

    def __init__(self, *controls: widgets.Widget, style: str = "") -> None:
        self._status, self._result = widgets.HTML(), widgets.HTML()
        self._status.add_class(STATUS)
        row = widgets.HBox(controls, layout={"flex_flow": "row wrap"})
        self._box = widgets.VBox([widgets.HTML(STYLE + style), row, self._status, self._result])
        self._box.add_class(PANEL)
        for control in controls:
            control.observe(self._draw, "value")
        self._draw()

    def _render(self) -> tuple[str, str]:
        raise NotImplementedError

    def _draw(self, _change: object = None) -> None:
        """Show the status, which a screen reader announces, and the result."""
        sentence, self._result.value = self._render()
        self._status.value = escape(sentence)

    def _ipython_display_(self) -> None:
        """Show the panel, then the script that tends it: IPython asks for this method."""
        display(self._box, Javascript(SCRIPT))
