"""Private names of Textual and Rich are used in one package only."""

from __future__ import annotations

import ast
import importlib
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
LIBRARIES = ("textual", "rich")
FILES = [p for p in sorted((ROOT / "tui").rglob("*.py")) if "textual_internals" not in p.parts]
# A named tuple documents these; the underscore leaves the other names to its fields.
NAMED_TUPLE = {"_replace", "_asdict", "_fields", "_make", "_field_defaults"}


def is_private(name: str) -> bool:
    is_kept = not name.endswith("__") and name not in NAMED_TUPLE
    return name.startswith("_") and name != "_" and is_kept


def names_set_in(cls: ast.ClassDef) -> set[str]:
    """The private names that the body of a class defines, or its methods set on ``self``."""
    names = set()
    for node in ast.walk(cls):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                names.add(name)
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                names.add(name)
            case ast.Name(id=name, ctx=ast.Store()):
                names.add(name)
            case ast.Constant(value=str(name)):  # a slot
                names.add(name)
    return set(filter(is_private, names))


@cache
def names_of_module(name: str) -> dict[str, set[str]]:
    """The private names of each class of a library's module, by the class's qualified name."""
    try:
        tree = ast.parse(inspect.getsource(importlib.import_module(name)))
    except (OSError, TypeError):
        return {}
    return {cls.name: names_set_in(cls) for cls in ast.walk(tree) if isinstance(cls, ast.ClassDef)}


def names_of_bases(cls: type) -> set[str]:
    """The private names that a class of ours inherits from classes of the libraries."""
    names: set[str] = set()
    for base in cls.__mro__:
        if base.__module__.partition(".")[0] in LIBRARIES:
            names |= names_of_module(base.__module__).get(base.__name__, set())
    return names


@pytest.fixture(scope="module")
def names_of_libraries() -> set[str]:
    """The private names of all classes of the modules that the app loads."""
    for path in FILES:
        importlib.import_module(module_name(path))
    loaded = [name for name in sys.modules if name.partition(".")[0] in LIBRARIES]
    return {
        name for module in loaded for names in names_of_module(module).values() for name in names
    }


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def with_runtime_classes(
    tree: ast.Module | ast.ClassDef, owner: object
) -> Iterator[tuple[ast.ClassDef, type]]:
    """Each class of a module, nested ones included, as source and as it is at run time."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            cls = getattr(owner, node.name)
            yield node, cls
            yield from with_runtime_classes(node, cls)


def uses(tree: ast.Module, module: ModuleType, names_of_libraries: set[str]) -> Iterator[str]:
    """Each use of a private name of the libraries, with its line."""
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    own = {name for cls in classes for name in names_set_in(cls)}
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=str(name)):
                paths = [f"{name}.{alias.name}" for alias in node.names]
            case ast.Import():
                paths = [alias.name for alias in node.names]
            case ast.Attribute(value=ast.Name(id=name), attr=attribute):
                is_module = isinstance(getattr(module, name, None), ModuleType)
                paths = [] if name == "self" or is_module else [f"{attribute}"]
            case ast.Attribute(attr=attribute):
                paths = [attribute]
            case ast.Call(
                func=ast.Name(id="getattr" | "setattr" | "hasattr"),
                args=[_, ast.Constant(value=str(attribute)), *_],
            ):
                paths = [attribute]
            case _:
                paths = []
        for path in paths:
            first, *rest = path.split(".")
            if first in LIBRARIES and any(map(is_private, rest)):
                yield f"{node.lineno}: import of {path}"
            elif not rest and path in names_of_libraries - own:
                yield f"{node.lineno}: {path}"
    for cls, runtime in with_runtime_classes(tree, module):
        inherited = names_of_bases(runtime)
        for node in ast.walk(cls):
            match node:
                case ast.Attribute(value=ast.Name(id="self") | ast.Call(), attr=name):
                    pass
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                    pass
                case ast.Name(id=name, ctx=ast.Store()):
                    pass
                case _:
                    continue
            if name in inherited:
                yield f"{node.lineno}: {cls.name}.{name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_uses_public_names_of_textual_and_rich(
    path: Path, names_of_libraries: set[str]
) -> None:
    module = importlib.import_module(module_name(path))
    tree = ast.parse(path.read_text("utf-8"))

    assert list(uses(tree, module, names_of_libraries)) == []


@pytest.mark.parametrize(
    ("code", "use"),
    [
        ("from textual._compositor import Compositor", "import of textual._compositor.Compositor"),
        ("import rich._unicode_data", "import of rich._unicode_data"),
        ("from rich import _unicode_data", "import of rich._unicode_data"),
        ("def f(app): return app._driver", "_driver"),
        ("def f(app): return app.screen._compositor", "_compositor"),
        ("def f(app): return getattr(app, '_driver')", "_driver"),
        ("class A(Widget):\n def _size_updated(self): ...", "A._size_updated"),
        ("class A(Widget):\n def f(self): self._dirty_regions = 1", "A._dirty_regions"),
        ("class A(Strip):\n def f(self): return self._segments", "A._segments"),
        ("class A(Widget):\n def f(self): return super()._size_updated()", "A._size_updated"),
        ("class A(Widget):\n _size = 1", "A._size"),
    ],
)
def test_a_use_of_a_private_name_is_found(
    code: str, use: str, names_of_libraries: set[str]
) -> None:
    code = f"from textual.widget import Widget\nfrom textual.strip import Strip\n{code}"
    module = ModuleType("sample")
    exec(code, module.__dict__)

    found = list(uses(ast.parse(code), module, names_of_libraries))

    assert use in [line.partition(": ")[2] for line in found]


@pytest.mark.parametrize(
    "code",
    [
        "import os\nos._exit",
        "class A:\n def f(self): self._size = 1",
        "class A(Widget):\n def f(self): self._caret = 1",
        "class A:\n def __init__(self): self._size = 1\n def same(self, a): return a._size",
    ],
)
def test_a_name_of_our_own_is_none(code: str, names_of_libraries: set[str]) -> None:
    code = f"from textual.widget import Widget\n{code}"
    module = ModuleType("sample")
    exec(code, module.__dict__)

    assert list(uses(ast.parse(code), module, names_of_libraries)) == []
