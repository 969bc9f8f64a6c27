"""A notebook's process sees nothing, reaches nobody, and ends when it is told to."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from twoviews.grading import Limits, NoSandbox
from twoviews.grading.execution import Executor
from twoviews.grading.record import Record
from twoviews.grading.sandbox import bubblewrap, seccomp
from twoviews.grading.sandbox.outputs import Outputs

ROOT = Path(__file__).resolve().parents[1]
NOTHING = Record("sums", "sums", ())
LIMITS = Limits(cell_seconds=20, notebook_seconds=60, memory=400_000_000, processes=32)
CLOSED = "ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)"  # nobody may look at the process
NAMED = r"ctypes.CDLL(None).prctl(15, b'\xff\x0bVmRSS: -99999', 0, 0, 0)"  # a line of its own
FILL = """pairs = [socket.socketpair(type=socket.SOCK_DGRAM) for _ in range(60)]
        for one in sum(pairs, ()):
            one.setblocking(False)
            try:
                while True: one.send(bytes(60_000))
            except OSError: pass"""
TABLES = """large = mmap.mmap(-1, 1 << 40, flags=mmap.MAP_PRIVATE, prot=mmap.PROT_READ)
        for place in range(0, 1 << 35, 1 << 21): large[place]"""
HELD = {
    "pages": "held = b'1' * 100_000_000",
    "pages of one who hides": f"{CLOSED}; held = b'1' * 100_000_000",
    "pages of one who forges": f"{NAMED}; held = b'1' * 100_000_000",
    "sockets": FILL,
    "page tables": TABLES,
}
needs_bubblewrap = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("bwrap"), reason="bubblewrap is not here"
)


@pytest.fixture(scope="module")
def locked():
    with Executor("bubblewrap", LIMITS) as executor:
        yield executor


def told(executor: Executor, *sources: str) -> list[str]:
    """Run a student's cells, and give the text that each has shown or the error it ended with."""
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    executor.run(notebook, NOTHING)
    return ["".join(map(text, cell.outputs)) for cell in notebook.cells]


def text(output) -> str:
    """Read one output."""
    if output.output_type == "error":
        return output.ename
    return output.get("text") or output.data["text/plain"]


@needs_bubblewrap
def test_nothing_of_the_instructor_is_in_sight(locked):
    seen, home, environment, people = told(
        locked,
        "import os\nsorted(os.listdir('/'))",
        f"[os.path.exists(p) for p in ('{ROOT}/solutions', '{ROOT}/.git', '{Path.home()}/.ssh', "
        f"'/home', '/etc/shadow', '/sys', '/var', '/run', '/proc/self', '{ROOT}/data/readings/x')]",
        "sorted(os.environ)",
        "print(open('/etc/passwd').read(), sorted(os.listdir('/proc')))",
    )
    top = {"bin", "dev", "etc", "lib", "lib32", "lib64", "proc", "sbin", "tmp", "usr", "nix"}
    top |= {"scratch"}  # where the course itself lies below /tmp
    assert set(eval(seen)) <= top | {ROOT.parts[1], Path(sys.base_prefix).parts[1]}
    assert not any(eval(home))
    assert set(eval(environment)) <= {
        *bubblewrap.ENVIRONMENT,
        "HOME",
        "TMPDIR",
        "IPYTHONDIR",
        "PWD",
    }
    assert re.fullmatch(
        r"student:x:\d+:\d+::/(tmp|scratch):/bin/sh\n \['meminfo', 'passwd'\]\n", people
    )


@needs_bubblewrap
@pytest.mark.parametrize(
    ("source", "ends"),
    [
        ("import socket; socket.socket()", "PermissionError"),
        ("import socket; socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)", "PermissionError"),
        (f"open('{ROOT}/twoviews/__init__.py', 'a')", "OSError"),
        (f"open('{ROOT}/data/claims.csv', 'a')", "OSError"),
        ("import os; os.mkdir('/here')", "OSError"),
        ("open('/tmp/large', 'wb').write(bytes(30_000_000))", "OSError"),
        ("import os; os.setuid(0)", "OSError"),
        ("import os; os.kill(2, 9)", "ProcessLookupError"),
        ("bytearray(2_000_000_000)", "MemoryError"),
        ("import os; os.memfd_create('hidden')", "PermissionError"),
        ("open('/proc/sys/kernel/core_pattern', 'w')", "FileNotFoundError"),
        ("open('/proc/meminfo', 'w')", "OSError"),
        ("import socket; socket.socket(socket.AF_UNIX)", "PermissionError"),
        ("import socket; socket.socketpair(30)", "PermissionError"),
        ("import socket; socket.socketpair()[0].setsockopt(1, 7, 2**20)", "PermissionError"),
        ("import socket; socket.socketpair(type=2)[0].bind('here')", "PermissionError"),
        ("import mmap; mmap.mmap(-1, 1)", "PermissionError"),
        ("open('/dev/zero')", "FileNotFoundError"),
    ],
)
def test_what_no_answer_needs_is_refused(locked, source, ends):
    assert told(locked, source) in ([ends], ["PermissionError"])


@needs_bubblewrap
def test_the_kernels_dangerous_calls_are_refused(locked):
    source = """
import ctypes, os
libc, refused = ctypes.CDLL(None, use_errno=True), []
for name, *arguments in [
    ("unshare", 0x10000000), ("mount", b"t", b"/tmp", b"tmpfs", 0, 0), ("umount2", b"/tmp", 2),
    ("ptrace", 16, 1, 0, 0), ("setns", 3, 0), ("chroot", b"/tmp"), ("syscall", 321, 0, 0, 0),
    ("vmsplice", 1, None, 0, 0), ("splice", 0, None, 1, None, 1, 0), ("tee", 0, 1, 1, 0),
    ("sendfile", 1, 0, None, 1), ("inotify_init1", 0),
    ("syscall", 425, 1, 0), ("syscall", 250, 0, 0), ("syscall", 56, 0x10000011, 0, 0, 0, 0),
]:
    refused.append((getattr(libc, name)(*arguments), ctypes.get_errno()))
print(set(refused))
"""
    assert told(locked, source) == ["{(-1, 1)}\n"]


@needs_bubblewrap
def test_two_submissions_share_no_file_and_no_process(locked):
    told(locked, "open('/tmp/left', 'w').write('x'); open('/dev/shm/left', 'w').write('x')")
    source = "import os\nprint(os.path.exists('/tmp/left'), os.listdir('/dev/shm'), os.getpid())"
    assert told(locked, source) == ["False [] 1\n"]


@needs_bubblewrap
def test_processes_are_bounded_and_none_is_left(locked):
    source = """
import os, time
count = 0
try:
    while True:
        if os.fork() == 0:
            os.setsid()
            time.sleep(1_000)
        count += 1
except OSError:
    print(count < 32)
"""
    assert told(locked, source) == ["True\n"]
    end = time.monotonic() + 20
    while len(below(locked.sandbox.process.pid)) > 3 and time.monotonic() < end:
        time.sleep(0.1)
    assert len(below(locked.sandbox.process.pid)) <= 3


def below(pid: int) -> list[int]:
    """List the processes that a process has started, and those that they have."""
    found = []
    for path in Path("/proc", str(pid), "task").glob("*/children"):
        for child in map(int, path.read_text().split()):
            found += [child, *below(child)]
    return found


@needs_bubblewrap
@pytest.mark.parametrize("held", HELD.values(), ids=HELD)
def test_memory_is_counted_over_all_processes(locked, held):
    source = f"""
import ctypes, mmap, os, socket, time
for _ in range(12):
    if os.fork() == 0:
        {held}
        time.sleep(60)
time.sleep(15)
"""
    assert told(locked, source, "'next'") == ["ProcessEnded", "'next'"]


@needs_bubblewrap
def test_a_library_finds_what_it_asks_of_the_system(locked):
    assert told(
        locked,
        "import getpass\ngetpass.getuser()",
        "import os, pwd\npwd.getpwuid(os.getuid()).pw_name",
        "import psutil\npsutil.virtual_memory().available",
        "import subprocess\nsubprocess.check_output(['python', '-c', 'print(1)'], text=True)",
        "import shutil\nopen('a', 'w').write('x')\nshutil.copy('a', 'b')\nopen('b').read()",
        "import multiprocessing\nmultiprocessing.Pool(4).map(abs, [1, -2])",
    ) == ["'student'", "'student'", str(LIMITS.memory // 1024 * 1024), "'1\\n'", "'x'", "[1, 2]"]


@needs_bubblewrap
def test_the_seccomp_filter_of_every_machine_is_well_formed():
    for machine in seccomp.FORBIDDEN:
        program = seccomp.filtered(machine)
        steps = [program[at : at + 8] for at in range(0, len(program), 8)]
        jumps = [(at, max(step[2], step[3])) for at, step in enumerate(steps) if step[0] & 7 == 5]
        assert all(at + longest + 1 < len(steps) for at, longest in jumps)
        assert steps[-1] == seccomp.step(seccomp.RETURN, seccomp.ALLOW)


def test_nothing_is_left_when_the_grader_is_killed():
    source = (
        "from twoviews.grading.execution import Executor, possible\n"
        "import time\n"
        "executor = Executor(possible()); executor.wait()\n"
        "print(executor.sandbox.process.pid, flush=True); time.sleep(60)"
    )
    grader = subprocess.Popen([sys.executable, "-c", source], stdout=subprocess.PIPE, text=True)
    first = int(grader.stdout.readline())
    family = [first, *below(first)]
    grader.kill()
    grader.wait()
    grader.stdout.close()
    end = time.monotonic() + 20
    while any(map(alive, family)) and time.monotonic() < end:
        time.sleep(0.1)
    assert not any(map(alive, family))


def alive(pid: int) -> bool:
    """Tell whether a process is there and not merely waiting to be let go."""
    try:
        return Path("/proc", str(pid), "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_without_bubblewrap_the_sentence_says_how_to_get_it(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoSandbox, match="no bubblewrap .* apt-get install bubblewrap.*none"):
        Executor("bubblewrap")


@needs_bubblewrap
def test_a_machine_that_forbids_namespaces_is_told_apart(monkeypatch, tmp_path):
    fake = tmp_path / "bwrap"
    fake.write_text(
        "#!/bin/sh\necho 'bwrap: No permissions to create a new namespace' >&2\nexit 1\n"
    )
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with Executor("bubblewrap") as executor, pytest.raises(NoSandbox, match="No permissions to"):
        executor.wait()


def test_an_isolation_that_does_not_exist_is_refused():
    with pytest.raises(NoSandbox, match="There is no isolation 'docker'"):
        Executor("docker")


def test_the_result_of_a_test_is_kept_however_much_was_printed():
    shown = Outputs(100)
    shown.stream("stdout", "x" * 1_000)
    shown.stream("stderr", "a warning")
    shown.show("execute_result", {"text/plain": "1.0"}, {})
    assert [each.get("name") or each["data"] for each in shown.kept] == [
        "stdout",
        "stderr",
        {"text/plain": "1.0"},
    ]
    assert "cut off" in shown.kept[0]["text"]


AS_ANOTHER = (
    "mount --bind {base} {aside} && mount -t tmpfs -o mode=755 none /root && mkdir -p {base} && "
    "mount --bind {aside} {base} && cd {root} && "
    "exec setpriv --reuid 4242 --regid 4242 --clear-groups {python} -c '{program}'"
)
PROGRAM = "from twoviews.grading.execution import possible; print(possible())"


@needs_bubblewrap
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can switch")
def test_an_ordinary_user_has_the_same_sandbox(tmp_path):
    aside = tmp_path / "aside"
    aside.mkdir()
    base = os.path.realpath(sys.base_prefix)
    script = AS_ANOTHER.format(
        base=base, aside=aside, root=ROOT, python=sys.executable, program=PROGRAM
    )
    done = subprocess.run(
        ["unshare", "--mount", "--propagation", "private", "sh", "-c", script],
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], "HOME": "/tmp", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.stdout == "bubblewrap\n", done.stderr
