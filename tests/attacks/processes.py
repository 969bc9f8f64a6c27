"""Student code starts, stops, watches and outlives processes."""

from functools import partial

from .attack import coded

code = partial(coded, "processes")
PROCESSES = [
    code("kill_the_parent", "kills its parent", "import os\n\nos.kill(os.getppid(), 9)"),
    code("kill_the_group", "kills its process group", "import os\n\nos.kill(0, 9)"),
    code("kill_everything", "kills every process that it may", "import os\n\nos.kill(-1, 9)"),
    code("stop_the_parent", "stops its parent", "import os\n\nos.kill(os.getppid(), 19)"),
    code("stop_everything", "stops every process that it may", "import os\n\nos.kill(-1, 19)"),
    code(
        "kill_first_numbers",
        "kills the processes with the first numbers, its own template among them",
        """
import os

for number in [1, *range(2, 64)]:
    if number != os.getpid():
        try:
            os.kill(number, 9)
        except OSError:
            pass
""",
    ),
    code("exit_now", "ends its process without a word", "import os\n\nos._exit(0)"),
    code("crash", "crashes its process", "import ctypes\n\nctypes.string_at(1)"),
    code("abort", "aborts and asks for a core dump", "import os\n\nos.abort()"),
    code("leave_politely", "raises SystemExit", "raise SystemExit(0)"),
    code(
        "deaf_loop",
        "ignores every signal and loops",
        """
import signal

for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM, signal.SIGXCPU):
    signal.signal(number, signal.SIG_IGN)
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
""",
    ),
    code(
        "daemon",
        "leaves a daemon in a session of its own",
        """
import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for number in range(256):
            try:
                os.close(number)
            except OSError:
                pass
        time.sleep(300)
    os._exit(0)
""",
    ),
    code(
        "two_answers",
        "forks, so that two processes go on with the notebook and answer twice",
        "import os\n\nos.fork()\nq1 = [4]",
    ),
    code(
        "fork_bomb",
        "forks without end",
        """
import os

for _ in range(11):
    try:
        os.fork()
    except OSError:
        pass
import time
time.sleep(3)
""",
    ),
    code(
        "many_threads",
        "starts thousands of threads",
        """
import threading
import time

for _ in range(3_000):
    try:
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    except RuntimeError:
        break
""",
    ),
    code(
        "trace_others",
        "attaches to other processes with ptrace",
        """
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
held = []
for name in os.listdir("/proc"):
    if name.isdigit() and int(name) not in (1, os.getpid()):
        if libc.ptrace(16, int(name), 0, 0) == 0:
            held.append(name)
if held:
    q1 = [2, 3, 5, 7]
""",
    ),
    code(
        "memory_of_others",
        "writes into the memory of its parent and of others",
        """
import os

for name in os.listdir("/proc"):
    if name.isdigit() and int(name) != os.getpid():
        try:
            with open(f"/proc/{name}/mem", "r+b", buffering=0):
                q1 = [2, 3, 5, 7]
        except OSError:
            pass
""",
    ),
    code(
        "descriptors_of_others",
        "opens the descriptors of other processes and writes to them",
        """
import glob
import os

for path in glob.glob("/proc/[0-9]*/fd/*"):
    if path.split("/")[2] == str(os.getpid()):
        continue
    try:
        number = os.open(path, os.O_RDWR | os.O_NONBLOCK)
        os.write(number, b"\\x00\\x00\\x00\\x02{}\\n")
        q1 = [2, 3, 5, 7]
    except OSError:
        pass
""",
    ),
    code(
        "environment_of_others",
        "reads secrets out of the environment of other processes",
        """
import glob

for path in glob.glob("/proc/[0-9]*/environ"):
    try:
        if b"HOME=$HOME" in open(path, "rb").read():
            q1 = [2, 3, 5, 7]
    except OSError:
        pass
import os
if os.environ.get("HOME") == "$HOME":
    q1 = [2, 3, 5, 7]
""",
    ),
    code(
        "limits_of_others",
        "lowers the limits of its parent",
        """
import os
import resource

for number in (os.getppid(), 1):
    try:
        resource.prlimit(number, resource.RLIMIT_CPU, (1, 1))
        resource.prlimit(number, resource.RLIMIT_NOFILE, (3, 3))
        os.setpriority(os.PRIO_PROCESS, number, 19)
    except OSError:
        pass
""",
    ),
    code(
        "at_exit",
        "acts when its process ends",
        """
import atexit
import os
import threading

def late():
    open("$COURSE/late", "w").close()
    for number in range(3, 64):
        try:
            os.write(number, b'{"values": {"q3": 46}}\\n')
        except OSError:
            pass

atexit.register(late)
threading._register_atexit(late)
""",
    ),
    code(
        "become_another",
        "replaces its program by another",
        "import os\n\nos.execv('/bin/sh', ['sh', '-c', 'echo 2.0; echo \"{}\" >&3; sleep 60'])",
    ),
    code(
        "new_namespaces",
        "makes namespaces of its own and mounts over folders of the system",
        """
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
if libc.unshare(0x10000000 | 0x00020000) == 0:
    open("/proc/self/setgroups", "w").write("deny")
    open("/proc/self/uid_map", "w").write(f"0 {os.getuid()} 1")
    if libc.mount(b"none", b"/mnt", b"tmpfs", 0, None) == 0:
        print("mounted")
libc.mount(b"/", b"/mnt", None, 4096, None)
libc.umount2(b"/", 2)
libc.setns(os.open("/proc/1/ns/mnt", os.O_RDONLY), 0)
""",
    ),
    code(
        "kernel_settings",
        "writes settings of the kernel",
        """
import os

for path in ("/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/proc/sys/vm/drop_caches"):
    number = None
    try:
        number = os.open(path, os.O_WRONLY)
    except OSError:
        pass
    if number is not None:  # opened: that is enough to show it
        open("$HOME/kernel", "w").write(path)
""",
    ),
    code(
        "another_user",
        "takes back the rights of root",
        """
import ctypes
import os

for call in (os.setuid, os.setgid, os.seteuid):
    try:
        call(0)
    except OSError:
        pass
try:
    os.setgroups([0])
except OSError:
    pass
open("$COURSE/owned", "w").close()
""",
    ),
    code(
        "slow_death",
        "keeps its pipes open in a child that ignores everything",
        """
import os
import signal
import time

if os.fork() == 0:
    for number in range(1, 32):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    time.sleep(300)
    os._exit(0)
os._exit(1)
""",
    ),
]
