"""The arrows between the layers go one way, and content stays out of the code."""

import ast
import re
from pathlib import Path

from twoviews import data

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "twoviews"
# each layer may import itself, the errors, and the layers named here
LAYERS = {
    "errors": set(),
    "text": set(),
    "data": {"text"},
    "compare": {"text"},
    "record": {"text"},
    "scoring": {"text"},
    "summary": {"text", "data"},
    "training": {"text", "data", "summary"},
    "checks": {"text", "data", "compare", "record", "scoring", "summary"},
    "widgets": {"text", "data", "compare", "record", "scoring", "checks", "summary"},
    "place": set(),
    "bundle": {"place"},
    "simulate": {"data", "place", "grading"},
    "grading": {"text", "data", "checks", "place"},
    "cli": {"bundle", "simulate", "grading"},
}
READERS = {
    "data",
    "place",
    "bundle",
    "simulate",
    "grading",
    "training",
}  # the others write folders of their own


def modules() -> list[tuple[str, Path]]:
    """Each module of the package with the layer it belongs to."""
    found = [(path.relative_to(PACKAGE).parts[0], path) for path in PACKAGE.rglob("*.py")]
    return [(part.removesuffix(".py"), path) for part, path in found if part != "__init__.py"]


def imported(tree: ast.AST) -> set[str]:
    """Every module that a tree imports, in full."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_every_module_belongs_to_a_layer_and_imports_only_below():
    for layer, path in modules():
        assert layer in LAYERS, f"{path} is in no layer"
        for name in imported(ast.parse(path.read_text(encoding="utf-8"))):
            parts = name.split(".")
            if parts[0] == "twoviews" and len(parts) > 1:
                assert parts[1] in LAYERS[layer] | {layer, "errors"}, f"{path} imports {name}"


def test_only_widgets_import_ipywidgets_and_only_data_reads_files():
    for layer, path in modules():
        source = path.read_text(encoding="utf-8")
        assert layer == "widgets" or "ipywidgets" not in imported(ast.parse(source)), path
        reads = re.search(r"\bopen\(|\.read_text\(|\.read_bytes\(|read_csv", source)
        assert layer in READERS or not reads, f"{path} reads a file"


def strings(path: Path) -> str:
    """The names and strings of a module, without its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            body[0].value = ast.Constant("")
    return ast.unparse(tree)


def test_no_actor_is_named_in_the_code():
    actors = data.load("actors")
    people = actors[actors["kind"].isin(["person", "state"])]
    named = {name.split()[-1] for name in people["name"]} | set(actors["actor_id"])
    for _, path in modules():
        spoken = set(re.findall(r"\w+", strings(path)))
        assert not spoken & named, f"{path} names {spoken & named}"


def test_modules_are_small_enough_to_read_at_one_sitting():
    for _, path in modules():
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 220, path
