"""Run a command in a process namespace of its own, and see what it leaves and whom it calls.

Started as `python inside.py SOCKET PORT SECONDS COMMAND …`: listens as a canary, runs the
command to its end, and writes report.json into the socket's folder.
"""

import json
import os
import selectors
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

ABSTRACT = "a-canary-of-port-"
GRACE = 3  # seconds that helpers of the command have for going away


class Canary:
    """Listens at every kind of address and keeps what it hears."""

    def __init__(self, path: str, port: int) -> None:
        self.heard: list[str] = []
        self.ends = selectors.DefaultSelector()
        for name, family, address in (
            ("a port", socket.AF_INET, ("127.0.0.1", port)),
            ("an abstract socket", socket.AF_UNIX, f"\0{ABSTRACT}{port}"),
            ("a socket in the file system", socket.AF_UNIX, path),
        ):
            end = socket.socket(family)
            end.bind(address)
            end.listen()
            self.ends.register(end, selectors.EVENT_READ, name)
        datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        datagrams.bind(("127.0.0.1", port))
        self.ends.register(datagrams, selectors.EVENT_READ, "a datagram")
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        """Answer every caller with one word."""
        while True:
            for key, _ in self.ends.select():
                self.heard.append(key.data)
                if key.data == "a datagram":
                    key.fileobj.recv(1000)
                    continue
                caller, _ = key.fileobj.accept()
                with caller:
                    caller.sendall(b"HTTP/1.0 200 OK\r\n\r\nhere")


def left() -> list[str]:
    """Name the processes of this namespace that are neither we nor who started us."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            words = (path / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            state = (path / "stat").read_text(errors="replace").rpartition(")")[2].split()[0]
        except OSError:
            continue
        if int(path.name) not in (1, os.getpid(), os.getppid()) and state != "Z":
            found.append(words[:200] or path.name)
    return found


def main(path: str, port: str, seconds: str, *command: str) -> None:
    """Run the command, and write what was seen."""
    canary, folder = Canary(path, int(port)), Path(path).parent
    started = time.monotonic()
    with (folder / "out.txt").open("wb") as out:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        try:
            status = process.wait(float(seconds))
        except subprocess.TimeoutExpired:
            process.kill()
            status = None
    ended = time.monotonic()
    while left() and time.monotonic() < ended + GRACE:
        time.sleep(0.1)
    seen = {"status": status, "seconds": ended - started, "left": left(), "heard": canary.heard}
    (folder / "report.json").write_text(json.dumps(seen))


if __name__ == "__main__":
    main(*sys.argv[1:])
