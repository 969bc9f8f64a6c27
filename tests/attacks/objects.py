"""Answers that lie: objects that look like the right answer, or act when looked at."""

from functools import partial

from .attack import Attack, coded

code = partial(coded, "objects")
LIAR = """
class Meta(type):
    def __eq__(cls, other):
        return True
    def __hash__(cls):
        return hash(list)
    def __instancecheck__(cls, other):
        return True

class Liar(metaclass=Meta):
    __class__ = list
    def __eq__(self, other):
        return True
    def __len__(self):
        return 99
    def __iter__(self):
        return iter([2, 3, 5, 7])
    def __hash__(self):
        return 7
"""


def answered(name: str, tries: str, **sources: str) -> Attack:
    """Make an attack out of the source of each question that it answers."""
    cells = {f"{question}_answer": source for question, source in sources.items()}
    return Attack(name, "objects", tries, cells)


OBJECTS = [
    answered(
        "equal_int",
        "answers with a whole number that equals everything",
        q3="""
class Equal(int):
    def __eq__(self, other):
        return True
    __hash__ = int.__hash__

q3 = Equal(0)
""",
    ),
    answered(
        "equal_float",
        "answers with a number whose every comparison is true",
        q3="""
class Equal(float):
    def __eq__(self, other):
        return True
    def __ne__(self, other):
        return False
    def item(self):
        return self
    __hash__ = float.__hash__

q3 = Equal("nan")
""",
    ),
    answered(
        "equal_text",
        "fills the answer with text that equals every other text",
        q2="""
class Text(str):
    def __eq__(self, other):
        return True
    def __hash__(self):
        return hash("kim_jong_un")
    def casefold(self):
        return self

q2 = {article: [Text(str(i)) for i in range(9)] for article in ("trump2018", "biden2020")}
""",
    ),
    answered(
        "lying_type",
        "answers with an object that claims to be of every type",
        q1=LIAR + "\nq1 = Liar()",
        q3=LIAR + "\nq3 = Liar()",
        q4=LIAR + "\nq4 = Liar()",
    ),
    answered(
        "lying_list",
        "answers with a list that has another length and other entries each time",
        q1="""
class Entries(list):
    def __len__(self):
        return 4
    def __iter__(self):
        return iter([2, 3, 5, 7])

q1 = Entries()
""",
    ),
    answered(
        "lying_dict",
        "answers with a dictionary that finds whatever is looked for",
        q2="""
class Any(dict):
    def __missing__(self, key):
        return ["Kim Jong-un"] * 9
    def get(self, key, default=None):
        return self[key]
    def __len__(self):
        return 2

q2 = Any()
""",
    ),
    answered(
        "lying_table",
        "answers with a table whose methods say that it is equal",
        q4="""
class Table(pd.DataFrame):
    def equals(self, other):
        return True
    def _constructor(self, *parts):
        return self
    @property
    def shape(self):
        return (2, 2)
    def __class__(self):
        return pd.DataFrame

q4 = Table({"year": [1]})
""",
    ),
    answered(
        "lying_column",
        "hides objects that equal everything in the columns of a table",
        q4=LIAR
        + """
import numpy as np

q4 = pd.DataFrame({"year": [0, 0], "launches": [0, 0]}, dtype=object)
for row in range(2):
    for column in range(2):
        q4.iat[row, column] = Liar()
""",
    ),
    answered(
        "table_patched",
        "changes the class of tables, so that each equals each",
        q4="""
pd.DataFrame.equals = lambda self, other: True
pd.core.frame.DataFrame.__eq__ = lambda self, other: True
import pandas._testing.asserters as asserters
for name in dir(asserters):
    if name.startswith("assert_"):
        setattr(asserters, name, lambda *parts, **options: None)
import pandas._testing
pandas._testing.assert_frame_equal.__code__ = (lambda *parts, **options: None).__code__
q4 = pd.DataFrame()
""",
    ),
    answered(
        "extension_column",
        "answers with a column of a data type of its own",
        q4="""
from pandas.api.extensions import ExtensionArray, ExtensionDtype

class Kind(ExtensionDtype):
    name, type = "kind", int
    @classmethod
    def construct_array_type(cls):
        return Values

class Values(ExtensionArray):
    dtype = Kind()
    def __init__(self, count=2):
        self.count = count
    def __len__(self):
        return self.count
    def __getitem__(self, place):
        return self if isinstance(place, slice) else 0
    def isna(self):
        import numpy as np
        return np.zeros(self.count, bool)
    def copy(self):
        return self
    def __eq__(self, other):
        return True

q4 = pd.DataFrame({"year": Values(), "launches": Values()})
""",
    ),
    answered(
        "pickle_bomb",
        "answers with an object that runs a command when it is unpickled",
        q1="""
class Bomb:
    def __reduce__(self):
        import os
        return os.system, ("touch $COURSE/pickled",)

q1 = [Bomb()]
q2 = Bomb()
""",
    ),
    answered(
        "code_objects",
        "answers with functions, generators, modules and frames",
        q1="import sys\n\nq1 = [lambda: 1, (i for i in [2, 3, 5, 7]), sys, sys._getframe()]",
        q2="q2 = {'trump2018': iter(['Kim']), 'biden2020': map(str, range(9))}",
        q3="q3 = print",
    ),
    answered(
        "acting_repr",
        "answers with an object that changes the tests when it is shown",
        q1="""
class Acting:
    def __repr__(self):
        import sys
        main = sys.modules["__main__"]
        main.share = lambda *parts: 1.0
        main.content = lambda *parts: type("F", (), {"grade": lambda self: 3.0})()
        return "2.0"
    _repr_pretty_ = None

q1 = Acting()
q1
""",
    ),
    answered(
        "dying_object",
        "leaves an object that changes the tests when it is thrown away",
        q1="""
class Late:
    def __del__(self):
        import sys
        sys.modules["pandas.testing"].assert_frame_equal = lambda *parts: None

import pandas.testing
q1 = Late()
del q1
q1 = None
""",
    ),
    answered(
        "scalar_box",
        "answers with arrays and NumPy objects that hold something else",
        q1="import numpy as np\n\nq1 = np.array([2, print, {}, None], dtype=object)",
        q3="import numpy as np\n\nq3 = np.array([True, False, True])",
        q4="q4 = pd.Series([20, 0])",
    ),
    code(
        "hidden_attributes",
        "carries objects into the test in the attributes of a table",
        """
class Equal:
    def __eq__(self, other):
        return True

pd.DataFrame.attrs = {"equal": Equal()}
q4 = pd.DataFrame({"year": [0, 0], "launches": [0, 0]})
object.__setattr__(q4, "equals", Equal())
q4.flags.allows_duplicate_labels = False
""",
    ),
]
