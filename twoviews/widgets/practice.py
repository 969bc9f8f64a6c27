"""Try every kind of control before it matters: the practice panel."""

from typing import Self

import ipywidgets as widgets

from twoviews import compare
from twoviews.checks.plain import quoted
from twoviews.widgets import charts, tables
from twoviews.widgets.access import Panel
from twoviews.widgets.practised import ENTRIES, TASKS, WORD, listed, next_step
from twoviews.widgets.reading import select

LOW, MIDDLE, HIGH = 0, 5, 10


class PracticePanel(Panel):
    """Set a task for each kind of control, and tick it off in words when it is done.

    Examples
    --------
    >>> panel = PracticePanel()
    >>> panel.choose(entry="third entry", press=True).value["done"]
    ['list', 'button']
    """

    def __init__(self) -> None:
        self._slider = widgets.IntSlider(MIDDLE, LOW, HIGH, description="Slider")
        self._list = select("List", ENTRIES)
        self._tick = widgets.Checkbox(description="Checkbox", indent=False)
        self._text = widgets.Text(description="Text field", continuous_update=False)
        self._button = widgets.Button(description="Button")
        self._button.on_click(self._press)
        controls = self._slider, self._list, self._tick, self._text, self._button
        self._controls = dict(zip(TASKS, controls, strict=True))
        self._moved: widgets.Widget | None = None
        self._ends: set[int] = set()  # those that the slider has reached
        self._done: set[str] = set()
        self._pressed = 0
        super().__init__(*controls, style=charts.STYLE + tables.STYLE)

    @property
    def value(self) -> dict:
        """Where each control stands, and the tasks that are done and open, in their order."""
        return {
            "slider": self._slider.value,
            "entry": self._list.value,
            "ticked": self._tick.value,
            "text": self._text.value,
            "pressed": self._pressed,
            "done": [name for name in TASKS if name in self._done],
            "open": [name for name in TASKS if name not in self._done],
        }

    def choose(
        self,
        slider: int | None = None,
        entry: str | None = None,
        ticked: bool | None = None,
        text: str | None = None,
        press: bool = False,
    ) -> Self:
        """Set the controls from code, which does tasks too; what is left out stays as it is.

        Parameters
        ----------
        slider : int, optional
            Where to set the slider, from 0 to 10.
        entry : str, optional
            An entry of the list.
        ticked : bool, optional
            Whether the box is ticked.
        text : str, optional
            What stands in the text field.
        press : bool, optional
            Whether to press the button.

        Returns
        -------
        PracticePanel
            The panel itself: a cell that ends with it shows it.

        Raises
        ------
        ChoiceError
            When the slider has no such number or the list no such entry; nothing is
            changed then.
        """
        if slider is not None and slider not in range(LOW, HIGH + 1):
            said = f"The slider cannot stand at {slider!r}: give a whole number, {LOW} to {HIGH}."
            raise compare.ChoiceError(said)
        if entry is not None:
            compare.hold(entry, ENTRIES, "entry")
        given = {"slider": slider, "list": entry, "checkbox": ticked, "text": text}
        for name, value in given.items():
            if value is not None:
                self._controls[name].value = value
        if press:
            self._press()
        return self

    def _press(self, _button: object = None) -> None:
        """Count a press of the button, and draw."""
        self._pressed += 1
        self._draw({"owner": self._button})

    def _draw(self, change: dict | None = None) -> None:
        """Note what moved and which tasks are done now; those done before stay so."""
        self._moved = change["owner"] if change else None
        self._ends |= {self._slider.value} & {LOW, HIGH}
        met = {
            "slider": self._ends == {LOW, HIGH},
            "list": self._list.value == ENTRIES[-1],
            "checkbox": self._tick.value,
            "text": self._text.value.strip().lower() == WORD,
            "button": self._pressed > 0,
        }
        self._done |= {name for name, done in met.items() if done}
        super()._draw(change)

    def _render(self) -> tuple[str, str]:
        """Say what moved and what to do next, and list the tasks."""
        stands = self._stands()
        moved = [name for name, control in self._controls.items() if control is self._moved]
        said = [f"{TASKS[name].control}: {stands[name]}." for name in moved]
        half = "" if len(self._ends) != 1 else "End" if LOW in self._ends else "Home"
        return " ".join([*said, next_step(self._done, half)]), listed(stands, self._done)

    def _stands(self) -> dict[str, str]:
        """Say where each control stands."""
        presses = {0: "not pressed", 1: "pressed once"}
        return {
            "slider": str(self._slider.value),
            "list": self._list.value,
            "checkbox": "ticked" if self._tick.value else "not ticked",
            "text": quoted(self._text.value) if self._text.value else "empty",
            "button": presses.get(self._pressed, f"pressed {self._pressed} times"),
        }
