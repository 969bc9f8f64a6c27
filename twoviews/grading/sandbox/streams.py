"""Lead all that a cell shows to its outputs: what it prints, displays, and ends with."""

import io

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from traitlets import Any as AnyTrait

from twoviews.grading.sandbox.outputs import Outputs


class Stream(io.TextIOBase):
    """Standard output or error, collected."""

    encoding = "utf-8"

    def __init__(self, name: str, outputs: Outputs) -> None:
        self.name, self.outputs = name, outputs

    def writable(self) -> bool:
        """Say that one can print to it."""
        return True

    def fileno(self) -> int:
        """Name the file that a program can print to; what it prints there is not kept."""
        return ("stdin", "stdout", "stderr").index(self.name)

    def write(self, text: str) -> int:
        """Keep a piece of text."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.outputs.stream(self.name, text)
        return len(text)


class Publisher(DisplayPublisher):
    """Where `display` leads."""

    outputs = AnyTrait()

    def publish(self, data, metadata=None, *, transient=None, update=False, **rest) -> None:
        """Keep something displayed, or put it in place of an earlier display."""
        key = (transient or {}).get("display_id")
        if update:
            self.outputs.update(data, key)
        else:
            self.outputs.show("display_data", data, metadata or {}, key)

    def clear_output(self, wait: bool = False) -> None:
        """Take back what was shown."""
        self.outputs.clear(wait)


class Hook(DisplayHook):
    """Where the value of a cell's last line leads."""

    outputs = AnyTrait()

    def start_displayhook(self) -> None:
        """Show no prompt."""

    def write_output_prompt(self) -> None:
        """Show no prompt."""

    def write_format_data(self, format_dict, md_dict=None) -> None:
        """Keep the value."""
        if format_dict:
            self.outputs.show("execute_result", format_dict, md_dict or {})

    def finish_displayhook(self) -> None:
        """Leave it at that."""
