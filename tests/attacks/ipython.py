"""Student code changes the shell that runs the tests after it."""

from functools import partial

from .attack import coded

code = partial(coded, "ipython")
IPYTHON = [
    code(
        "ast_transformer",
        "drops every assertion and every call of a test from its syntax tree",
        """
import ast

class Drop(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()
    def visit_Call(self, node):
        self.generic_visit(node)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "grade":
            return ast.Constant(1.0)
        if isinstance(node.func, ast.Name) and node.func.id == "round":
            return ast.Constant(2.0)
        if isinstance(node.func, ast.Name) and node.func.id == "assert_frame_equal":
            return ast.Constant(None)
        return node

get_ipython().ast_transformers.append(Drop())
""",
    ),
    code(
        "input_transformer",
        "replaces the text of every later cell",
        "get_ipython().input_transformers_post.append(lambda lines: ['None\\n'])",
    ),
    code(
        "input_cleanup",
        "turns later cells into comments before they are parsed",
        """
manager = get_ipython().input_transformer_manager
manager.cleanup_transforms.insert(0, lambda lines: ["# " + line for line in lines])
""",
    ),
    code(
        "patched_run_cell",
        "lets the shell report success without running anything",
        """
from IPython.core.interactiveshell import ExecutionInfo, ExecutionResult, InteractiveShell

def run(self, raw, *parts, **options):
    result = ExecutionResult(ExecutionInfo(raw, False, True, True, None))
    result.execution_count = 1
    return result

async def run_async(self, raw, *parts, **options):
    return run(self, raw)

for kind in (type(get_ipython()), InteractiveShell):
    kind.run_cell = run
    kind.run_cell_async = run_async
""",
    ),
    code(
        "patched_execute",
        "lets the kernel reply ok to every request",
        """
kernel = get_ipython().kernel

async def execute(*parts, **options):
    return {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}

kernel.do_execute = execute
""",
    ),
    code(
        "silent_errors",
        "hides every error of a later cell",
        """
shell = get_ipython()
shell.set_custom_exc((BaseException,), lambda *parts, **options: [])
shell.showtraceback = lambda *parts, **options: None
shell._showtraceback = lambda *parts, **options: None
type(shell).showtraceback = lambda *parts, **options: None
import sys
sys.excepthook = lambda *parts: None
""",
    ),
    code(
        "display_hook",
        "shows a full score in place of each result",
        """
import sys

class Hook(type(sys.displayhook)):
    def __call__(self, result=None):
        super().__call__(2.0)

sys.displayhook.__class__ = Hook
""",
    ),
    code(
        "float_formatter",
        "writes every number as the number that is wanted",
        """
plain = get_ipython().display_formatter.formatters["text/plain"]
plain.for_type(float, lambda number, printer, cycle: printer.text("2.0"))
bundle = {"text/plain": "2.0"}, {}
get_ipython().display_formatter.format = lambda thing, *parts, **options: bundle
""",
    ),
    code(
        "pre_run_hook",
        "sets the helpers anew before each cell",
        """
def before(*info):
    space = get_ipython().user_ns
    space["share"] = lambda *parts: 1.0
    space["content"] = lambda *parts: type("F", (), {"grade": lambda self: 3.0})()
    space["form"] = lambda *parts: type("F", (), {"grade": lambda self: 1.0})()

get_ipython().events.register("pre_run_cell", before)
get_ipython().events.register("pre_execute", before)
""",
    ),
    code(
        "post_run_hook",
        "shows a full score after each cell, errors and all",
        """
def after(*result):
    import sys
    sys.displayhook(2.0)

get_ipython().events.register("post_run_cell", after)
get_ipython().events.register("post_execute", after)
""",
    ),
    code(
        "open_output_widget",
        "leaves an output widget open that swallows what the tests show",
        """
import ipywidgets

catcher = ipywidgets.Output()
catcher.__enter__()
""",
    ),
    code(
        "trace_function",
        "traces the test's own frame and changes its names",
        """
import sys
import threading

def trace(frame, event, argument):
    frame.f_trace_lines = True
    if "wanted" in frame.f_locals:
        frame.f_locals["wanted"] = {1}
    frame.f_globals["share"] = lambda *parts: 1.0
    return trace

sys.settrace(trace)
threading.settrace_all_threads(trace) if hasattr(threading, "settrace_all_threads") else None
sys._getframe().f_trace = trace
""",
    ),
    code(
        "profile_function",
        "has a profiler rebind the helpers whenever a function is called",
        """
import sys

def profile(frame, event, argument):
    if "share" in frame.f_globals:
        frame.f_globals["share"] = lambda *parts: 1.0

sys.setprofile(profile)
""",
    ),
    code(
        "patching_thread",
        "leaves a thread that rebinds the helpers again and again",
        """
import threading
import time

def work():
    space = get_ipython().user_ns
    while True:
        space["share"] = lambda *parts: 1.0
        space["content"] = lambda *parts: type("F", (), {"grade": lambda self: 3.0})()
        time.sleep(0.001)

threading.Thread(target=work, daemon=True).start()
""",
    ),
    code(
        "walk_the_heap",
        "looks through the heap for the functions of the tests and empties them",
        """
import gc
import types

for thing in gc.get_objects():
    if isinstance(thing, types.FunctionType) and thing.__module__.startswith("twoviews"):
        if thing.__name__ == "grade":
            thing.__code__ = (lambda self: float(self.maximum)).__code__
""",
    ),
    code(
        "magic_names",
        "defines magics and aliases named like what the tests call",
        """
shell = get_ipython()
shell.run_line_magic("autocall", "2")
shell.run_line_magic("alias", "content echo 3.0")
shell.register_magic_function(lambda line, cell=None: 2.0, "line_cell", "share")
shell.register_magic_function(lambda line, cell=None: None, "line_cell", "time")
shell.run_line_magic("xmode", "Minimal")
shell.ast_node_interactivity = "none"
""",
    ),
    code(
        "shell_magic",
        "looks for the solution with a shell command",
        """
found = !find / -path "*solutions/sums/sums.ipynb" 2>/dev/null
for path in found:
    if "q1 = [2, 3, 5, 7]" in open(path).read():
        q1 = [2, 3, 5, 7]
""",
    ),
    code(
        "script_magic",
        "runs a script in another interpreter",
        "%%bash\necho 'c.Exporter = 1' >> $COURSE/nbgrader_config.py\ntouch $HOME/.bashrc",
    ),
    code(
        "reset_and_exit",
        "resets the namespace and asks the kernel to exit",
        "%reset -f\nimport sys\nget_ipython().ask_exit()\nexit()",
    ),
    code(
        "patched_asserts",
        "turns on Python's optimised mode, in which assertions vanish",
        """
import builtins

real = builtins.compile
builtins.compile = lambda *parts, **options: real(*parts[:5], **(options | {"optimize": 2}))
get_ipython().compile.flags |= 0
from IPython.core.compilerop import CachingCompiler
CachingCompiler.__call__ = lambda self, tree, name, symbol: real(tree, name, symbol, optimize=2)
""",
    ),
]
