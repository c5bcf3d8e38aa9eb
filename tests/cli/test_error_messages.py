"""An error: exit code 2, one sentence that names it, nothing written."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.cli.samples import PORT, AnnotationIds, span_argument
from tui.config import Workspace

NOISE = bytes((i * 167 + i * i * 13) % 256 for i in range(4000))


def state(workspace: Workspace) -> dict[str, bytes]:
    """Every file below the workspace, findings and locks aside."""
    return {
        str(path.relative_to(workspace.root)): path.read_bytes()
        for path in sorted(workspace.root.rglob("*"))
        if path.is_file() and "cache" not in path.parts and path.suffix != ".lock"
    }


def refused(pullquote: CommandLine, *arguments: str | Path) -> str:
    """The sentence of a call that must fail and leave everything as it was."""
    before = state(pullquote.workspace)
    answer = pullquote(*arguments)
    assert (answer.code, answer.out) == (2, "")
    sentence = answer.err.removesuffix("\n")
    assert sentence
    assert "\n" not in sentence
    assert sentence[-1] in ".?"
    assert "Traceback" not in sentence
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", sentence)
    assert state(pullquote.workspace) == before
    return sentence


# Wrong arguments


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["fnd", "--json"], "There is no command “fnd”; did you mean “find”?"),
        (["zzz", "--json"], "There is no command “zzz”; known: add, analyze, backup, check"),
        (["find", "--thme", "x"], "There is no option “--thme”; did you mean --theme?"),
        (["find", "--thme=x"], "There is no option “--thme”; did you mean --theme?"),
        (["find", "-z"], "There is no option “-z”; known: --anchor, --article"),
        (["--bogus"], "There is no option “--bogus”; known: --help, --reset-terminal, --version"),
        (["find", "more"], "“more” is one word too many."),
        (["find", "--theme"], "--theme needs a value"),
        (["export", "--to", "csv", "-o"], "-o/--output needs a value"),
        (["find", "--json=3"], "--json takes no value."),
        (["find", "--anchor", "lost"], "There is no --anchor “lost”; known: exact, moved, fuzzy"),
        (["tag", "port"], "--span is missing."),
        (["tag"], "ARTICLE, --span are missing."),
        (["export"], "--to is missing."),
        (["export", "--to", "csv", "--since", "soon"], "“soon” is no date; write a day as 2026-"),
        (["export", "--to", "csv", "--group", "theme"], "The format “csv” takes no --group;"),
        (["export", "--to", "markdown", "--group", "x"], "There is no --group “x”; known: theme"),
        (["export", "--to", "markdown", "--template", "no"], "“no” cannot be read: No such file"),
        (["export", "--to", "markdown", "--template", "a\0b"], "cannot be read: embedded null"),
        (["show"], "ARTICLE is missing."),
        (["analyze"], "PATH is missing."),
        (["add"], "PATH is missing."),
        (["codebook"], "ACTION is missing."),
        (["codebook", "lst"], "There is no ACTION “lst”; known: list."),
        (["--workspace"], "--workspace needs a directory."),
        (["list", "--workspace="], "--workspace needs a directory."),
        (["list", "--workspace", "nowhere"], "The workspace “nowhere” is not a directory"),
        (["--workspace", "seeds/port.txt", "list"], "is not a directory"),
        (["find", "--them\x1b[31m\u202e", "x"], "There is no option “--them␛[31m�”"),
    ],
)
def test_wrong_arguments(pullquote: CommandLine, arguments: list[str], message: str) -> None:
    assert message in refused(pullquote, *arguments)


# Unknown names


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["find", "--theme", "tade"], "There is no theme “tade”; known: aid, asylum"),
        (["tag", "port", "--span", "0:4", "--theme", "tade"], "There is no theme “tade”"),
        (["export", "--to", "csv", "--theme", "tade"], "There is no theme “tade”"),
        (
            ["export", "--to", "pdf"],
            "There is no export format “pdf”; known: brat, cas, conll, csv, csv-codebook",
        ),
        (["show", "port", "--to", "pdf"], "There is no format “pdf”; known: ansi, html"),
        (["show", "port", "--to", "html", "--palette", "x"], "“x”; known:"),
        (["show", "nobody"], "There is no article “nobody”; known:"),
        (["find", "--article", "nobody"], "There is no article “nobody”; known:"),
        (["export", "--to", "csv", "--article", "nobody.txt"], "no file “nobody.txt”"),
        (["tag", "nobody", "--span", "0:4", "--theme", "aid"], "There is no article “nobody”"),
        (["analyze", "seeds", "--model", "gpt"], "There is no analyser “gpt”; known: rules"),
        (["find", "--theme", "\x1b]52;c;AAAA\x07"], "There is no theme “␛]52;c;AAAA␇”"),
        (["show", "~nobody-of-that-name/story.txt"], "~nobody-of-that-name/story.txt"),
    ],
)
def test_unknown_names(pullquote: CommandLine, arguments: list[str], message: str) -> None:
    assert message in refused(pullquote, *arguments)


# Spans and patterns


@pytest.mark.parametrize(
    ("span", "message"),
    [
        ("0:9999", "The span 0:9999 is not inside “port”, which has"),
        ("9999:10000", "is not inside “port”"),
        ("9:3", "The span 9:3 is empty or backwards"),
        ("3:3", "The span 3:3 is empty or backwards"),
        ("a:b", "“a:b” is not a span"),
        ("3", "“3” is not a span"),
        ("3:", "“3:” is not a span"),
        ("1.5:3", "“1.5:3” is not a span"),
        ("²:³", "“²:³” is not a span"),
        ("=-1:3", "“-1:3” is not a span"),
        ("1:" + "9" * 5000, "--span is wrong"),
    ],
)
def test_wrong_spans(pullquote: CommandLine, span: str, message: str) -> None:
    option = [f"--span{span}"] if span.startswith("=") else ["--span", span]
    assert message in refused(pullquote, "tag", "port", *option, "--theme", "aid")


def test_tag_needs_a_theme_or_a_note(pullquote: CommandLine) -> None:
    assert "give --theme or --note" in refused(pullquote, "tag", "port", "--span", "0:4")


def test_a_pattern_that_is_no_regular_expression(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    assert "“(” is not a regular expression" in refused(pullquote, "find", "--text", "(")


def test_a_pattern_that_takes_too_long(pullquote: CommandLine) -> None:
    (pullquote.workspace.seeds / "a.txt").write_text("a" * 64 + "!")
    assert pullquote("tag", "a", "--span", "0:65", "--theme", "aid").code == 0
    message = refused(pullquote, "find", "--text", r"(a|aa)+b")
    assert "takes too long" in message


# Files that cannot be read as articles


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("nowhere.txt", None, "There is no file “nowhere.txt”"),
        ("empty.txt", b"", "“empty.txt” is empty"),
        ("blank.txt", b" \n\t\n", "“blank.txt” is empty"),
        ("noise.bin", NOISE, "“noise.bin” is a binary file"),
        ("zeros.txt", bytes(5000), "“zeros.txt” is a binary file"),
        ("evil\x1b[31m.txt", b"", "“evil␛[31m.txt” is empty"),
        ("evil\u202etxt.exe", b"", "“evil�txt.exe” is empty"),
    ],
)
@pytest.mark.parametrize(
    "verb",
    [
        ["show"],
        ["add"],
        ["analyze", "--json", "--model", "rules"],
        ["tag", "--span", "0:4", "--theme", "aid"],
        ["find", "--article"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_unreadable_files(
    pullquote: CommandLine,
    tmp_path: Path,
    verb: list[str],
    name: str,
    data: bytes | None,
    message: str,
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert message in refused(pullquote, *verb, name)


@pytest.mark.parametrize("verb", [["show"], ["add"], ["find", "--article"]])
def test_a_directory_is_no_article(pullquote: CommandLine, verb: list[str]) -> None:
    message = refused(pullquote, *verb, pullquote.workspace.seeds)
    assert "is a directory" in message


def test_an_empty_or_binary_pipe(pullquote: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    for data, message in ((b"", "is empty"), (NOISE, "is a binary file")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert message in refused(pullquote, "show", "-")


# Files with hostile or badly encoded text

HOSTILE = (
    "Title \x1b]0;owned\x07\x1b[2J\u202egnp.exe\u2066\x9b31m\n"
    "NUL \x00 and \x85 “words,” she said.\n"
)


def test_hostile_text_reaches_no_terminal(
    pullquote: CommandLine, tmp_path: Path, rules_only: None
) -> None:
    name = "evil\x1b[31m\u202e.txt"
    (pullquote.workspace.seeds / name).write_text(HOSTILE, "utf-8")
    (pullquote.workspace.seeds / "story.txt").write_text(HOSTILE, "utf-8")
    assert (
        pullquote(
            "tag", "story", "--span", "0:20", "--theme", "aid", "--note", "\x1b[5m\u202enote"
        ).code
        == 0
    )
    for arguments in (
        ["list"], ["list", "--json"], ["find"], ["find", "--json"], ["show", "story"],
        ["show", "story", "--to", "html"], ["export", "--to", "markdown"],
        ["export", "--to", "json"], ["export", "--to", "csv"], ["show", name],
        ["analyze", "seeds", "--model", "rules"],
        ["analyze", "seeds", "--json", "--model", "rules"],
    ):  # fmt: skip
        answer = pullquote(*arguments)
        shown = answer.out.replace("\r\n", "\n") + answer.err
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown), (
            arguments
        )
    ansi = pullquote("show", "story", "--to", "ansi").out
    assert "\x1b" not in re.sub(r"\x1b\[[0-9;]*m", "", ansi)


def test_json_escapes_control_characters(pullquote: CommandLine, rules_only: None) -> None:
    assert pullquote("tag", "port", "--span", "0:4", "--note", "\x1b\x9b\u202eé").code == 0
    answer = pullquote("find", "--json")
    assert answer.objects[0]["note"] == "\x1b\x9b\u202eé"
    assert "é" in answer.out


def test_an_article_in_another_encoding_is_read_and_reported(pullquote: CommandLine) -> None:
    (pullquote.workspace.seeds / "old.txt").write_bytes("“Café,” he said.".encode("cp1252"))
    answer = pullquote("show", "old")
    assert (answer.code, answer.out) == (0, "“Café,” he said.\n")
    assert "Windows-1252" in answer.err


# Data files that are damaged, and folders that cannot be written


BROKEN = {
    "half": b'{"annotations": {"1": {"id"',
    "empty": b"",
    "a list": b"[]",
    "binary": NOISE,
    "not utf-8": b'{"a": "\xff\xfe"}',
    "deep": b"[" * 100_000,
    "other": b'{"annotations": {"1": {"themes": 3}}}',
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize(
    "arguments",
    [
        ["list"], ["find"], ["stats", "--json"], ["codebook", "list"], ["export", "--to", "csv"],
        ["tag", "port", "--span", "0:4", "--theme", "aid"], ["show", "port", "--to", "html"],
    ],
    ids=lambda arguments: arguments[0],
)  # fmt: skip
def test_a_damaged_data_file_is_not_changed(
    pullquote: CommandLine, data: bytes, arguments: list[str]
) -> None:
    pullquote.workspace.data_file.write_bytes(data)
    assert "pullquote.json" in refused(pullquote, *arguments)


def test_a_text_is_shown_although_the_data_file_is_damaged(pullquote: CommandLine) -> None:
    pullquote.workspace.data_file.write_bytes(b"{")
    assert pullquote("show", "port").out == PORT


@pytest.mark.parametrize(
    ("arguments", "folder"),
    [
        (["tag", "port", "--span", "0:4", "--theme", "aid"], "annotations"),
        (["add", "new.txt"], "seeds"),
        (["export", "--to", "json", "-o", "locked/notes.json"], "locked"),
    ],
)
def test_folders_that_cannot_be_written(
    pullquote: CommandLine, annotation_ids: AnnotationIds, tmp_path: Path, arguments: list[str],
    folder: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    (tmp_path / "new.txt").write_text("A story.")
    (tmp_path / "locked").mkdir()
    # Permissions stop nobody who runs tests as root, so the system call says no.
    closed, real = tmp_path / folder, os.open

    def refuse(path: str, flags: int, *rest: int, **more: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR) and closed in Path(path).parents:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", refuse)
    message = refused(pullquote, *arguments)
    assert folder in message


@pytest.mark.parametrize("target", ["annotations/pullquote.json", "seeds/port.txt", "seeds/new.md"])
def test_an_export_never_overwrites_data_or_articles(
    pullquote: CommandLine, annotation_ids: AnnotationIds, target: str
) -> None:
    assert "choose another" in refused(pullquote, "export", "--to", "json", "-o", target)


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("no/notes.md", "There is no directory “no”"),
        ("seeds/..", "is a directory"),
        ("/dev/full", "is a device"),
    ],
)
def test_an_export_to_a_target_that_cannot_be_written(
    pullquote: CommandLine, annotation_ids: AnnotationIds, target: str, message: str
) -> None:
    assert message in refused(pullquote, "export", "--to", "markdown", "-o", target)


# Findings that cannot be made


def test_without_findings_only_speakers_are_missing(
    pullquote: CommandLine, annotation_ids: AnnotationIds, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.errors import AnalysisError
    from tui.session.library import Library

    def fail(*arguments: object) -> None:
        raise AnalysisError("The model is not there; install it again.")

    monkeypatch.setattr(Library, "findings", fail)
    answer = pullquote("find", "--json")
    assert answer.code == 0
    assert [record["speaker"] for record in answer.objects] == [None] * 3
    assert answer.err == "The model is not there; install it again. Speakers are left out.\n"
    assert "The model is not there" in refused(pullquote, "find", "--speaker", "Ruiz")


def test_the_app_needs_a_terminal(pullquote: CommandLine) -> None:
    assert "The app needs a terminal" in refused(pullquote)
    assert "The app needs a terminal" in refused(pullquote, "seeds/port.txt")


def test_a_data_file_of_json_is_still_json(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    folder = span_argument("Port closes")
    assert pullquote("tag", "port", "--span", folder, "--theme", "aid").code == 0
    assert len(json.loads(pullquote.workspace.data_file.read_text())["annotations"]) == 4


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_a_pipe_or_a_device_is_refused_at_once(
    pullquote: CommandLine, annotation_ids: AnnotationIds, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "endless" if kind == "pipe" else Path("/dev/zero")
    if kind == "pipe":
        os.mkfifo(path)
    for words in (("import", str(path)), ("export", "--to", "html", "--template", str(path))):
        answer = pullquote(*words)
        assert answer.code == 2
        assert "it is a pipe or a device, not a file" in answer.err


def test_a_large_template_is_refused(
    pullquote: CommandLine, annotation_ids: AnnotationIds, tmp_path: Path
) -> None:
    path = tmp_path / "large.j2"
    path.write_bytes(b"x" * (1024 * 1024 + 1))
    answer = pullquote("export", "--to", "html", "--template", str(path))
    assert (answer.code, answer.out) == (2, "")
    assert "is larger than 1 MiB" in answer.err
