"""Forbid the system calls that no answer needs, with a filter that the kernel holds.

The filter is the classic one of seccomp(2): a program that looks at the number of a
call and, for a few calls, at one argument.
"""

import ctypes
import errno
import platform
import struct

from twoviews.grading.sandbox import kernel

LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, MACHINE, FIRST, FOURTH = 0, 4, 16, 40  # where seccomp puts what a call is and asks
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050000, 0x80000000
AF_UNIX, X32 = 1, 0x40000000
NAMESPACES = 0x7E020080 | 0x02000000  # the flags of clone that make namespaces
MAP_SHARED, MAP_ANONYMOUS = 0x01, 0x20  # together: memory that stays when no process has it mapped

# machine: the kernel's code for it; the numbers of socketpair, clone, mmap and clone3; the calls
# forbidden, in this order: mounts, namespaces, other processes, the kernel's own programs, keys,
# rings, modules and power, clocks and names, ports, handles, memory that no limit counts, sockets
# (but pairs), pages lent to pipes and sockets
FORBIDDEN = {
    "x86_64": (
        0xC000003E,
        (53, 56, 9, 435),
        (165, 166, 155, 161, 428, 429, 430, 431, 432, 433, 442)
        + (272, 308)
        + (101, 310, 311, 312, 438, 440)
        + (321, 298, 323)
        + (248, 249, 250)
        + (425, 426, 427)
        + (175, 313, 176, 246, 320, 169, 167, 168, 163, 179, 103, 153)
        + (164, 227, 305, 159, 170, 171)
        + (172, 173, 154)
        + (303, 304, 300, 301)
        + (319, 447, 29, 30, 64, 68, 240, 253, 294)
        + (41, 49, 54)
        + (40, 275, 276, 278),
    ),
    "aarch64": (
        0xC00000B7,
        (199, 220, 222, 435),
        (40, 39, 41, 51, 428, 429, 430, 431, 432, 433, 442)
        + (97, 268)
        + (117, 270, 271, 272, 438, 440)
        + (280, 241, 282)
        + (217, 218, 219)
        + (425, 426, 427)
        + (105, 273, 106, 104, 294, 142, 224, 225, 89, 60, 116, 58)
        + (170, 112, 266, 171, 161, 162)
        + (264, 265, 262, 263)
        + (279, 447, 194, 196, 190, 186, 180, 26)
        + (198, 200, 208)
        + (71, 76, 77, 75),
    ),
}


class Program(ctypes.Structure):
    """The kernel's `struct sock_fprog`."""

    _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_char_p)]


def step(code: int, value: int, then: int = 0, other: int = 0) -> bytes:
    """Write one instruction; `then` and `other` are how many to skip."""
    return struct.pack("=HBBI", code, then, other, value)


def refusing(number: int) -> bytes:
    """Write the end of a branch that answers with an error."""
    return step(RETURN, REFUSE | number)


def filtered(machine: str) -> bytes:
    """Write the program for one kind of machine.

    Examples
    --------
    >>> len(filtered("x86_64")) % 8
    0
    """
    code, (pair, clone, mmap, clone3), forbidden = FORBIDDEN[machine]
    parts = [step(LOAD, MACHINE), step(EQUAL, code, 1), step(RETURN, KILL), step(LOAD, NUMBER)]
    parts += [step(AT_LEAST, X32, 0, 1), refusing(errno.ENOSYS)]
    for number in forbidden:
        parts += [step(EQUAL, number, 0, 1), refusing(errno.EPERM)]
    parts += [step(EQUAL, clone3, 0, 1), refusing(errno.ENOSYS)]  # the C library then uses clone
    parts += guard(clone, FIRST, step(ANY_BIT, NAMESPACES, 0, 1))
    parts += guard(pair, FIRST, step(EQUAL, AF_UNIX, 1))
    parts += guard(
        mmap, FOURTH, step(ANY_BIT, MAP_SHARED, 0, 2), step(ANY_BIT, MAP_ANONYMOUS, 0, 1)
    )
    return b"".join([*parts, step(RETURN, ALLOW)])


def guard(number: int, argument: int, *tests: bytes) -> list[bytes]:
    """Write the branch for one call: the tests of an argument skip the refusal, or reach it."""
    end = [refusing(errno.EPERM), step(RETURN, ALLOW)]
    return [step(EQUAL, number, 0, len(tests) + 3), step(LOAD, argument), *tests, *end]


def restrict() -> None:
    """Hold this process, and all that it starts, to the filter.

    On a machine whose numbers are not known here, only the namespaces and the lack
    of privileges protect.
    """
    if platform.machine() not in FORBIDDEN:
        return
    code = filtered(platform.machine())
    program = Program(len(code) // 8, code)
    kernel.prctl(kernel.PR_SET_SECCOMP, kernel.SECCOMP_MODE_FILTER, ctypes.byref(program))
