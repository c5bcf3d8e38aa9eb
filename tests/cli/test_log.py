"""What was done, and taking it back, without a screen."""

from __future__ import annotations

import pytest

from tests.cli.conftest import CommandLine
from tests.cli.notes import Kept, argument
from tui.session.library import Library
from tui.store.journal.checksum_chain import encode_lines


def tag(pq: CommandLine, words: str, theme: str, article: str = "port") -> None:
    assert pq("tag", article, "--span", argument(words), "--theme", theme).code == 0


def kept(pq: CommandLine) -> list[tuple[str, str, tuple[str, ...]]]:
    annotations = Library(pq.workspace).records.annotations.values()
    return sorted((a.article, a.selector.exact, a.themes) for a in annotations)


def test_the_log_is_newest_first(pq: CommandLine, kept: Kept) -> None:
    answer = pq("log")
    assert [row[1:] for row in answer.rows] == [
        ["tester", "tagged aid", "port", "Darien Gap officials sent aid."],
        ["tester", "tagged trade, aid", "port", "“Trade will slow,”"],
        ["tester", "noted", "port", "Rain fell on the port."],
    ]
    assert pq("log", "--limit", "1").rows[0][2] == "tagged aid"


def test_the_log_says_everything_to_programs(pq: CommandLine) -> None:
    tag(pq, "Nobody was hurt", "aid")
    pq("undo")
    undo, tagged = pq("log", "--json").objects
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


def test_the_log_of_an_article_leaves_the_others_out(pq: CommandLine) -> None:
    (pq.workspace.seeds / "copy.txt").write_bytes((pq.workspace.seeds / "port.txt").read_bytes())
    tag(pq, "Port closes", "trade")
    tag(pq, "Nobody was hurt", "aid", "copy")
    assert [row[4] for row in pq("log", "--article", "port").rows] == ["Port closes"]
    assert [row[4] for row in pq("log", "--article", "seeds/copy.txt").rows] == ["Nobody was hurt"]


def test_nothing_done_is_said(pq: CommandLine) -> None:
    answer = pq("log")
    assert (answer.code, answer.out, answer.err) == (1, "", "Nothing was changed here yet.\n")


@pytest.mark.parametrize("verb", ["log", "undo", "redo"])
def test_an_unknown_article_is_a_mistake(pq: CommandLine, verb: str) -> None:
    answer = pq(verb, "--article", "nowhere")
    assert answer.code == 2
    assert "no article “nowhere”" in answer.err


@pytest.mark.parametrize("words", ["0", "-1", "many"])
def test_a_limit_is_a_number_from_one(pq: CommandLine, words: str) -> None:
    answer = pq("log", f"--limit={words}")
    assert answer.code == 2
    assert "a number from 1 on" in answer.err


def test_undo_and_redo_go_through_what_was_done(pq: CommandLine) -> None:
    tag(pq, "Port closes", "trade")
    tag(pq, "Nobody was hurt", "aid")
    answer = pq("undo")
    assert answer.err == "Undone: tagged aid: “Nobody was hurt”\n"
    assert answer.out.strip() == pq("log", "--json").objects[0]["id"]
    assert kept(pq) == [("port", "Port closes", ("trade",))]
    assert pq("undo").code == 0
    assert pq("undo").err == "There is nothing to undo.\n"
    assert pq("undo").code == 2
    assert pq("redo").err == "Redone: tagged trade: “Port closes”\n"
    assert pq("redo").code == 0
    assert pq("redo").err == "There is nothing to redo.\n"
    assert len(kept(pq)) == 2


def test_undo_may_be_for_one_article(pq: CommandLine) -> None:
    (pq.workspace.seeds / "copy.txt").write_bytes((pq.workspace.seeds / "port.txt").read_bytes())
    tag(pq, "Port closes", "trade")
    tag(pq, "Nobody was hurt", "aid", "copy")
    assert pq("undo", "--article", "port").code == 0
    assert kept(pq) == [("copy", "Nobody was hurt", ("aid",))]


def test_what_another_coder_changed_since_is_not_undone_over(
    pq: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag(pq, "Port closes", "trade")
    monkeypatch.setenv("PULLQUOTE_CODER", "ben")
    tag(pq, "Port closes", "aid")
    monkeypatch.setenv("PULLQUOTE_CODER", "tester")
    answer = pq("undo")
    assert answer.code == 2
    assert answer.err == (
        "“Port closes” was changed since, so “tagged trade” cannot be undone; H in the app "
        "restores an earlier moment.\n"
    )
    assert kept(pq) == [("port", "Port closes", ("trade", "aid"))]


def test_damaged_lines_are_marked(pq: CommandLine, kept: Kept) -> None:
    path = pq.workspace.annotations / "pullquote.history"
    data = path.read_bytes()
    flipped = data.replace(b"Darien Gap officials", b"Darien Map officials", 1)
    path.write_bytes(flipped)
    answer = pq("log")
    assert [row[2] for row in answer.rows] == ["tagged aid (damaged)", "tagged trade, aid", "noted"]
    assert answer.err.endswith(
        "1 of these is damaged in the history, and may say what was not so.\n"
    )
    assert [one["proven"] for one in pq("log", "--json").objects] == [False, True, True]
    path.write_bytes(data.replace(b'"what":"noted"', b'"what"?"noted"'))
    answer = pq("log", "--article", "port")
    assert answer.rows[-1][2] == "a line that cannot be read (damaged)"
    assert [row[2] for row in answer.rows[:-1]] == ["tagged aid", "tagged trade, aid"]


def test_a_line_that_broke_off_did_not_happen(pq: CommandLine, kept: Kept) -> None:
    path = pq.workspace.annotations / "pullquote.history"
    rows = pq("log").rows
    path.write_bytes(path.read_bytes() + b'12345678 {"who":"tester","wh')
    answer = pq("log")
    assert (answer.rows, answer.err) == (rows, "")


@pytest.mark.parametrize("ending", ["history", "journal"])
def test_what_a_newer_pullquote_wrote_is_not_read(pq: CommandLine, kept: Kept, ending: str) -> None:
    path = pq.workspace.annotations / f"pullquote.{ending}"
    header = {"pullquote": "journal", "format": 99, "journal": "a", "snapshot": "b"}
    path.write_bytes(encode_lines([header, {"what": "we do not know"}]))
    answer = pq("log")
    assert (answer.code, answer.out) == (2, "")
    assert "was written by a newer Pullquote (format 99" in answer.err
    assert answer.err.endswith("so update Pullquote.\n")
