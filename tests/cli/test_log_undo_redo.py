"""`pullquote log`, `pullquote undo` and `pullquote redo`."""

from __future__ import annotations

import pytest

from tests.cli.conftest import CommandLine
from tests.cli.samples import AnnotationIds, span_argument
from tui.session.library import Library
from tui.store.journal.checksum_chain import encode_lines


def tag(pullquote: CommandLine, passage: str, theme: str, article: str = "port") -> None:
    assert pullquote("tag", article, "--span", span_argument(passage), "--theme", theme).code == 0


def annotations_of(pullquote: CommandLine) -> list[tuple[str, str, tuple[str, ...]]]:
    annotations = Library(pullquote.workspace).records.annotations.values()
    return sorted((a.article, a.selector.exact, a.themes) for a in annotations)


def test_the_log_is_newest_first(pullquote: CommandLine, annotation_ids: AnnotationIds) -> None:
    answer = pullquote("log")
    assert [row[1:] for row in answer.rows] == [
        ["tester", "tagged aid", "port", "Darien Gap officials sent aid."],
        ["tester", "tagged trade, aid", "port", "“Trade will slow,”"],
        ["tester", "noted", "port", "Rain fell on the port."],
    ]
    assert pullquote("log", "--limit", "1").rows[0][2] == "tagged aid"


def test_the_log_as_json_has_every_field(pullquote: CommandLine) -> None:
    tag(pullquote, "Nobody was hurt", "aid")
    pullquote("undo")
    undo, tagged = pullquote("log", "--json").objects
    assert undo["what"] == "undone: tagged aid"
    assert undo["undoes"] == tagged["id"]
    assert undo["when"] >= tagged["when"]
    del tagged["id"], tagged["when"]
    assert tagged == {
        "who": "tester",
        "what": "tagged aid",
        "articles": ["port"],
        "passages": 1,
        "text": "Nobody was hurt",
        "undoes": "",
        "redoes": "",
        "proven": True,
    }


def test_the_log_of_an_article_leaves_the_others_out(pullquote: CommandLine) -> None:
    (pullquote.workspace.seeds / "copy.txt").write_bytes(
        (pullquote.workspace.seeds / "port.txt").read_bytes()
    )
    tag(pullquote, "Port closes", "trade")
    tag(pullquote, "Nobody was hurt", "aid", "copy")
    assert [row[4] for row in pullquote("log", "--article", "port").rows] == ["Port closes"]
    assert [row[4] for row in pullquote("log", "--article", "seeds/copy.txt").rows] == [
        "Nobody was hurt"
    ]


def test_an_empty_log_is_reported(pullquote: CommandLine) -> None:
    answer = pullquote("log")
    assert (answer.code, answer.out, answer.err) == (1, "", "Nothing was changed here yet.\n")


@pytest.mark.parametrize("verb", ["log", "undo", "redo"])
def test_an_unknown_article_is_a_mistake(pullquote: CommandLine, verb: str) -> None:
    answer = pullquote(verb, "--article", "nowhere")
    assert answer.code == 2
    assert "no article “nowhere”" in answer.err


@pytest.mark.parametrize("passage", ["0", "-1", "many"])
def test_a_limit_is_a_number_from_one(pullquote: CommandLine, passage: str) -> None:
    answer = pullquote("log", f"--limit={passage}")
    assert answer.code == 2
    assert "a number from 1 on" in answer.err


def test_undo_and_redo_follow_the_history(pullquote: CommandLine) -> None:
    tag(pullquote, "Port closes", "trade")
    tag(pullquote, "Nobody was hurt", "aid")
    answer = pullquote("undo")
    assert answer.err == "Undone: tagged aid: “Nobody was hurt”\n"
    assert answer.out.strip() == pullquote("log", "--json").objects[0]["id"]
    assert annotations_of(pullquote) == [("port", "Port closes", ("trade",))]
    assert pullquote("undo").code == 0
    assert pullquote("undo").err == "There is nothing to undo.\n"
    assert pullquote("undo").code == 2
    assert pullquote("redo").err == "Redone: tagged trade: “Port closes”\n"
    assert pullquote("redo").code == 0
    assert pullquote("redo").err == "There is nothing to redo.\n"
    assert len(annotations_of(pullquote)) == 2


def test_undo_may_be_for_one_article(pullquote: CommandLine) -> None:
    (pullquote.workspace.seeds / "copy.txt").write_bytes(
        (pullquote.workspace.seeds / "port.txt").read_bytes()
    )
    tag(pullquote, "Port closes", "trade")
    tag(pullquote, "Nobody was hurt", "aid", "copy")
    assert pullquote("undo", "--article", "port").code == 0
    assert annotations_of(pullquote) == [("copy", "Nobody was hurt", ("aid",))]


def test_undo_does_not_overwrite_the_change_of_another_coder(
    pullquote: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag(pullquote, "Port closes", "trade")
    monkeypatch.setenv("PULLQUOTE_CODER", "ben")
    tag(pullquote, "Port closes", "aid")
    monkeypatch.setenv("PULLQUOTE_CODER", "tester")
    answer = pullquote("undo")
    assert answer.code == 2
    assert answer.err == (
        "“Port closes” was changed since, so “tagged trade” cannot be undone; H in the app "
        "restores an earlier moment.\n"
    )
    assert annotations_of(pullquote) == [("port", "Port closes", ("trade", "aid"))]


def test_damaged_lines_are_marked(pullquote: CommandLine, annotation_ids: AnnotationIds) -> None:
    path = pullquote.workspace.annotations / "pullquote.history"
    data = path.read_bytes()
    flipped = data.replace(b"Darien Gap officials", b"Darien Map officials", 1)
    path.write_bytes(flipped)
    answer = pullquote("log")
    assert [row[2] for row in answer.rows] == ["tagged aid (damaged)", "tagged trade, aid", "noted"]
    assert answer.err.endswith(
        "1 of these is damaged in the history, and may say what was not so.\n"
    )
    assert [entry["proven"] for entry in pullquote("log", "--json").objects] == [False, True, True]
    path.write_bytes(data.replace(b'"what":"noted"', b'"what"?"noted"'))
    answer = pullquote("log", "--article", "port")
    assert answer.rows[-1][2] == "a line that cannot be read (damaged)"
    assert [row[2] for row in answer.rows[:-1]] == ["tagged aid", "tagged trade, aid"]


def test_an_incomplete_last_line_is_ignored(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    path = pullquote.workspace.annotations / "pullquote.history"
    rows = pullquote("log").rows
    path.write_bytes(path.read_bytes() + b'12345678 {"who":"tester","wh')
    answer = pullquote("log")
    assert (answer.rows, answer.err) == (rows, "")


@pytest.mark.parametrize("ending", ["history", "journal"])
def test_files_of_a_newer_version_are_refused(
    pullquote: CommandLine, annotation_ids: AnnotationIds, ending: str
) -> None:
    path = pullquote.workspace.annotations / f"pullquote.{ending}"
    header = {"pullquote": "journal", "format": 99, "journal": "a", "snapshot": "b"}
    path.write_bytes(encode_lines([header, {"what": "we do not know"}]))
    answer = pullquote("log")
    assert (answer.code, answer.out) == (2, "")
    assert "was written by a newer Pullquote (format 99" in answer.err
    assert answer.err.endswith("so update Pullquote.\n")
