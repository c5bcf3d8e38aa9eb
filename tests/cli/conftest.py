"""Fixtures that run the command line in a workspace."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.samples import PORT, AnnotationIds, annotate_port
from tui.cli.main import run
from tui.config import Workspace

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Answer:
    """The exit code and the output of a call."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def rows(self) -> list[list[str]]:
        return [line.split("\t") for line in self.out.splitlines()]


class CommandLine:
    """Calls the command line in this process, from inside a workspace."""

    def __init__(self, capsys: pytest.CaptureFixture[str], workspace: Workspace) -> None:
        self.workspace = workspace
        self._capsys = capsys

    def __call__(self, *arguments: str | Path) -> Answer:
        self._capsys.readouterr()
        code = run([str(word) for word in arguments])
        captured = self._capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    def bytes(self, *arguments: str | Path) -> bytes:
        """What a call writes to stdout, byte for byte."""
        result = process(*map(str, arguments), cwd=self.workspace.root)
        assert result.returncode == 0, result.stderr
        return result.stdout


@pytest.fixture
def current_workspace(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The current directory is a workspace with the seed and a short article."""
    monkeypatch.chdir(workspace.root)
    (workspace.seeds / "port.txt").write_text(PORT, "utf-8")
    return workspace


@pytest.fixture
def pullquote(capsys: pytest.CaptureFixture[str], current_workspace: Workspace) -> CommandLine:
    """The command line."""
    return CommandLine(capsys, current_workspace)


@pytest.fixture
def annotation_ids(current_workspace: Workspace) -> AnnotationIds:
    """The ids of the annotations of `port`, which the workspace then has, with findings."""
    return annotate_port(current_workspace)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Stdout reports that it is a terminal of 60 columns."""
    monkeypatch.setenv("COLUMNS", "60")
    # Of the class, since pytest has another stdout for the test than for its fixtures.
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda stream: True)


@pytest.fixture
def rules_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings are made by rules: a language model takes seconds to load."""
    monkeypatch.setattr("tui.cli.lookup.DEFAULT_ANALYSER", "rules")
    monkeypatch.setattr("tui.cli.verbs.analyze.DEFAULT_ANALYSER", "rules")


COMMAND = (sys.executable, "-m", "tui")


def process(*arguments: str, cwd: Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Call the command line in a process of its own, as the installed command does."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}
    options = {"stdin": subprocess.DEVNULL, **options} if "input" not in options else options
    return subprocess.run(
        [*COMMAND, *arguments], cwd=cwd, env=environment, capture_output=True, timeout=60, **options
    )


@pytest.fixture(autouse=True)
def no_workspace_by_accident(tmp_path: Path) -> None:
    """A parent with ``annotations/`` would be found by every test."""
    assert not any((parent / "annotations").is_dir() for parent in tmp_path.parents)
    return
