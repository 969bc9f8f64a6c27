"""Attacks on the way by which an answer's value comes to the tests."""

from functools import partial

from .attack import coded

code = partial(coded, "channel")
CHANNEL = [
    code("long_list", "answers with ten million entries", "q1 = list(range(10**7))"),
    code("long_text", "answers with text of two hundred megabytes", "q1 = ['x' * (2 * 10**8)]"),
    code("long_number", "answers with a number of a million digits", "q3 = 7 ** 1_200_000"),
    code("many_keys", "answers with a million keys", "q2 = dict.fromkeys(range(10**6))"),
    code(
        "deep_value",
        "answers with a list in a list, a hundred thousand times",
        "q1 = []\nfor _ in range(100_000):\n    q1 = [q1]",
    ),
    code(
        "cyclic_values",
        "answers with lists and tables that hold themselves",
        """
q1 = [2, 3]
q1.append(q1)
q2 = {}
q2["trump2018"] = q2
q4 = pd.DataFrame({"year": [0], "launches": [0]}, dtype=object)
q4.iat[0, 0] = q4
""",
    ),
    code(
        "wide_value",
        "answers with a small value that unfolds to billions of entries",
        "q1 = ['x'] * 10\nfor _ in range(10):\n    q1 = [q1] * 10",
    ),
    code(
        "colliding_numbers",
        "answers with numbers that all fall into one place of a set",
        "q1 = [number * (2**61 - 1) for number in range(50_000)]",
    ),
    code(
        "odd_numbers",
        "answers with numbers that JSON and comparisons do not know",
        "q1 = [float('nan'), float('inf'), -0.0, 1j]\nq3 = float('nan')",
    ),
    code(
        "odd_text",
        "answers with half characters, zero bytes and escapes",
        """
q1 = ["\\ud800", "\\x00", "\\x1b]0;owned\\x07", "\\u202e", "\\r\\n\\r\\n"]
q2 = {"trump2018": ["\\udcff" * 9], "\\ud800": 1}
""",
    ),
    code(
        "look_alike_tags",
        "answers with dictionaries that look like the channel's own notation",
        """
kinds = ("DataFrame", "frame", "table", "list", "set", "tuple", "int", "float", "object")
keys = ("$", "$type", "type", "kind", "tag", "__type__", "__class__", "t", "k", "py/object")
q1 = [{key: kind, "value": [2, 3, 5, 7], "v": [2, 3, 5, 7]} for key in keys for kind in kinds]
q2 = {key: kind for key in keys for kind in kinds}
q3 = {"$type": "int", "value": 46}
q4 = [["DataFrame", [["year", [2017, 2018]], ["launches", [20, 0]]]], {"py/reduce": ["id"]}]
""",
    ),
    code(
        "patched_encoder",
        "replaces the encoder that packs the answers, as far as it is in the same process",
        """
import sys

def encode(*parts, **options):
    return b'{"q1": [2, 3, 5, 7], "q3": 46}'

for name, module in list(sys.modules.items()):
    if name.startswith("twoviews.grading"):
        for each in dir(module):
            if each.startswith(("encode", "pack", "dump")):
                setattr(module, each, encode)
""",
    ),
    code(
        "patched_json",
        "lets JSON itself write what is not a value",
        """
import json
import json.encoder
import marshal
import pickle

lie = '{"q1": ' + '[' * 50_000 + ']' * 50_000 + ', "share": 1.0, "content": null, "LEAST": 0}'
json.dumps = lambda *parts, **options: lie
json.JSONEncoder.encode = lambda self, thing: lie
json.JSONEncoder.iterencode = lambda self, thing, *more: iter([lie])
pickle.dumps = marshal.dumps = lambda *parts, **options: b"cos\\nsystem\\n(S'touch $COURSE/x'\\ntR."
""",
    ),
    code(
        "patched_writes",
        "doubles, cuts and delays everything that its process writes",
        """
import os
import socket

real = os.write
os.write = lambda number, data: real(number, bytes(data)[:3] * 2) and len(data)
class Cut(socket.socket):
    def sendall(self, data, *flags):
        super().send(bytes(data)[:3])
    def sendmsg(self, parts, *more):
        return super().send(b"\\xff" * 8)
socket.socket = Cut
""",
    ),
    code(
        "huge_length",
        "announces frames of all lengths on every descriptor and sends none of them",
        """
import os
import struct

for number in range(3, 256):
    for head in (struct.pack(">Q", 2**63), struct.pack("<I", 2**32 - 1), b"9" * 12 + b"\\n"):
        try:
            os.set_blocking(number, False)
            os.write(number, head)
        except OSError:
            pass
""",
    ),
    code(
        "slow_writer",
        "writes one byte a second to every descriptor",
        """
import os
import threading
import time

def drip():
    while True:
        for number in range(3, 64):
            try:
                os.write(number, b"{")
            except OSError:
                pass
        time.sleep(1)

threading.Thread(target=drip, daemon=True).start()
""",
    ),
    code(
        "eaten_requests",
        "reads what the grader sends to its process, and answers in its place",
        """
import os
import threading

def eat(number):
    while True:
        try:
            data = os.read(number, 65536)
            os.write(number, data)
        except OSError:
            return
        if not data:
            return

for number in range(3, 64):
    threading.Thread(target=eat, args=(number,), daemon=True).start()
""",
    ),
    code(
        "closed_channel",
        "closes every descriptor that it inherited",
        "import os\n\nos.closerange(3, 4096)",
    ),
    code(
        "crossed_descriptors",
        "lays all descriptors over one another",
        """
import os

for number in range(3, 64):
    try:
        os.dup2(0, number)
    except OSError:
        pass
""",
    ),
    code(
        "passed_descriptors",
        "passes descriptors and credentials over every socket that it holds",
        """
import array
import os
import socket

inside = os.open("/", os.O_RDONLY)
for number in range(3, 64):
    try:
        end = socket.socket(fileno=os.dup(number))
        end.setblocking(False)
        fds = array.array("i", [inside] * 200)
        end.sendmsg([b"{}"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, fds)])
    except OSError:
        pass
""",
    ),
    code(
        "template_requests",
        "asks the process that it was forked from to fork it a test process",
        """
import json
import os
import struct

for number in range(3, 64):
    for request in ({"fork": "tests"}, {"op": "run", "role": "tests", "values": {"q3": 46}}):
        body = json.dumps(request).encode()
        try:
            os.set_blocking(number, False)
            os.write(number, struct.pack("<I", len(body)) + body)
            os.write(number, body + b"\\n")
        except OSError:
            pass
""",
    ),
    code(
        "walk_the_stack",
        "climbs the frames above its cell and changes what the runner holds",
        """
import sys

frame = sys._getframe()
while frame:
    for name, thing in list(frame.f_locals.items()):
        if isinstance(thing, dict) and name not in ("globals", "builtins"):
            try:
                thing["q1"] = [2, 3, 5, 7] if False else thing.get("q1")
                thing["share"] = lambda *parts: 1.0
            except Exception:
                pass
        if isinstance(thing, list):
            try:
                thing.append({"output_type": "execute_result", "data": {"text/plain": "2.0"}})
            except Exception:
                pass
    frame = frame.f_back
""",
    ),
    code(
        "hidden_words",
        "looks in the frames above its cell for words that only the hidden tests hold",
        """
import sys

known = {*dir(), *dir(__builtins__), "launches", "year", "trump2018", "biden2020", "ex2"}
known |= {"assert_frame_equal", "content", "form", "share", "pd", "pandas", "testing", "grade"}
frame = sys._getframe()
while frame:
    for thing in list(frame.f_locals.values()):
        for inner in thing.values() if type(thing) is dict else [thing]:
            if type(inner) in (list, tuple, set) and 2 < len(inner) < 500:
                words = [word for word in inner if type(word) is str and word.isidentifier()]
                if "q6" in words:
                    q6 = next((word for word in words if word not in known), None)
    frame = frame.f_back
""",
    ),
    code(
        "wide_table",
        "answers with a table of a hundred thousand columns, and one of ten million rows",
        """
import numpy as np

q4 = pd.DataFrame(np.zeros((1, 100_000)))
q3 = pd.DataFrame({"launches": np.zeros(10**7)})
""",
    ),
    code(
        "broken_table",
        "answers with a table whose insides do not fit together",
        """
q4 = pd.DataFrame({"year": [2017, 2018], "launches": [1, 2]})
q4._mgr.axes[1] = pd.Index([2017] * 10**6)
q4._mgr.blocks = ()
q3 = pd.Series([1], index=pd.MultiIndex.from_tuples([(1, 2)]))
""",
    ),
    code(
        "objects_for_helpers",
        "binds plain values to the names of the course's own objects",
        "q1 = []\nshare = 1.0\ncontent = form = {'grade': 3.0}\npd = None\nLEAST = 0\nround = 2",
    ),
]
