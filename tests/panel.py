"""What the tests of every lesson hold it and its panels to, in a page of JupyterLab.

`conftest.py` has pytest rewrite the asserts here, so that they tell what they have found.
"""

import statistics

OURS = (".tv-panel", ".jp-RenderedMarkdown", ".jp-OutputArea-output")


def says(panel, sentence: str) -> None:
    """Wait until the status line says something."""
    panel.get_by_role("status").filter(has_text=sentence).wait_for(timeout=5000)


def runs_well(notebook) -> None:
    """Find outputs in a notebook that was run, and no error or warning among them."""
    kinds = [(out["output_type"], out.get("name")) for out in notebook.outputs()]
    assert kinds and ("error", None) not in kinds and ("stream", "stderr") not in kinds


def names(panel, *controls: str) -> None:
    """Find each control by its role and name, and the status line as a live region."""
    snapshot = panel.aria_snapshot()
    assert [control for control in controls if control not in snapshot] == []
    assert panel.get_by_role("status").get_attribute("aria-live") == "polite"


def follows(lesson, panel, control: str, tried: list[tuple[str, str]]) -> None:
    """Press keys on a control, each with what the status line then says: the focus stays."""
    for key, said in tried:
        lesson.page.keyboard.press(key)
        says(panel, said)
        assert lesson.focused() == control


def keeps_its_status(lesson, number: int) -> None:
    """Change what a panel's status line says: the element itself stays in the page."""
    region = lesson.opened(number).get_by_role("status").element_handle()
    for key in ("Home", "End", "Home"):
        lesson.page.keyboard.press(key)
    lesson.page.wait_for_timeout(500)
    assert region.evaluate("node => node.isConnected")


def unfolds(lesson) -> int:
    """Open what is folded by keyboard, run axe, and close it again: give how many parts it was."""
    before, folded = lesson.place()["cells"], lesson.page.locator(".jp-RenderedMarkdown summary")
    fold(lesson, folded)
    assert lesson.page.locator(".jp-RenderedMarkdown details[open]").count() == folded.count()
    assert lesson.violations(*OURS) == []
    assert lesson.place()["cells"] == before and lesson.place()["mode"] == "command"
    fold(lesson, folded)
    assert lesson.place()["cells"] == before
    return folded.count()


def fold(lesson, folded) -> None:
    """Press Enter on each folded part: it opens, or closes again."""
    for number in range(folded.count()):
        folded.nth(number).focus()
        lesson.page.keyboard.press("Enter")


def lost(panel, *scrolled: str) -> list[str]:
    """Give what juts out on a panel's right; what scrolls in a box is left out, by selectors."""
    return panel.evaluate(
        """(panel, scrolled) => [...panel.querySelectorAll("*")]
          .filter((node) => node.checkVisibility()
            && !scrolled.some((selector) => node.closest(selector))
            && node.getBoundingClientRect().right > panel.getBoundingClientRect().right + 1)
          .map((node) => node.outerHTML.slice(0, 80))""",
        scrolled,
    )


def lines(panel) -> int:
    """Count the lines that a panel's columns stand in: one if they are side by side."""
    return panel.locator(".tv-column").evaluate_all(
        "parts => new Set(parts.map((part) => part.getBoundingClientRect().top)).size"
    )


def measured(lesson, panel, keys: list[str], name: str, figure, pause: int = 350) -> int:
    """Press keys one by one, and hold the times to what `quick` does."""
    lesson.page.wait_for_timeout(500)
    lesson.timed(panel)
    for key in keys:
        lesson.page.keyboard.press(key)
        lesson.page.wait_for_timeout(pause)
    return quick(lesson, name, figure)


def quick(lesson, name: str, figure, unit: str = "moves") -> int:
    """Hold the median of the times measured to a tenth of a second: give how many there are."""
    times = lesson.times()
    median = statistics.median(times)
    figure(f"{name}: median {median:.0f} ms over {len(times)} {unit}")
    assert median <= 100
    return len(times)
