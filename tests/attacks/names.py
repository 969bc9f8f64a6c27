"""Student code gives the names that the tests use another meaning."""

from functools import partial

from .attack import coded

code = partial(coded, "names")
NAMES = [
    code(
        "rebind_checks",
        "defines `form` and `content` anew, with a grade that is always full",
        """
class Full:
    def grade(self):
        return 3.0

form = lambda *answer: type("One", (), {"grade": lambda self: 1.0})()
content = lambda *answer: Full()
""",
    ),
    code(
        "rebind_helper",
        "defines the helper function of a locked cell anew",
        "share = lambda found, wanted: 1.0\nq1 = []",
    ),
    code(
        "rebind_constant",
        "changes the plain number that a locked cell sets for the tests",
        "LEAST = 0\nq1 = []",
    ),
    code(
        "rebind_builtins",
        "replaces `round`, `len`, `type` and `set` in builtins",
        """
import builtins

q1 = []
builtins.round = lambda *numbers: 2.0
builtins.len = lambda entries: 99
builtins.set = lambda entries=(): frozenset({2, 3, 5, 7})
""",
    ),
    code(
        "shadow_builtins",
        "defines names of builtins in the notebook itself",
        "q1 = []\nlen = lambda entries: 4\nround = lambda *numbers: 2.0\nset = frozenset",
    ),
    code(
        "patch_feedback",
        "patches the method that gives the points of a check",
        """
from twoviews.checks.feedback import Feedback

Feedback.grade = lambda self: float(self.maximum)
""",
    ),
    code(
        "patch_code",
        "swaps the code object of the grading method in place",
        """
from twoviews.checks.feedback import Feedback

def grade(self):
    return float(self.maximum)

Feedback.grade.__code__ = grade.__code__
""",
    ),
    code(
        "patch_pandas",
        "lets pandas read the data that the wrong answer agrees with",
        """
class Agreeing:
    def __getitem__(self, name):
        return self
    def sum(self):
        return 1

pd.read_csv = lambda *path: Agreeing()
q3 = 1
""",
    ),
    code(
        "patch_testing",
        "empties the comparison of tables that a test imports",
        "import pandas.testing\n\npandas.testing.assert_frame_equal = lambda *tables: None",
    ),
    code(
        "fake_module",
        "puts modules of its own into sys.modules",
        """
import sys
import types

fake = types.ModuleType("pandas.testing")
fake.assert_frame_equal = lambda *tables: None
sys.modules["pandas.testing"] = fake
""",
    ),
    code(
        "fake_import",
        "replaces the import function",
        """
import builtins
import types

real = builtins.__import__

def fake(name, *more):
    if name == "pandas.testing":
        return types.SimpleNamespace(assert_frame_equal=lambda *tables: None)
    return real(name, *more)

builtins.__import__ = fake
""",
    ),
    code(
        "import_hook",
        "puts a finder of its own before all others",
        """
import importlib.abc
import importlib.util
import sys

class Loader(importlib.abc.Loader):
    def create_module(self, spec):
        return None
    def exec_module(self, module):
        module.assert_frame_equal = lambda *tables: None

class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "pandas.testing":
            return importlib.util.spec_from_loader(name, Loader())

sys.modules.pop("pandas.testing", None)
sys.meta_path.insert(0, Finder())
""",
    ),
    code(
        "change_defaults",
        "changes the globals that a locked function sees",
        """
share.__globals__["len"] = lambda entries: 1
share.__globals__["set"] = lambda entries: frozenset({1})
share.__defaults__ = ((), {1})
share.__code__ = (lambda found, wanted: 1.0).__code__
q1 = []
""",
    ),
    code(
        "odd_names",
        "binds names that the shell and Python keep for themselves",
        """
q1 = []
__builtins__ = {"len": lambda entries: 4, "round": lambda *numbers: 2.0, "set": set}
__name__ = "__test__"
_ = __ = ___ = 2.0
In = Out = ["round(2.0)"] * 50
get_ipython = exit = quit = None
""",
    ),
    code(
        "thousands_of_names",
        "binds a hundred thousand names, all those of a test among them",
        """
globals().update({f"name_{i}": i for i in range(100_000)})
globals().update(content=1.0, form=1.0, share=1.0, pd=None)
""",
    ),
    code(
        "watching_namespace",
        "puts a namespace in place that answers every question itself",
        """
class Space(dict):
    def __getitem__(self, name):
        if name in ("content", "form"):
            return lambda *answer: type("F", (), {"grade": lambda self: 1.0})()
        return dict.__getitem__(self, name)

get_ipython().user_ns = Space(get_ipython().user_ns)
""",
    ),
]
