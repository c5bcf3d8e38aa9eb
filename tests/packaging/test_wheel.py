"""The content of the wheel."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel of a copy of what git knows, so that nothing is built into the checkout."""
    source = tmp_path_factory.mktemp("source")
    target = tmp_path_factory.mktemp("wheel")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    for name in filter(None, listed.stdout.decode().split("\0")):
        original, copy = ROOT / name, source / name
        if original.is_file():
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(original.read_bytes())
    result = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
         "--no-index", "--wheel-dir", str(target), str(source)],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    return zipfile.ZipFile(next(target.glob("*.whl")))


def test_it_holds_every_file_of_the_package(wheel: zipfile.ZipFile):
    suffixes = {".j2", ".js", ".py", ".txt", ".tsv", ".typed"}
    package_files = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tui").rglob("*")
        if path.suffix in suffixes or path.name == "py.typed"
    }

    assert sorted(package_files - set(wheel.namelist())) == []


def test_it_holds_nothing_else(wheel: zipfile.ZipFile):
    top_level = {name.partition("/")[0] for name in wheel.namelist()}

    assert top_level == {"tui", next(name for name in top_level if name.endswith(".dist-info"))}


def test_it_brings_the_command_and_the_licence(wheel: zipfile.ZipFile):
    info = next(n.partition("/")[0] for n in wheel.namelist() if ".dist-info/" in n)
    metadata = Parser().parsestr(wheel.read(f"{info}/METADATA").decode())

    assert metadata["License-Expression"].startswith("MIT")
    assert f"{info}/licenses/LICENSE" in wheel.namelist()
    assert "pullquote = tui.__main__:main" in wheel.read(f"{info}/entry_points.txt").decode()
