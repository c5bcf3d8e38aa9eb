"""A name in `tui` has one meaning: modules, public classes and public functions are unique."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "tui").rglob("*.py"))
FORMAT_PACKAGES = ("tui/exports/", "tui/imports/")
"""The exporter and the importer of a format have the name of the format."""
PROTOCOLS = {
    "main": "what an entry point calls: of the command and of the worker process",
}
"""Functions that several modules define under one name, with the reason."""

Definition = tuple[str, str]
"""A name, and the path of the file that defines it."""


def modules(files: Iterable[Path]) -> Iterator[Definition]:
    """The modules, without the packages themselves."""
    for path in files:
        if path.name != "__init__.py":
            yield path.stem, path.relative_to(ROOT).as_posix()


def public_definitions(files: Iterable[Path], *kinds: type[ast.stmt]) -> Iterator[Definition]:
    """The definitions of some kinds at the top level of the modules."""
    for path in files:
        for node in ast.parse(path.read_text("utf-8")).body:
            name = getattr(node, "name", "_")
            if isinstance(node, kinds) and not name.startswith("_"):
                yield name, path.relative_to(ROOT).as_posix()


def repeated(definitions: Iterable[Definition]) -> dict[str, list[str]]:
    """The names with more than one definition, exporter and importer of one format aside."""
    paths = defaultdict(list)
    for name, path in definitions:
        paths[name].append(path)
    return {
        name: defining
        for name, defining in paths.items()
        if len(defining) > 1 and not is_format(defining)
    }


def is_format(paths: list[str]) -> bool:
    """Whether they are one exporter and one importer whose modules have the same name."""
    packages = [path[: path.rfind("/") + 1] for path in paths]
    stems = {path.rsplit("/", 1)[-1] for path in paths}
    return sorted(packages) == sorted(FORMAT_PACKAGES) and len(stems) == 1


def test_a_module_has_a_name_of_its_own():
    assert repeated(modules(FILES)) == {}


def test_a_public_class_has_a_name_of_its_own():
    assert repeated(public_definitions(FILES, ast.ClassDef)) == {}


def test_a_public_function_has_a_name_of_its_own():
    functions = repeated(public_definitions(FILES, ast.FunctionDef, ast.AsyncFunctionDef))

    assert sorted(functions) == sorted(PROTOCOLS), functions


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["tui/exports/brat.py", "tui/imports/brat.py"], True),
        (["tui/exports/brat.py", "tui/imports/kindle.py"], False),
        (["tui/exports/brat.py", "tui/exports/brat.py"], False),
        (["tui/exports/brat.py", "tui/imports/brat.py", "tui/store/brat.py"], False),
        (["tui/model/brat.py", "tui/imports/brat.py"], False),
    ],
)
def test_only_the_two_sides_of_a_format_share_a_name(paths: list[str], expected: bool):
    assert is_format(paths) is expected
