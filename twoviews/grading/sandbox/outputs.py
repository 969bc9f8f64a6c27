"""Collect what one cell shows, in nbformat's words, up to a number of bytes."""

import base64
from typing import Any

CUT = "\n[The rest was cut off: a cell may show {} bytes.]\n"


class Outputs:
    """What one cell has shown so far.

    Parameters
    ----------
    most : int
        Bytes that are kept.

    Examples
    --------
    >>> shown = Outputs(100)
    >>> shown.stream("stdout", "a"); shown.stream("stdout", "b")
    >>> shown.kept
    [{'output_type': 'stream', 'name': 'stdout', 'text': 'ab'}]
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.start()

    def start(self) -> None:
        """Forget what the last cell has shown."""
        self.kept: list[dict[str, Any]] = []
        self.displays: dict[str, list[dict[str, Any]]] = {}
        self.left: dict[str, int] = {}  # bytes that each kind of output may still have
        self.waiting = False

    def stream(self, name: str, text: str) -> None:
        """Keep printed text, joined to what was printed just before."""
        text = self.fitting(text, name)
        if not text:
            return
        self.wiped()
        last = self.kept[-1] if self.kept else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += text
        else:
            self.kept.append({"output_type": "stream", "name": name, "text": text})

    def show(self, kind: str, data: dict[str, Any], metadata: dict, key: str | None = None) -> None:
        """Keep something displayed: a value in one or several formats."""
        self.wiped()
        whole = self.fitted(data, kind)
        if not whole:
            return
        shown = {"output_type": kind, "data": whole, "metadata": {}}
        self.kept.append(shown)
        if key:
            self.displays.setdefault(key, []).append(shown)

    def update(self, data: dict[str, Any], key: str | None) -> None:
        """Put new data in place of what was displayed under a name."""
        for shown in self.displays.get(key or "", []):
            shown["data"] = self.fitted(data, "display_data") or shown["data"]

    def error(self, name: str, value: str, traceback: list[str]) -> None:
        """Keep an error, however much was shown before it."""
        self.wiped()
        lines = [line[:4_000] for line in traceback[:200]]
        self.kept.append(
            {
                "output_type": "error",
                "ename": name[:200],
                "evalue": value[:4_000],
                "traceback": lines,
            }
        )

    def clear(self, wait: bool) -> None:
        """Take back what was shown: now, or when something else comes."""
        self.waiting = True
        if not wait:
            self.wiped()

    def wiped(self) -> None:
        """Take back what was shown if that has been asked for."""
        if self.waiting:
            self.kept.clear()
            self.waiting = False

    def fitting(self, text: str, kind: str) -> str:
        """Give as much of a text as may still be kept."""
        left = self.left.setdefault(kind, self.most)
        if left < 0:
            return ""
        size = len(text.encode("utf-8", "replace"))
        self.left[kind] = left - size
        return text if size <= left else text[:left] + CUT.format(self.most)

    def fitted(self, data: dict[str, Any], kind: str) -> dict[str, str]:
        """Give what is displayed in all its formats, or as a text that was cut off."""
        whole = {name: readable(value) for name, value in data.items()}
        if sum(map(len, whole.values())) > self.left.get(kind, self.most):
            whole = {"text/plain": whole.get("text/plain", "")}
        kept = {name: self.fitting(value, kind) for name, value in whole.items()}
        return {name: value for name, value in kept.items() if value}


def readable(value: Any) -> str:
    """Turn the data of one format into text, as notebooks keep it."""
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else str(value)
