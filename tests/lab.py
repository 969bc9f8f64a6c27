"""JupyterLab on a free port and Chromium beside it, for the tests that need a real page."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
TOKEN = "reading"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LAB = [
    "--ip=127.0.0.1",
    "--no-browser",
    "--allow-root",
    f"--IdentityProvider.token={TOKEN}",
    "--ServerApp.port_retries=0",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.expose_app_in_browser=True",
]


def need_chromium() -> str:
    """Give Chromium's path; without it skip, or fail where CI promises it."""
    if CHROMIUM is None:
        reason = "Chromium is not installed: on Debian, apt-get install chromium"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    return CHROMIUM


def free_port() -> int:
    """Ask the system for a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def jupyterlab(root: Path, home: Path) -> Iterator[str]:
    """Serve a folder with this project's JupyterLab, none of the user's settings read or kept."""
    port = free_port()
    own = {
        f"JUPYTER_{kind}_DIR": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")
    }
    environment = os.environ | own | {"HOME": str(home), "IPYTHONDIR": str(home / "ipython")}
    command = [sys.executable, "-m", "jupyterlab", f"--port={port}", f"--ServerApp.root_dir={root}"]
    with (home / "lab.log").open("w") as log:
        server = subprocess.Popen(
            [*command, *LAB], cwd=root, env=environment, stdout=log, stderr=log
        )
        try:
            answer(f"http://127.0.0.1:{port}/api", server, home / "lab.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()  # it ends its kernels, then itself
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()


def answer(address: str, server: subprocess.Popen, log: Path) -> None:
    """Wait until the server answers."""
    for _ in range(240):
        assert server.poll() is None, log.read_text()[-2000:]
        try:
            urllib.request.urlopen(address, timeout=1).close()
            return
        except OSError:
            time.sleep(0.25)
    raise AssertionError(f"JupyterLab did not answer:\n{log.read_text()[-2000:]}")
