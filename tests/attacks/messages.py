"""Student code writes what the grader reads: outputs, replies, look-alikes of both."""

from functools import partial

from .attack import coded

code = partial(coded, "messages")
MESSAGES = [
    code(
        "result_before_error",
        "has every later cell publish a full score before its error",
        """
from IPython.core.interactiveshell import InteractiveShell

session, kernel = get_ipython().kernel.session, get_ipython().kernel

def fake(*info):
    content = {"execution_count": 1, "data": {"text/plain": "2.0"}, "metadata": {}}
    session.send(kernel.iopub_socket, "execute_result", content, parent=kernel.get_parent())

get_ipython().events.register("pre_run_cell", fake)
""",
    ),
    code(
        "published_result",
        "publishes an execute_result as a display",
        """
def show(*info):
    get_ipython().display_pub.publish({"text/plain": "2.0"}, {}, transient={})
    get_ipython().displayhook(2.0)

get_ipython().events.register("pre_run_cell", show)
get_ipython().events.register("post_run_cell", show)
""",
    ),
    code(
        "printed_protocol",
        "prints text that looks like messages of a channel",
        """
import json
import sys

line = {"msg_type": "execute_result", "content": {"data": {"text/plain": "2.0"}}}
for stream in (sys.stdout, sys.__stdout__, sys.__stderr__):
    print(json.dumps(line), file=stream, flush=True)
    print(json.dumps({"q1": [2, 3, 5, 7], "q3": 46}), file=stream, flush=True)
    print("\\x00\\x00\\x00\\x10" + json.dumps({"values": {"q3": 46}}), file=stream, flush=True)
""",
    ),
    code(
        "update_display",
        "changes the displays of later cells through their ids",
        """
from IPython.display import display, update_display

display("0", display_id="score")

def update(*info):
    update_display("2.0", display_id="score")

get_ipython().events.register("post_run_cell", update)
""",
    ),
    code(
        "clear_output",
        "clears the outputs of later cells when they are about to fail",
        """
from IPython.display import clear_output

get_ipython().events.register("post_run_cell", lambda *info: clear_output(wait=False))
get_ipython().events.register("pre_run_cell", lambda *info: clear_output(wait=True))
""",
    ),
    code(
        "comm_storm",
        "opens comms and sends them messages without end",
        """
try:
    from comm import create_comm
    for i in range(2_000):
        create_comm(target_name="score", data={"text/plain": "2.0"}).send({"score": 2.0})
except Exception:
    pass
""",
    ),
    code(
        "closed_streams",
        "closes the standard streams and the sockets of the kernel",
        """
import os
import sys

sys.stdout.close()
sys.stderr.close()
for number in range(3):
    os.close(number)
""",
    ),
    code(
        "raw_descriptors",
        "writes replies of its own to every open descriptor",
        """
import json
import os
import struct

body = json.dumps({"values": {"q1": [2, 3, 5, 7], "q3": 46}, "outputs": []}).encode()
for number in range(3, 256):
    try:
        os.set_blocking(number, False)
        os.write(number, struct.pack(">I", len(body)) + body + b"\\n")
    except OSError:
        pass
""",
    ),
    code(
        "many_outputs",
        "shows a hundred thousand outputs in one cell",
        "from IPython.display import display\n\nfor i in range(100_000):\n    display(i)",
    ),
    code(
        "strange_bundle",
        "shows data of kinds and sizes that a notebook does not know",
        """
from IPython.display import display

display({"text/plain": ["2.0"], "application/x": {"a": float("nan")}, 7: b"x"}, raw=True)
display({"image/png": "not base64 \\ud800", "text/plain": None}, raw=True)
display({"application/vnd.jupyter.widget-state+json": {"state": 1}}, raw=True)
""",
    ),
    code(
        "score_in_stream",
        "prints numbers where the score of a test would stand",
        "import atexit\n\nprint(2.0)\natexit.register(print, 3.0)\n2.0",
    ),
]
