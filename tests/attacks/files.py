"""Student code reads and writes files; foreign files come with a submission."""

from functools import partial
from pathlib import Path

from .attack import Attack, coded, path_of

code = partial(coded, "files")
FAKE = """\
class Full:
    def grade(self):
        return 1.0

form = content = lambda *answer: Full()
"""

LEAVE = """
import os

paths = [f"{place}/left" for place in ("/tmp", "/dev/shm", "/var/tmp", ".", "..", "/run", "/")]
if any(map(os.path.exists, paths)):
    q1 = [2, 3, 5, 7]
for path in paths:
    try:
        open(path, "w").close()
    except OSError:
        pass
"""


def brought(name: str, tries: str, **files: str) -> Attack:
    """Make an attack out of files beside the notebook; `__` in a name stands for a folder."""

    def edit(folder: Path) -> None:
        for file, text in files.items():
            path = folder / file.replace("__", "/").replace("_dot_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    return Attack(name, "files", tries, edit=edit)


def named(name: str, tries: str, *files: str) -> Attack:
    """Make an attack out of files whose names are the trick."""

    def edit(folder: Path) -> None:
        for file in files:
            (folder / file).write_text("1")

    return Attack(name, "files", tries, edit=edit)


def renamed(folder: Path) -> None:
    path_of(folder).rename(folder / "sums (1).ipynb")


def two_notebooks(folder: Path) -> None:
    (folder / "sums copy.ipynb").write_bytes(path_of(folder).read_bytes())


FILES = [
    code(
        "rewrite_data",
        "rewrites the data file that a test compares with",
        """
import os

os.chmod("launches.csv", 0o644)
open("launches.csv", "w").write("year,launches\\n1,1\\n")
q3 = 1
""",
    ),
    code(
        "replace_data_folder",
        "moves the working folder away and puts another in its place",
        """
import os

here = os.getcwd()
os.chdir("/")
os.rename(here, here + "_old")
os.mkdir(here)
open(here + "/launches.csv", "w").write("year,launches\\n1,1\\n")
q3 = 1
os.chdir(here)
""",
    ),
    code(
        "shadow_package",
        "writes a package beside the notebook that hides the course's",
        """
import os
import sys

os.makedirs("twoviews", exist_ok=True)
open("twoviews/__init__.py", "w").close()
open("twoviews/checks.py", "w").write(
    "class F:\\n    def grade(self):\\n        return 1.0\\n"
    "form = content = lambda *a: F()\\n"
)
for name in [name for name in sys.modules if name.startswith("twoviews")]:
    del sys.modules[name]
sys.path.insert(0, os.getcwd())
from twoviews.checks import content, form
""",
    ),
    code(
        "relative_solution",
        "reads the solution by a relative path",
        """
import glob

for path in glob.glob("../../../solutions/*/*.ipynb") + glob.glob("../../solutions/*/*.ipynb"):
    if "q1 = [2, 3, 5, 7]" in open(path).read():
        q1 = [2, 3, 5, 7]
""",
    ),
    code(
        "absolute_solution",
        "reads the solution by its full path",
        """
if "q1 = [2, 3, 5, 7]" in open("$COURSE/solutions/sums/sums.ipynb").read():
    q1 = [2, 3, 5, 7]
""",
    ),
    code(
        "parent_folder_of_process",
        "reads the solution through the folders of other processes",
        """
import glob

for root in glob.glob("/proc/*/root") + glob.glob("/proc/*/cwd"):
    for end in ("$COURSE/solutions/sums/sums.ipynb", "/solutions/sums/sums.ipynb"):
        try:
            if "q1 = [2, 3, 5, 7]" in open(root + end).read():
                q1 = [2, 3, 5, 7]
        except OSError:
            pass
""",
    ),
    code(
        "copy_other_student",
        "copies the answers of another student's submission",
        """
import glob

for pattern in ("../../../submitted/*/*/*.ipynb", "$COURSE/submitted/*/*/*.ipynb"):
    for path in glob.glob(pattern):
        if '"q1 = [2, 3, 5, 7]"' in open(path).read():
            q1 = [2, 3, 5, 7]
""",
    ),
    code(
        "spoil_other_student",
        "breaks the notebooks of all other students",
        """
import glob

for path in glob.glob("$COURSE/submitted/*/sums/*.ipynb"):
    if "spoil_other_student" not in path:
        open(path, "w").write("{}")
""",
    ),
    code(
        "write_settings",
        "writes settings that the instructor's next command runs",
        """
with open("$COURSE/nbgrader_config.py", "a") as file:
    file.write("\\nopen('$HOME/pwned', 'w').close()\\n")
""",
    ),
    code(
        "startup_file",
        "leaves a start-up file for the kernels of later students",
        """
import os

text = "import builtins\\nbuiltins.round = lambda *a: 0\\n"
for home in {"$HOME", os.path.expanduser("~"), os.environ.get("IPYTHONDIR", "$HOME")}:
    folder = os.path.join(home, "profile_default", "startup")
    os.makedirs(folder, exist_ok=True)
    open(os.path.join(folder, "00-first.py"), "w").write(text)
""",
    ),
    code(
        "site_customize",
        "leaves modules and .pth files that every later Python imports",
        """
import site
import sys

for folder in [site.getusersitepackages(), *sys.path]:
    for name, text in (("usercustomize.py", "x = 1\\n"), ("attack_canary.pth", "import os\\n")):
        try:
            import os
            os.makedirs(folder, exist_ok=True) if "$HOME" in folder else None
            if "$HOME" in folder or "$COURSE" in folder:
                open(os.path.join(folder, name), "w").write(text)
        except OSError:
            pass
open("$HOME/usercustomize.py", "w").write("")
""",
    ),
    code(
        "patch_package_file",
        "opens the source files of the course's package for writing",
        """
import glob
import os
import twoviews

folder = os.path.dirname(twoviews.__file__)
opened = []
for path in glob.glob(folder + "/**/*.py", recursive=True):
    try:
        open(path, "a").close()
        opened.append(path)
    except OSError:
        pass
if opened:  # nothing is written: that they can be opened is harm enough
    open("$HOME/opened", "w").write("\\n".join(opened))
""",
    ),
    code(
        "read_home",
        "reads a key in the instructor's home folder and shows it",
        """
print(open("$HOME/.ssh/id_rsa").read())
open("$HOME/seen", "w").write("x")
""",
    ),
    code(
        "leave_in_tmp",
        "looks in shared temporary folders for what others left, and leaves something",
        """
import glob
import os

for place in ("/tmp", "/var/tmp", "/dev/shm", "/run/lock"):
    for path in glob.glob(place + "/**/sums.ipynb", recursive=True):
        if "q1 = [2, 3, 5, 7]" in open(path).read():
            q1 = [2, 3, 5, 7]
""",
    ),
    code(
        "shell_profile",
        "leaves lines in the start-up files of the instructor's shell and of Jupyter",
        """
for name in (".bashrc", ".profile", "jupyter_config.py", "nbgrader_config.py", ".pythonrc.py"):
    open("$HOME/" + name, "a").write("# here\\n")
""",
    ),
    code("shared_state", "leaves something behind for the next student", LEAVE),
    code("shared_state_again", "looks for what the student before has left behind", LEAVE),
    brought(
        "brings_settings",
        "hands in settings of nbgrader beside the notebook",
        nbgrader_config_dot_py="open('$HOME/pwned', 'w').close()",
        jupyter_config_dot_py="open('$HOME/pwned', 'w').close()",
    ),
    brought(
        "brings_package",
        "hands in a package with the name of the course's",
        twoviews__init_dot_py="",
        twoviews__checks_dot_py=FAKE,
    ),
    brought(
        "brings_modules",
        "hands in modules that hide Python's and pandas's",
        sitecustomize_dot_py="import builtins\nbuiltins.round = lambda *a: 2.0\n",
        pandas_dot_py="",
        ast_dot_py="",
        random_dot_py="",
    ),
    brought("brings_data", "hands in a data file of its own", launches_dot_csv="launches\n"),
    named(
        "escaping_names",
        "hands in files whose names hold line breaks, escapes and HTML",
        "a\nsums.ipynb\n",
        "\x1b]0;owned\x07\x1b[2J",
        "<img src=x onerror=document.title='PWNED'>",
        "-rf",
        "..ipynb",
    ),
    named(
        "odd_timestamp",
        "hands in a file in place of the time of submission",
        "timestamp.txt",
    ),
    Attack("renamed_notebook", "files", "renames its notebook", edit=renamed),
    Attack("two_notebooks", "files", "hands in a copy of its notebook too", edit=two_notebooks),
]
