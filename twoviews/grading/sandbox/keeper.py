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
PAGE = resource.getpagesize()


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
        elif kernel.LINUX and memory(child, resident) > spec.limits.memory < memory(child, own):
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


def memory(pid: int, part: Callable[[int], int]) -> int:
    """Add up the bytes that a process and those below it hold."""
    return part(pid) + sum(memory(child, part) for child in kernel.children(pid))


def resident(pid: int) -> int:
    """Count what a process holds, shared pages in full: never too little, and soon done."""
    words = read(pid, "statm").split()
    return int(words[1]) * PAGE if words else 0


def own(pid: int) -> int:
    """Count what a process holds, shared pages in parts: exact, but the kernel looks at each."""
    lines = read(pid, "smaps_rollup").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0) * 1024


def read(pid: int, name: str) -> str:
    """Read what the kernel tells of a process; nothing when it has just ended."""
    try:
        return Path("/proc", str(pid), name).read_text()
    except OSError:
        return ""
