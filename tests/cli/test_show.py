"""`pullquote show`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.cli.samples import PORT, AnnotationIds


def test_show_writes_plain_text_to_a_pipe(pullquote: CommandLine) -> None:
    answer = pullquote("show", "port")
    assert (answer.code, answer.out, answer.err) == (0, PORT, "")


def test_show_takes_a_path(pullquote: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.txt").write_text("Other words.")
    assert pullquote("show", "elsewhere.txt").out == "Other words.\n"


@pytest.mark.usefixtures("terminal", "annotation_ids")
def test_show_is_coloured_on_a_terminal(
    pullquote: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b[" in pullquote("show", "port").out
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
        with monkeypatch.context() as plain:
            plain.setenv(name, value)
            assert pullquote("show", "port").out == PORT


@pytest.mark.parametrize(
    ("to", "sign"), [("ansi", "\x1b["), ("html", "<!DOCTYPE"), ("latex", r"\documentclass")]
)
def test_show_writes_documents(
    pullquote: CommandLine, annotation_ids: AnnotationIds, to: str, sign: str
) -> None:
    answer = pullquote("show", "port", "--to", to)
    assert answer.code == 0
    assert sign in answer.out
    assert answer.err == ""


def test_show_analyses_an_article_without_findings(
    pullquote: CommandLine, rules_only: None
) -> None:
    answer = pullquote("show", "port", "--to", "html")
    assert answer.code == 0
    assert answer.err.startswith("Looking for names and quotes in port")


def test_show_creates_no_workspace(
    pullquote: CommandLine, tmp_path: Path, rules_only: None
) -> None:
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / "story.txt").write_text(PORT)
    assert pullquote("show", folder / "story.txt", "--to", "html", "--workspace", folder).code == 0
    assert [file.name for file in folder.iterdir()] == ["story.txt"]
