"""When the app opens, and with which article."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.cli.conftest import CommandLine
from tui.config import Workspace
from tui.errors import ArticleError, UnknownName


class Launches(list[tuple[Path, "str | None"]]):
    """What the app was opened on; ``error`` is raised instead."""

    error: Exception | None = None

    def __call__(self, workspace: Workspace, target: str | None) -> int:
        if self.error is not None:
            raise self.error
        self.append((workspace.root, target))
        return 0


@pytest.fixture
def launches(monkeypatch: pytest.MonkeyPatch) -> Launches:
    """An app that only remembers, in a terminal."""
    launches = Launches()
    app = ModuleType("tui.app")
    app.launch = launches  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tui.app", app)
    keys = io.StringIO()
    monkeypatch.setattr(keys, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", keys)
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda stream: True)
    return launches


@pytest.mark.parametrize(
    ("arguments", "target"),
    [
        ([], None),
        (["-"], "-"),
        (["seeds/port.txt"], "seeds/port.txt"),
        (["port"], "port"),
        (["./find"], "./find"),
        (["--", "find"], "find"),
        (["no.such"], "no.such"),
    ],
)
def test_without_a_verb_the_app_opens(
    pullquote: CommandLine, launches: Launches, arguments: list[str], target: str | None
) -> None:
    assert pullquote(*arguments).code == 0
    assert launches == [(pullquote.workspace.root, target)]


def test_a_verb_is_a_verb_even_if_there_is_such_a_file(
    pullquote: CommandLine, launches: Launches, tmp_path: Path
) -> None:
    (tmp_path / "stats").write_text("words")
    assert pullquote("stats").out
    assert launches == []


@pytest.mark.parametrize("index", [0, 1])
def test_the_workspace_may_be_named_anywhere(
    pullquote: CommandLine, launches: Launches, tmp_path: Path, index: int
) -> None:
    (tmp_path / "other").mkdir()
    arguments = ["port"]
    arguments[index:index] = ["--workspace", "other"]
    assert pullquote(*arguments).code == 0
    assert pullquote("--workspace=other").code == 0
    assert launches == [(tmp_path / "other", "port"), (tmp_path / "other", None)]


@pytest.mark.parametrize("arguments", [["--workspace", "w", "find"], ["find", "--workspace", "w"]])
def test_a_verb_takes_the_workspace_before_and_after(
    pullquote: CommandLine, tmp_path: Path, arguments: list[str]
) -> None:
    (tmp_path / "w").mkdir()
    assert pullquote(*arguments).code == 1


def test_the_workspace_is_the_nearest_parent_with_annotations(
    pullquote: CommandLine, launches: Launches, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pullquote.workspace.seeds)
    assert pullquote("port.txt").code == 0
    assert launches == [(pullquote.workspace.root, "port.txt")]


def test_a_mistyped_verb_gets_a_hint(pullquote: CommandLine, launches: Launches) -> None:
    launches.error = UnknownName("article", "lst", ["port"])
    answer = pullquote("lst")
    assert answer.code == 2
    assert answer.err == (
        "There is no article “lst”; known: port. Did you mean the command “list”?\n"
    )
    launches.error = ArticleError("There is no file “x.y”; check the name.")
    assert pullquote("x.y").err == "There is no file “x.y”; check the name.\n"


@pytest.mark.parametrize("kind", ["dumb", "unknown"])
def test_a_terminal_that_cannot_be_drawn_on_is_refused(
    pullquote: CommandLine, launches: Launches, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setenv("TERM", kind)
    answer = pullquote("port")
    assert answer.code == 2
    assert answer.err.startswith(f"TERM={kind} names a terminal on which nothing can be drawn;")
    assert launches == []


def test_the_app_reads_keys_only_from_a_terminal(
    pullquote: CommandLine, launches: Launches, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("a story"))
    answer = pullquote()
    assert answer.code == 2
    assert "“pullquote -” reads a pipe" in answer.err
    assert pullquote("-").code == 0
