"""One notebook's process: give up every right, then run the cells that come over the socket."""

import os
import resource
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any, NoReturn

from twoviews.data.package import find_folder
from twoviews.grading.sandbox import kernel, namespaces, seccomp
from twoviews.grading.sandbox.limits import scratch
from twoviews.grading.sandbox.shell import Shell
from twoviews.grading.sandbox.spec import Spec
from twoviews.grading.sandbox.variables import Variables
from twoviews.grading.values.channel import Channel

FILES = 128  # open at a time
SOCKET = 3  # the number of the one open file beside the standard ones


def live(spec: Spec, talk: socket.socket) -> NoReturn:
    """Run one notebook's cells until the grader closes the socket; never returns."""
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        channel = Channel(hands_off(talk))
        try:
            lock(spec)
        except OSError as problem:
            channel.send({"broken": str(problem)})
            return
        channel.send({"broken": ""})
        serve(channel)
    finally:
        os._exit(0)


def lock(spec: Spec) -> None:
    """Give up everything that a cell has no need of, for good."""
    if spec.isolated:
        namespaces.furnish(spec.limits)
    go_home(spec)
    bound(spec)
    if spec.isolated:
        kernel.drop_capabilities()
        seccomp.restrict()
    kernel.die_with_parent()


def hands_off(talk: socket.socket) -> socket.socket:
    """Keep no open file but the socket: nothing else of the warm process is in reach."""
    null = os.open(os.devnull, os.O_RDWR)
    held = os.dup(talk.detach())
    for fd in range(SOCKET):
        os.dup2(null, fd)
    os.dup2(held, SOCKET)
    os.closerange(SOCKET + 1, os.sysconf("SC_OPEN_MAX"))
    return socket.socket(fileno=SOCKET)


def go_home(spec: Spec) -> None:
    """Go to an empty folder, from which modules can be imported that come with the assignment.

    It lies to the tables as an exercise lies to the course's data/.
    """
    course = Path(tempfile.mkdtemp(dir=scratch() if spec.isolated else Path.cwd()))
    (course / "data").symlink_to(find_folder(None))
    place = course / "exercises" / "exercise"
    place.mkdir(parents=True)
    os.chdir(place)
    home = tempfile.tempdir = str(place)
    os.environ.update(HOME=home, TMPDIR=home, IPYTHONDIR=home)
    sys.path.append(home)


def bound(spec: Spec) -> None:
    """Set the limits that the system holds for each process."""
    limits = spec.limits
    bounds = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: int(limits.notebook_seconds + limits.cell_seconds),
        resource.RLIMIT_DATA: limits.memory,
        resource.RLIMIT_FSIZE: limits.file_size,
        resource.RLIMIT_NOFILE: FILES,
    }
    for name, value in bounds.items():
        resource.setrlimit(name, (value, value))


def serve(channel: Channel) -> None:
    """Answer the grader: write the assignment's files, then run cell by cell."""
    shell = Shell.instance()
    shell.begin()
    variables = Variables(shell.user_ns)
    for name, text in channel.receive()["files"].items():
        write(Path(name), bytes.fromhex(text))
    while True:
        order: dict[str, Any] = channel.receive()
        variables.take(order["given"], order["owned"])
        outputs = shell.run(order["source"])
        variables.settle(order["binds"])
        channel.send({"outputs": outputs, "values": variables.give(order["names"])})


def write(path: Path, content: bytes) -> None:
    """Write one of the assignment's files below the folder of the process."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
