"""Send and receive JSON over a socket, in frames of bounded length and within a time."""

import json
import socket
import struct
import time
from typing import Any, NoReturn

HEADER = struct.Struct(">I")
LONGEST = 8_000_000  # bytes of a frame: all outputs and values of one cell fit in


class Closed(Exception):
    """Say that the other side is gone, or that what it sent cannot be a message."""


class Late(Exception):
    """Say that the other side did not answer in time."""


class Channel:
    """One end of a socket over which JSON objects go; the other end may be hostile.

    Parameters
    ----------
    end : socket
        A connected stream socket.

    Examples
    --------
    >>> here, there = map(Channel, socket.socketpair())
    >>> here.send({"one": 1})
    >>> there.receive(seconds=1)
    {'one': 1}
    >>> here.close(); there.close()
    """

    def __init__(self, end: socket.socket) -> None:
        self.end = end

    def send(self, message: dict[str, Any], seconds: float | None = None) -> None:
        """Send one object.

        Raises
        ------
        Closed
            When the other side is gone.
        Late
            When it did not take the message in time.
        """
        body = json.dumps(message, allow_nan=False).encode("ascii")
        self.end.settimeout(seconds)
        try:
            self.end.sendall(HEADER.pack(len(body)) + body)
        except TimeoutError:
            raise Late from None
        except OSError:
            raise Closed from None

    def receive(self, seconds: float | None = None, longest: int = LONGEST) -> dict[str, Any]:
        """Receive one object.

        Raises
        ------
        Closed
            When the other side is gone, or sends too much or no JSON object.
        Late
            When no whole message came in time.
        """
        end = None if seconds is None else time.monotonic() + seconds
        (length,) = HEADER.unpack(self._take(HEADER.size, end))
        if length > longest:
            raise Closed(f"a message of {length} bytes")
        body = self._take(length, end)
        try:
            message = json.loads(body.decode("ascii"), parse_constant=refuse)
        except (ValueError, RecursionError):
            raise Closed("a message that is no JSON") from None
        if type(message) is not dict:
            raise Closed("a message that is no object")
        return message

    def close(self) -> None:
        """Close this end."""
        self.end.close()

    def _take(self, length: int, end: float | None) -> bytes:
        """Receive exactly so many bytes."""
        parts = bytearray()
        try:
            while len(parts) < length:
                if end is not None:
                    self.end.settimeout(max(end - time.monotonic(), 0.001))
                part = self.end.recv(min(length - len(parts), 1 << 16))
                if not part:
                    raise Closed("the end")
                parts += part
                if end is not None and len(parts) < length and time.monotonic() > end:
                    raise Late
        except TimeoutError:
            raise Late from None
        except OSError:
            raise Closed from None
        return bytes(parts)


def refuse(constant: str) -> NoReturn:
    """Refuse what JSON does not know."""
    raise ValueError(f"{constant} is not JSON")
