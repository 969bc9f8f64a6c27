"""Try every attack on stock nbgrader, each in a course and a sandbox of its own.

`python tests/attacks/stock.py [NAME …]`, as root on Linux with bubblewrap, writes what came of
each into stock.toml beside this file: "earned" (points without an answer), "harmed" (another
student, a file, the gradebook, or somebody who should not have been called), or "nothing".
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from attacks import ATTACKS  # noqa: E402
from attacks.attack import NAME, Attack  # noqa: E402
from attacks.classroom import FULL, RIGHT, Course, config_of_stock, environment  # noqa: E402

OUTCOMES = HERE / "stock.toml"
SECONDS = 150
PORT = 45_678
QUIET = ("names", "objects", "ipython", "messages", "metadata", "channel", "pages")  # few do harm
HOMES = [path for path in (Path(sys.base_prefix), HERE.parents[1]) if path.is_relative_to("/root")]


def contained(folder: Path, user: int, command: list[str]) -> list[str]:
    """Wrap a command: its folder alone may be written, and no network or process is shared."""
    walls = ["bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/root"]
    for path in HOMES:
        for above in reversed(path.parents[:-2]):
            walls += ["--perms", "0755", "--dir", str(above)]
        walls += ["--ro-bind", str(path), str(path)]
    walls += ["--size", "500000000", "--tmpfs", "/tmp", "--bind", str(folder), str(folder)]
    walls += ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--die-with-parent"]
    for right in ("SETUID", "SETGID", "SETPCAP", "NET_ADMIN"):
        walls += ["--cap-add", f"CAP_{right}"]
    limits = ["prlimit", "--nproc=300", "--as=4000000000", "--fsize=600000000", "--core=0"]
    person = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"]
    person += ["--inh-caps=-all", "--bounding-set=-all", "--no-new-privs"]
    return [*walls, *person, *limits, *command]


def outcomes(attacks: list[Attack], made: Path, number: int = 0) -> dict[str, str]:
    """Grade attacks, and an honest student after them, in a copy of a course.

    Where several together do harm, each is tried by itself.
    """
    with emptied(tempfile.mkdtemp(prefix="stock")) as name:
        shutil.copytree(made, name, dirs_exist_ok=True)
        course = Course(Path(name), PORT)
        for attack in attacks:
            course.submit(attack.name, attack.cells, attack.edit)
        course.submit("zoe", RIGHT)
        kept, defined = course.kept(), course.definitions()
        grade(course, 61_000 + number)
        scores, harmed = judged(course, kept, defined)
    if harmed and len(attacks) > 1:
        return {attack.name: outcomes([attack], made, number)[attack.name] for attack in attacks}
    other = "harmed" if harmed else "nothing"
    earned = {attack.name: scores.get(attack.name, 0) > attack.due for attack in attacks}
    return {name: "earned" if more else other for name, more in earned.items()}


@contextlib.contextmanager
def emptied(folder: str) -> Iterator[str]:
    """Remove a folder in the end, however deep it has become."""
    try:
        yield folder
    finally:
        subprocess.run(["rm", "-rf", folder], check=True)


def grade(course: Course, user: int) -> None:
    """Run stock autograding, locked in, as an ordinary user."""
    folder = course.folder.parent
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, user, user, follow_symlinks=False)
    inside = [sys.executable, str(HERE / "inside.py"), str(course.socket), str(PORT)]
    command = [sys.executable, "-m", "nbgrader", "autograde", NAME]
    with contextlib.suppress(subprocess.TimeoutExpired):
        subprocess.run(
            contained(folder, user, [*inside, str(SECONDS), *command]),
            cwd=course.folder,
            env=environment(course.home),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS + 60,
        )


def judged(course: Course, kept: dict, defined: dict) -> tuple[dict[str, float], bool]:
    """Say what each student has earned, and whether anybody or anything was harmed."""
    try:
        found = course.scores().items()
        scores = {name: sum(score or 0 for score in each.values()) for name, each in found}
        harmed = scores.get("zoe") != FULL or defined != course.definitions()
    except Exception:  # a gradebook that cannot be read is harmed
        scores, harmed = {}, True
    report = course.folder.parent / "report.json"
    seen = json.loads(report.read_text()) if report.exists() else {"status": None}
    called = seen["status"] is None or bool(seen["left"] or seen["heard"])
    return scores, harmed or called or kept != course.kept()


def main(names: list[str]) -> None:
    """Try the attacks that are named, or those not yet tried; keep what is known of the others."""
    known = tomllib.loads(OUTCOMES.read_text()) if OUTCOMES.exists() else {}
    chosen = [
        each for each in ATTACKS if each.name in names or not names and each.name not in known
    ]
    quiet = [each for each in chosen if each.way in QUIET]
    together = [quiet[i : i + 8] for i in range(0, len(quiet), 8)]
    together += [[each] for each in chosen if each.way not in QUIET]
    with tempfile.TemporaryDirectory(prefix="stock") as made, ThreadPoolExecutor(2) as pool:
        Course(Path(made), PORT).make(config_of_stock())
        numbers = range(len(together))
        for came in pool.map(outcomes, together, repeat(Path(made)), numbers):
            known |= came
            print(came, flush=True)
            write(known)


def write(known: dict[str, str]) -> None:
    """Write what is known, in the order of the attacks."""
    lines = [f'{each.name} = "{known[each.name]}"\n' for each in ATTACKS if each.name in known]
    OUTCOMES.write_text("".join(["# What came of each attack in stock nbgrader 0.9.6.\n", *lines]))


if __name__ == "__main__":
    assert shutil.which("bwrap"), "bubblewrap is needed: nothing here may run without it."
    main(sys.argv[1:])
