"""The commands that the README promises are the ones that exist and that CI runs."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
PAGES = ["README.md", "CONTRIBUTING.md"]


@pytest.mark.parametrize("command", ["make run", "make test"])
def test_the_readme_names_the_two_commands(command: str):
    assert command in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_make_command_in_a_page_exists(page: str):
    named = re.findall(r"`make ([a-z-]+)|^ *make ([a-z-]+)", (ROOT / page).read_text("utf-8"), re.M)

    assert {first or second for first, second in named} <= TARGETS


def test_ci_runs_what_the_readme_says():
    script = ROOT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert re.search(r"make (--\S+ )*test\b", script.read_text("utf-8"))


@pytest.mark.parametrize(
    "tool", ["ruff check", "ruff format --check", "mypy", "lint-imports", "pytest"]
)
def test_make_test_runs_every_tool(tool: str):
    # A dry run from a make that runs these tests must not inherit its flags.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    dry = subprocess.run(
        ["make", "--dry-run", "test"], cwd=ROOT, env=clean, capture_output=True, text=True
    )

    assert re.search(rf"bin/{tool}\b", dry.stdout), dry.stdout + dry.stderr


def test_nothing_installs_behind_the_users_back():
    scripts = [MAKEFILE, *((path).read_text("utf-8") for path in (ROOT / ".ci").iterdir())]

    assert [text for text in scripts if "pip install" in text] == []
