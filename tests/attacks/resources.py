"""Student code takes all there is: memory, time, disk, descriptors, output."""

from functools import partial

from .attack import coded

code = partial(coded, "resources")
RESOURCES = [
    code("endless_loop", "loops without end", "while True:\n    pass"),
    code("endless_sleep", "sleeps without end", "import time\n\ntime.sleep(10**6)"),
    code("endless_input", "waits for somebody to type", "input('Who is there? ')"),
    code(
        "memory", "takes memory until there is none", "held = [bytearray(10**8) for _ in range(60)]"
    ),
    code("one_number", "computes a number that fills the memory", "q3 = 10 ** (10 ** 9)"),
    code(
        "fill_the_disk",
        "fills the disk",
        """
import os

for place in (".", "/tmp", "/dev/shm", os.path.expanduser("~")):
    try:
        with open(os.path.join(place, "filling"), "wb") as file:
            for _ in range(300):
                file.write(bytes(10**6))
    except OSError:
        pass
""",
    ),
    code(
        "sparse_file",
        "makes a file of a petabyte that takes no room",
        "with open('sparse', 'wb') as file:\n    file.truncate(10**15)",
    ),
    code(
        "many_files",
        "makes files until no more can be made",
        """
import os

for place in (".", "/tmp", "/dev/shm"):
    try:
        os.makedirs(place + "/many", exist_ok=True)
        for i in range(20_000):
            open(f"{place}/many/{i}", "w").close()
    except OSError:
        pass
""",
    ),
    code(
        "deep_folders",
        "makes folders in folders, deeper than a path can name",
        """
import os

for _ in range(2_000):
    os.mkdir("d" * 200)
    os.chdir("d" * 200)
""",
    ),
    code(
        "shared_memory",
        "leaves shared memory segments behind",
        """
import ctypes

libc = ctypes.CDLL(None)
for _ in range(20):
    libc.shmget(0, 10**7, 0o1666)
from multiprocessing import shared_memory
kept = [shared_memory.SharedMemory(create=True, size=10**7) for _ in range(10)]
""",
    ),
    code(
        "kernel_memory",
        "has the kernel hold memory that no process of its own holds",
        """
import os
import socket
import time

for _ in range(20):
    if os.fork() == 0:
        kept = [one for _ in range(60) for one in socket.socketpair()]
        for one in kept:
            one.setblocking(False)
            try:
                one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 10**7)
            except OSError:
                pass
            try:
                while True:
                    one.send(bytes(60_000))
            except OSError:
                pass
        time.sleep(60)
        os._exit(0)
time.sleep(10)
""",
    ),
    code(
        "descriptors",
        "opens descriptors until no more can be opened",
        """
import os

kept = []
try:
    while True:
        kept += os.pipe()
except OSError:
    pass
""",
    ),
    code(
        "output_lines",
        "prints lines without end",
        "line = 'x' * 200\nfor _ in range(300_000):\n    print(line)",
    ),
    code(
        "output_without_lines",
        "prints sixty megabytes on one line",
        "import sys\n\nfor _ in range(60):\n    sys.stdout.write('x' * 10**6)",
    ),
    code(
        "output_bytes",
        "writes bytes that are no text to its outputs, past Python",
        "import os\n\nfor _ in range(40):\n    os.write(1, b'\\xff\\x00' * 10**5)",
    ),
    code(
        "large_picture",
        "shows a picture of forty megabytes",
        """
from IPython.display import display

display({"image/png": "A" * 40_000_000, "text/plain": "a picture"}, raw=True)
""",
    ),
    code(
        "large_error",
        "raises an error with a message of thirty megabytes",
        "raise ValueError('x' * 30_000_000)",
    ),
    code(
        "deep_recursion",
        "calls itself until the stack overflows",
        """
import sys

sys.setrecursionlimit(10**9)

def deeper(depth):
    return deeper(depth + 1)

deeper(0)
""",
    ),
    code(
        "slow_pattern",
        "matches a pattern that takes for ever",
        "import re\n\nre.match('(a+)+$', 'a' * 60 + 'b')",
    ),
    code(
        "slow_compile",
        "has source that takes the compiler's memory",
        "eval('(' * 90 + ')' * 90)\neval('-' * 10**6 + '1')",
    ),
    code(
        "core_dump",
        "raises its limits and dumps a core of a gigabyte",
        """
import os
import resource

resource.setrlimit(resource.RLIMIT_CORE, resource.getrlimit(resource.RLIMIT_CORE)[1:] * 2)
held = bytearray(3 * 10**8)
os.abort()
""",
    ),
]
