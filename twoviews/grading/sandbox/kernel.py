"""The calls of the Linux kernel that Python has no names for."""

import ctypes
import os
import signal
import sys
from pathlib import Path

CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC = 0x00020000, 0x04000000, 0x08000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REMOUNT, MS_REC, MS_PRIVATE = 1 << 5, 1 << 14, 1 << 18
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP = 1, 4, 24
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
CAPABILITY_VERSION_3, LAST_CAPABILITY = 0x20080522, 40

LINUX = sys.platform == "linux"
libc = ctypes.CDLL(None, use_errno=True) if LINUX else None


def done(result: int) -> int:
    """Hold that a call of the kernel succeeded."""
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def prctl(option: int, value: int = 0, pointer: object = None) -> None:
    """Change something about this process."""
    done(libc.prctl(option, ctypes.c_ulong(value), pointer, 0, 0))


def unshare(flags: int) -> None:
    """Leave the namespaces that are named."""
    done(libc.unshare(flags))


def mount(kind: str, target: str, flags: int = 0, options: str = "") -> None:
    """Mount a file system that has no device."""
    words = (word.encode() for word in (kind, target, kind))
    done(libc.mount(*words, ctypes.c_ulong(flags), options.encode()))


def drop_capabilities() -> None:
    """Give up every privilege, and that any program could bring one back."""
    for capability in range(LAST_CAPABILITY + 1):
        prctl(PR_CAPBSET_DROP, capability)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    done(libc.capset(header, (ctypes.c_uint32 * 6)()))
    prctl(PR_SET_NO_NEW_PRIVS, 1)


def die_with_parent() -> None:
    """Let the kernel end this process when its parent ends."""
    if LINUX:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def adopt() -> None:
    """Let every process whose parent ends, and which stems from this one, become its child."""
    if LINUX:
        prctl(PR_SET_CHILD_SUBREAPER, 1)


def children(pid: int) -> list[int]:
    """List the processes that a process has started; none where the kernel does not tell."""
    try:
        lists = [path.read_text() for path in Path("/proc", str(pid), "task").glob("*/children")]
    except OSError:  # it has just ended
        return []
    return [int(word) for each in lists for word in each.split()]
