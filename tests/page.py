"""A notebook open in JupyterLab, driven as its reader drives it: keyboard, focus, axe-core.

Beside it stands what the tests of the formgrader share.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from lab import TOKEN


class Notebook:
    """A notebook open in JupyterLab, as its reader sees it."""

    def __init__(self, page, server: str, path: str) -> None:
        self.page = page
        self.elsewhere: list[str] = []
        own = (server, server.replace("http", "ws"), "data:", "blob:")
        page.on("request", lambda asked: asked.url.startswith(own) or self._left(asked.url))
        page.goto(f"{server}/lab/tree/{path}?reset&token={TOKEN}")
        page.wait_for_function("window.jupyterapp?.shell.currentWidget?.sessionContext")
        self.idle()

    def _left(self, url: str) -> None:
        """Remember a request that left the machine."""
        self.elsewhere.append(url)

    def close(self) -> None:
        """End the notebook's kernel and close its page."""
        self.page.evaluate("jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        self.page.close()

    def command(self, name: str, **arguments: object) -> None:
        """Do what an entry of JupyterLab's menus does."""
        self.page.evaluate("([n, a]) => jupyterapp.commands.execute(n, a)", [name, arguments])

    def idle(self) -> None:
        """Wait until the kernel has nothing to do, and a second more for the page."""
        self.page.wait_for_function(
            "jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === 'idle'",
            timeout=60_000,
        )
        self.page.wait_for_timeout(1000)

    def run_all(self) -> None:
        """Run every cell, and wait for the last one."""
        self.command("notebook:run-all-cells")
        self.page.wait_for_function(
            """() => jupyterapp.shell.currentWidget.content.widgets.every((cell) =>
              cell.model.type !== "code" || cell.model.executionCount)"""
        )
        self.idle()

    def theme(self, name: str) -> None:
        """Change JupyterLab's colours to Light or Dark."""
        self.command("apputils:change-theme", theme=f"JupyterLab {name}")
        self.page.wait_for_timeout(1500)

    def place(self) -> dict:
        """Tell what must not change while a panel is used: cells, active cell, mode."""
        return self.page.evaluate(
            """() => {
              const {widgets, activeCellIndex, mode} = jupyterapp.shell.currentWidget.content;
              return {cells: widgets.length, active: activeCellIndex, mode};
            }"""
        )

    def outputs(self) -> list[dict]:
        """Give what the cells have printed and shown, as the notebook holds it."""
        return self.page.evaluate(
            """() => jupyterapp.shell.currentWidget.content.model.toJSON().cells
              .flatMap((cell) => cell.outputs ?? [])"""
        )

    def enter(self, panel) -> None:
        """Go to a panel as a keyboard does: its cell active, then Tab until a control has it."""
        panel.evaluate(
            """(panel) => {
              const notebook = jupyterapp.shell.currentWidget.content;
              const found = notebook.widgets.findIndex((cell) => cell.node.contains(panel));
              notebook.activeCellIndex = found;
              document.activeElement.blur();
              notebook.mode = "command";
              notebook.activeCell.node.focus();
            }"""
        )
        for _ in range(5):
            self.page.keyboard.press("Tab")
            if panel.evaluate("panel => panel.contains(document.activeElement)"):
                return
        raise AssertionError("five Tabs do not reach the panel")

    def panel(self, number: int = 0):
        """Bring a panel into view: the first, second, ... of the notebook."""
        panel = self.page.locator(".tv-panel").nth(number)
        panel.scroll_into_view_if_needed()
        self.page.wait_for_timeout(500)
        return panel

    def opened(self, number: int, *keys: str):
        """Enter a panel, press keys, and give the panel."""
        panel = self.panel(number)
        self.enter(panel)
        for key in keys:
            self.page.keyboard.press(key)
        return panel

    @contextmanager
    def narrow(self, width: int) -> Iterator[None]:
        """Make the window small and close the side bar, for a while."""
        self.page.set_viewport_size({"width": width, "height": 800})
        self.command("application:toggle-left-area")
        self.page.wait_for_timeout(700)
        try:
            yield
        finally:
            self.command("application:toggle-left-area")
            self.page.set_viewport_size({"width": 1400, "height": 1000})

    def focused(self) -> str:
        """Give the accessible name of the element that has the keyboard's focus."""
        return self.page.evaluate(
            """() => {
              const node = document.activeElement;
              const label = node.labels?.[0]?.textContent ?? node.textContent;
              return node.getAttribute("aria-label") ?? label.trim();
            }"""
        )

    def timed(self, panel) -> None:
        """Start measuring from each key pressed in a panel to the change of its result."""
        panel.evaluate(
            """(panel) => {
              window.tvTimes = [];
              let pressed = 0;
              panel.addEventListener("keydown", () => { pressed = performance.now(); }, true);
              new MutationObserver(() => {
                if (pressed) tvTimes.push(performance.now() - pressed);
                pressed = 0;
              }).observe([...panel.querySelectorAll(".widget-html-content")].at(-1),
                         {childList: true, subtree: true});
            }"""
        )

    def times(self) -> list[float]:
        """Give the milliseconds measured since `timed`."""
        return self.page.evaluate("window.tvTimes")

    def violations(self, *parts: str) -> list[str]:
        """Run axe-core over parts of the page: one line per violation, with its places."""
        found = Axe().run(self.page, {"include": [[part] for part in parts]}).response
        return [
            f"{violation['id']}: {node['target']} {node['html'][:160]}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]


def row(page, name: str):
    """Find the formgrader's row of an assignment, a student or a notebook."""
    found = page.locator("#main-table tr").filter(has_text=name)
    found.wait_for()
    return found
