"""Files and classes are small enough to be read in one sitting."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "tui").rglob("*.py"))
LINES = 450
METHODS = 15
# Methods that Textual calls are not part of what a class offers to others.
HOOKS = ("_", "on_", "action_", "watch_", "validate_", "compute_", "check_")
# Classes that may offer more: "path:Class" with the reason.
EXEMPT: dict[str, str] = {
    "tui/session/session.py:Session": "every change of annotations goes through it",
}


def public_methods(cls: ast.ClassDef) -> list[str]:
    """The public methods, without properties and hooks."""
    functions = (n for n in cls.body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    return [f.name for f in functions if not f.name.startswith(HOOKS) and not is_property(f)]


def is_property(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether it is a property or the setter of one."""
    decorators = {
        ast.unparse(decorator).rpartition(".")[2] for decorator in function.decorator_list
    }
    return bool(decorators & {"property", "cached_property", "setter"})


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_short(path: Path):
    assert len(path.read_text("utf-8").splitlines()) <= LINES


def test_a_class_offers_few_methods():
    crowded = {
        f"{path.relative_to(ROOT).as_posix()}:{node.name}": public_methods(node)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and len(public_methods(node)) > METHODS
    }

    assert {name: crowded[name] for name in crowded if name not in EXEMPT} == {}
    assert set(EXEMPT) <= set(crowded), "an exemption is not needed any more"
