"""Look at the processes that a command has started, down to the last."""

import re
import time
from pathlib import Path


def status(pid: int) -> list[str]:
    """Read a process's state, parent and so on; nothing where it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def family(pid: int) -> set[int]:
    """Find a process and all that it has started, and those in turn."""
    pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]
    parents = {each: int(found[1]) for each in pids if (found := status(each))}
    known = {pid}
    while more := {child for child, parent in parents.items() if parent in known} - known:
        known |= more
    return known


def gone(pids: set[int], seconds: float = 10) -> bool:
    """Wait until processes have ended; one that merely waits to be buried has."""
    end = time.monotonic() + seconds
    while any(status(pid)[:1] not in ([], ["Z"]) for pid in pids):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def megabytes(pid: int) -> float:
    """Tell what a process holds, its share of what it has in common with others counted."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return int(re.search(r"^Pss: +(\d+)", text, re.M)[1]) / 1000
