"""Lock the warm process in with bubblewrap: what it sees, and what to say where that fails."""

import os
import shutil
import sys
from pathlib import Path

import twoviews
from twoviews.grading.errors import NoSandbox
from twoviews.grading.sandbox.limits import scratch
from twoviews.grading.sandbox.namespaces import PASSWD, STUDENT

PACKAGE = Path(twoviews.__file__).resolve().parent
DATA = PACKAGE.parent / "data"  # in a checkout; an installed package has its tables inside
NOBODY = 65534  # the ordinary user that root's processes become
ENVIRONMENT = {
    "PATH": f"{sys.prefix}/bin:/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "USER": STUDENT,
    "LOGNAME": STUDENT,
    "NBGRADER_EXECUTION": "autograde",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store")
EXCHANGE = Path("/usr/local/share/nbgrader")  # of nbgrader, where no setting moves it
HIDDEN = (DATA / "readings", EXCHANGE)  # an exchange holds what all others have handed in
SETTINGS = ("/etc/ld.so.cache", "/etc/localtime")
DEVICES = ("null", "full", "random", "urandom")  # no "zero": mapped, it is memory without limit
NAMESPACES = ("user", "pid", "net", "ipc", "uts")
HOW = (
    "Install bubblewrap (Debian and Ubuntu: apt-get install bubblewrap), grade in WSL or on a "
    "Linux machine or in a container that allows user namespaces, or set "
    'c.IsolatedExecute.isolation = "none" in nbgrader_config.py to grade without a sandbox.'
)


def ordinary() -> int | None:
    """Name the user to become where the grader is root, else None."""
    return NOBODY if os.geteuid() == 0 else None


def refusal(told: str) -> str:
    """Say in a sentence that there is no sandbox, and how to get one."""
    last = told.splitlines()[-1][:300] if told else "it did not start"
    return f"The sandbox for students' code cannot be had here ({last}). {HOW}"


def find() -> str:
    """Find the program.

    Raises
    ------
    NoSandbox
        When it is not there.
    """
    program = shutil.which("bwrap") if sys.platform == "linux" else None
    if program is None:
        raise NoSandbox(f"There is no bubblewrap on this machine to lock students' code in. {HOW}")
    return program


def around(program: list[str]) -> list[str]:
    """Write the command line that runs a program locked in.

    Parameters
    ----------
    program : list of str
        The program and its arguments.

    Returns
    -------
    list of str
        bubblewrap, its options, and the program.

    Raises
    ------
    NoSandbox
        When there is no bubblewrap.
    """
    spaces = [name for name in NAMESPACES if name != "user" or ordinary() is None]
    options = [f"--unshare-{name}" for name in spaces] + ["--unshare-cgroup-try"]
    if ordinary() is not None:
        options += ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    return [find(), *options, *seen(), "--chdir", scratch(), "--", *program]


def seen() -> list[str]:
    """List the options for what is seen: Python, the package and its tables, and no more."""
    options = []
    for path in map(Path, SYSTEM):
        if path.is_symlink():
            options += ["--symlink", str(path.readlink()), str(path)]
        elif path.is_dir():
            options += ["--ro-bind", str(path), str(path)]
    for path in (*SETTINGS, *python(), *course()):
        options += [*parents(Path(path)), "--ro-bind-try", path, path]
    for path in filter(Path.is_dir, HIDDEN):
        options += ["--tmpfs", str(path), "--remount-ro", str(path)]
    options += [*parents(Path("/etc/passwd")), "--symlink", PASSWD, "/etc/passwd"]
    options += parents(Path("/dev/null"))
    for name in DEVICES:
        options += ["--dev-bind", f"/dev/{name}", f"/dev/{name}"]
    options += ["--proc", "/proc", "--dir", "/dev/shm", "--perms", "1777", "--tmpfs", scratch()]
    return [*options, "--remount-ro", "/"]


def parents(path: Path) -> list[str]:
    """List the options that make the folders above a path, so that anybody may walk through."""
    above = [str(each) for each in reversed(path.parents) if each != each.parent]
    made = [each for each in above if not each.startswith(SYSTEM)]
    return [word for each in made for word in ("--perms", "0755", "--dir", each)]


def python() -> list[str]:
    """List the folders of this Python and of its environment."""
    return sorted({os.path.realpath(sys.base_prefix), sys.base_prefix, sys.prefix} - {"/usr"})


def course() -> list[str]:
    """List the folders of the package and of its tables."""
    return [str(PACKAGE), str(DATA)]
