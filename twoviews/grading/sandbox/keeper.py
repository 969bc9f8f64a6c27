"""Watch over one notebook's process from outside: interrupt it, end it, count its memory."""

import contextlib
import os
import resource
import select
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from twoviews.grading.sandbox import kernel, namespaces
from twoviews.grading.sandbox.child import live
from twoviews.grading.sandbox.spec import INTERRUPT, Spec
from twoviews.grading.values.channel import Channel

LOOK = 0.1  # seconds between two looks at the memory
SOCKET = 1 << 19  # bytes that the kernel may keep for one socket, whose buffer no call can raise


def keep(spec: Spec, talk: socket.socket, lead: socket.socket) -> NoReturn:
    """Start a notebook's process, and end it when it is done or the grader is; never returns."""
    try:
        kernel.die_with_parent()
        kernel.adopt()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        try:
            separate(spec)
        except OSError as problem:
            Channel(talk).send({"broken": str(problem)})
            return
        child = os.fork()
        if child == 0:
            live(spec, talk)
        talk.close()
        watch(spec, child, lead)
        end(child)
    finally:
        os._exit(0)


def separate(spec: Spec) -> None:
    """Let the next fork be the first process of namespaces of its own."""
    if spec.isolated:
        namespaces.leave()
        most = (
            spec.limits.processes
        )  # of the new namespace: before, others of this user would count
        resource.setrlimit(resource.RLIMIT_NPROC, (most, most))


def watch(spec: Spec, child: int, lead: socket.socket) -> None:
    """Wait until the process ends, holds too much memory, or the grader lets go."""
    while not os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        if select.select([lead], [], [], LOOK)[0]:
            if lead.recv(1) != INTERRUPT:
                return
            os.kill(child, signal.SIGINT)
        elif kernel.LINUX and greedy(spec, child):
            return


def end(child: int) -> None:
    """Kill the process and all that it started: its group, its namespace, and who left them."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    left = {child}
    while left:
        for pid in left:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
        left = set(kernel.children(os.getpid()))


def greedy(spec: Spec, child: int) -> bool:
    """Tell whether a notebook holds too much: its processes, and the kernel for its sockets."""
    sockets = len(read(os.getpid(), "net/unix").splitlines()[1:]) if spec.isolated else 0
    left = spec.limits.memory - sockets * SOCKET
    return memory(child, resident) > left < memory(child, own)


def memory(pid: int, part: Callable[[int], int]) -> int:
    """Add up the bytes that a process and those below it hold."""
    return part(pid) + sum(memory(child, part) for child in kernel.children(pid))


def resident(pid: int) -> int:
    """Count what a process holds, shared pages in full: never too little, and soon done."""
    return added(read(pid, "status"), "VmRSS:", "VmPTE:")


def own(pid: int) -> int:
    """Count what a process holds, shared pages in parts: exact, but the kernel looks at each.

    One that does not let itself be looked at counts in full.
    """
    parts = read(pid, "smaps_rollup")
    return added(parts + read(pid, "status"), "Pss:", "VmPTE:") if parts else resident(pid)


def added(text: str, *names: str) -> int:
    r"""Add up the bytes of the lines with these names.

    Examples
    --------
    >>> added("VmRSS: 3 kB\nVmSwap: 9 kB\nVmPTE: 1 kB\n", "VmRSS:", "VmPTE:")
    4096
    """
    lines = text.split("\n")  # no other sign ends a line: a process gives itself its name
    return sum(int(line.split()[1]) for line in lines if line.startswith(names)) * 1024


def read(pid: int, name: str) -> str:
    """Read what the kernel tells of a process; nothing when it has just ended."""
    try:
        return Path("/proc", str(pid), name).read_text("utf-8", "replace")
    except OSError:
        return ""
