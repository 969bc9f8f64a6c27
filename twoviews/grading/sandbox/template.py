"""The warm process: it has imported everything, runs nothing, and forks for each notebook."""

import gc
import importlib
import os
import signal
import socket
import sys
import tempfile

from twoviews.grading.sandbox import kernel, shell
from twoviews.grading.sandbox.keeper import keep
from twoviews.grading.sandbox.spec import Spec
from twoviews.grading.values.channel import Channel

FIRST = ("1 / 0", "print(1)", "%who", "await __import__('asyncio').sleep(0)")  # slow the first time
SELDOM = (20_000, 20, 50)  # new objects, and so on: how rarely a notebook's waste is collected
SOCKETS = 2  # that come with each order: for the notebook's process, and for its keeper


def main() -> None:
    """Serve the grader at the other end of a socket until it is gone."""
    control, spec = socket.socket(fileno=int(sys.argv[1])), Spec.read(sys.argv[2])
    if spec.uid is not None:
        become(spec.uid)
    with tempfile.TemporaryDirectory(prefix="twoviews-") as folder:
        os.environ.update(HOME=folder, IPYTHONDIR=folder)
        os.chdir(folder)
        warm(spec)
        Channel(control).send({"ready": True})
        serve(control, spec)


def become(uid: int) -> None:
    """Stop being root, for good."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    kernel.prctl(kernel.PR_SET_DUMPABLE, 1)  # else /proc/self is still root's


def warm(spec: Spec) -> None:
    """Import and do once whatever is slow the first time."""
    gc.disable()
    for name in spec.imports:
        module = importlib.import_module(name)
        getattr(module, "warm", int)()
    made = shell.make(spec.limits.cell_output)
    for cell in FIRST:
        made.run(cell)
    made.loop.close()
    made.reset(new_session=True)
    made.displayhook.flush()  # else there is no `_`
    gc.collect()
    gc.freeze()  # a fork then copies fewer pages
    gc.set_threshold(*SELDOM)
    gc.enable()


def serve(control: socket.socket, spec: Spec) -> None:
    """Fork a keeper for each order that comes."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # keepers that have ended are let go
    control.settimeout(None)
    while True:
        order, fds, *_ = socket.recv_fds(control, 1, SOCKETS)
        if not order:
            return
        if os.fork() == 0:
            control.close()
            keep(spec, *(socket.socket(fileno=fd) for fd in fds))
        for fd in fds:
            os.close(fd)


if __name__ == "__main__":
    main()
