"""The example in CONTRIBUTING.md does what the page says."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.exports.samples import EMPTY, NASTY, PLAIN
from tui.exports import Exporter
from tui.model import Notes

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


@pytest.fixture(scope="module")
def example() -> str:
    """The code of the first Python block."""
    block = re.search(r"^( *)```python\n(.*?)^\1```$", PAGE, re.MULTILINE | re.DOTALL)
    assert block
    return textwrap.dedent(block[2])


@pytest.fixture(scope="module")
def exporter(example: str) -> Exporter:
    """The exporter of the example."""
    names: dict[str, type[Exporter]] = {}
    exec(compile(example, "CONTRIBUTING.md", "exec"), names)
    return names["Outline"]()


def test_it_exports(exporter: Exporter):
    lines = exporter.render(PLAIN).decode().splitlines()

    assert lines[0] == "Port closes"
    assert "    “Trade will slow,” [trade, rail]" in lines


@pytest.mark.parametrize("notes", [EMPTY, PLAIN, NASTY], ids=["empty", "plain", "hostile"])
def test_its_output_has_no_control_characters(exporter: Exporter, notes: Notes):
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", exporter.render(notes).decode())
    assert all(sentence.endswith(".") for sentence in exporter.losses(notes))


@pytest.mark.parametrize("command", [["ruff", "check"], ["ruff", "format", "--check"]])
def test_it_is_in_style(example: str, command: list[str]):
    result = subprocess.run(
        [sys.executable, "-m", *command, "--stdin-filename", "tui/exports/outline.py", "-"],
        input=example, cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip

    assert result.returncode == 0, result.stdout + result.stderr


def test_the_folders_and_groups_of_the_page_exist():
    folders = re.findall(r"`(tui/[\w/]+/)`", PAGE)
    groups = set(re.findall(r"`(pullquote\.\w+)`", PAGE))
    source = "".join(path.read_text("utf-8") for path in (ROOT / "tui").rglob("__init__.py"))

    assert [folder for folder in folders if not (ROOT / folder).is_dir()] == []
    assert {group for group in groups if f'"{group}"' not in source} == set()
