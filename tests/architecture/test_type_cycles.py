"""The modules of the screens and the app do not import one another in a circle, even for types."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): path
    for path in (*sorted((ROOT / "tui" / "screens").glob("*.py")), ROOT / "tui" / "app.py")
    if path.stem != "__init__"
}
Graph = dict[str, set[str]]


def imported_modules(source: str) -> set[str]:
    """The modules of `MODULES` that a source imports anywhere: for types and in functions too."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "an import that is not absolute"
            names |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names & set(MODULES)


def cyclic_modules(graph: Graph) -> Graph:
    """What is left of a graph when modules that import nothing of what is left are taken away."""
    left = dict(graph)
    while free := [name for name, imports in left.items() if not imports & set(left)]:
        for name in free:
            del left[name]
    return {name: imports & set(left) for name, imports in left.items()}


def test_an_import_for_types_or_in_a_function_counts():
    app, screen = "tui.app", "tui.screens.reader_screen"

    assert imported_modules("if TYPE_CHECKING:\n    from tui.app import PullquoteApp") == {app}
    assert imported_modules("def f():\n    from tui.screens import reader_screen") == {screen}
    assert imported_modules("import tui.app, tui.model") == {app}


def test_a_cycle_is_found_and_a_chain_is_none():
    assert cyclic_modules({"a": {"b"}, "b": {"c"}, "c": {"b"}})["b"] == {"c"}
    assert cyclic_modules({"a": {"b"}, "b": {"c"}, "c": set()}) == {}


def test_screens_and_app_import_one_another_in_no_circle():
    graph = {name: imported_modules(path.read_text("utf-8")) for name, path in MODULES.items()}

    assert graph["tui.app"] >= {"tui.screens.reader_screen", "tui.screens.external_changes"}
    assert cyclic_modules(graph) == {}
