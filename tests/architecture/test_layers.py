"""Imports go one way, and the core runs without Textual, Rich and spaCy."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
    "contracts"
]
CORE: list[str] = next(c for c in CONTRACTS if c["type"] == "forbidden")["source_modules"]
LAYERS: list[str] = next(c for c in CONTRACTS if c["type"] == "layers")["layers"]


def python(code: str, *args: str) -> subprocess.CompletedProcess[str]:
    """Run code in a fresh process at the root of the repository."""
    command = [sys.executable, "-c", code, *args]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def modules_of(names: list[str]) -> list[str]:
    """The modules and everything below them."""
    modules = list(names)
    for name in names:
        folder = ROOT.joinpath(*name.split("."))
        if folder.is_dir():
            modules += [info.name for info in pkgutil.walk_packages([str(folder)], f"{name}.")]
    return modules


def imported_by(modules: list[str]) -> set[str]:
    """The top-level packages that a fresh process has after importing the modules."""
    code = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        "print(*{name.partition('.')[0] for name in sys.modules})\n"
    )
    process = python(code, *modules)
    assert process.returncode == 0, process.stderr
    return set(process.stdout.split())


def test_the_contracts_hold():
    process = python(
        "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    )

    assert process.returncode == 0, process.stdout + process.stderr


def test_the_core_is_everything_from_the_commands_down():
    lower = LAYERS[LAYERS.index("commands") :]
    names = [f"tui.{name.strip()}" for layer in lower for name in layer.split("|")]

    assert sorted(CORE) == sorted(names)


def test_the_core_runs_without_textual_rich_and_spacy():
    assert not imported_by(modules_of(CORE)) & {"textual", "rich", "spacy"}


def test_the_command_line_loads_neither_textual_nor_spacy():
    assert not imported_by(modules_of(["tui.__main__", "tui.cli"])) & {"textual", "rich", "spacy"}


def test_the_app_loads_no_code_of_the_worker_process():
    process = python("import sys, tui.app; print(*sys.modules)")

    assert not {"tui.analysis.workers.worker_process", "tui.analysis.finding_stages"} & set(
        process.stdout.split()
    )
    assert "tui.analysis.workers.analysis_process" in process.stdout.split()


def test_the_process_that_draws_never_loads_spacy():
    top = [f"tui.{name}" for name in LAYERS[: LAYERS.index("widgets") + 1]]

    assert "spacy" not in imported_by(modules_of(top))
