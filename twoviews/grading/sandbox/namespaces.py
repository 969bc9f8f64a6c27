"""Give a notebook's process a world of its own: no network, no other processes, empty folders."""

import os
from pathlib import Path

from twoviews.grading.sandbox import kernel
from twoviews.grading.sandbox.limits import Limits, scratch

OWN = (
    kernel.CLONE_NEWUSER
    | kernel.CLONE_NEWPID
    | kernel.CLONE_NEWIPC
    | kernel.CLONE_NEWUTS
    | kernel.CLONE_NEWNET
)
PLAIN = kernel.MS_NOSUID | kernel.MS_NODEV
INODES = 4_096  # files of a submission
FREE = ("MemTotal", "MemFree", "MemAvailable")  # what a notebook is told of the memory
USED = ("Buffers", "Cached", "Shmem", "Active", "Inactive")
STUDENT, PASSWD = "student", "/proc/passwd"  # each notebook's own; /etc/passwd leads there


def leave() -> None:
    """Leave the warm process's namespaces; the next fork is the first process of new ones."""
    uid, gid = os.getuid(), os.getgid()
    kernel.unshare(OWN)
    for name, line in (
        ("setgroups", "deny"),
        ("uid_map", f"{uid} {uid} 1"),
        ("gid_map", f"{gid} {gid} 1"),
    ):
        Path("/proc/self", name).write_text(line)


def furnish(limits: Limits) -> None:
    """Mount empty folders that only this process sees, and hide what the kernel tells of itself."""
    kernel.unshare(kernel.CLONE_NEWNS)  # only now: the keeper has to see /proc
    kernel.mount("none", "/", kernel.MS_REC | kernel.MS_PRIVATE)
    disk = f"mode=1777,size={limits.disk_size},nr_inodes={INODES}"
    kernel.mount("tmpfs", scratch(), PLAIN, disk)
    kernel.mount("tmpfs", "/dev/shm", PLAIN, disk)
    hide(limits)


def hide(limits: Limits) -> None:
    """Put in place of all that the kernel tells the little that libraries ask for."""
    kernel.mount("tmpfs", "/proc", PLAIN, "mode=755,size=1m,nr_inodes=3")
    person = f"{STUDENT}:x:{os.getuid()}:{os.getgid()}::{scratch()}:/bin/sh\n"
    Path(PASSWD).write_text(person)
    sizes = dict.fromkeys(FREE, limits.memory // 1024) | dict.fromkeys(USED, 0)
    lines = [f"{name}: {size} kB\n" for name, size in sizes.items()]
    Path("/proc/meminfo").write_text("".join(lines))
    kernel.mount("tmpfs", "/proc", PLAIN | kernel.MS_RDONLY | kernel.MS_REMOUNT)
