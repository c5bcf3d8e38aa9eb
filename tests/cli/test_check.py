"""`pullquote check`, `pullquote backup` and `pullquote --reset-terminal`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine, process
from tests.cli.notes import Kept
from tui.config import Workspace
from tui.model import Change, Codebook, Theme
from tui.store.engines.tinydb_engine import TinyDBStore

PARTS = ["data file", "journal", "history", "lock", "codebook", "texts", "anchors", "articles"]


def files(workspace: Workspace) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in workspace.annotations.iterdir() if path.is_file()
    }


def damage(workspace: Workspace) -> None:
    data = workspace.data_file.read_bytes()
    at = data.index(b'"coder": "') + len('"coder": "')
    workspace.data_file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])


def test_what_is_whole(pq: CommandLine, kept: Kept) -> None:
    before = files(pq.workspace)
    answer = pq("check")
    assert answer.code == 0
    assert [line[9:20].strip() for line in answer.out.splitlines()] == PARTS
    assert {line[:9].strip() for line in answer.out.splitlines()} == {"ok"}
    assert files(pq.workspace) == before


def test_for_programs(pq: CommandLine, kept: Kept) -> None:
    found = {one["part"]: one for one in pq("check", "--json").objects}
    assert list(found) == PARTS
    assert all(one["ok"] for one in found.values())
    count = len(TinyDBStore().load(pq.workspace).annotations)
    assert found["data file"]["counts"]["annotations"] == count
    assert found["anchors"]["counts"] == {"exact": count}


def test_a_workspace_without_notes_is_left_without(pq: CommandLine) -> None:
    existed = pq.workspace.annotations.is_dir()
    assert pq("check").code == 0
    assert pq("check", "--repair").code == 0
    assert pq("backup").code == 2
    assert pq.workspace.annotations.is_dir() == existed
    assert not existed or not files(pq.workspace)


def test_damage_is_named_and_left_alone_until_repair(pq: CommandLine, kept: Kept) -> None:
    records = TinyDBStore().load(pq.workspace)
    damage(pq.workspace)
    before = files(pq.workspace)
    answer = pq("check")
    assert answer.code == 2
    assert "problem  data file" in answer.out
    assert "does not fit its checksum" in answer.out
    assert "“pullquote check --repair” mends what can be mended, after a backup." in answer.err
    assert files(pq.workspace) == before
    answer = pq("check", "--repair")
    assert answer.code == 0
    assert "As it was, it is kept in backups/: pullquote-" in answer.err
    assert "was corrected by the history" in answer.err
    (copy,) = (pq.workspace.annotations / "backups").iterdir()
    assert copy.read_bytes() == before["pullquote.json"]
    assert TinyDBStore().load(pq.workspace) == records
    assert pq("check", "--json").code == 0


def test_a_codebook_is_mended_after_a_backup(pq: CommandLine, kept: Kept) -> None:
    store = TinyDBStore()
    before = store.load(pq.workspace)
    ring = (
        Theme("a", "A", "1", parent="c"),
        Theme("b", "B", "1", parent="a"),
        Theme("c", "C", "2", parent="b"),
        Theme("d", "D", parent="nobody"),
    )
    store.apply(pq.workspace, Change("ring", (), (before.codebook, Codebook(ring))))
    used = {theme for one in before.annotations.values() for theme in one.themes}
    answer = pq("check")
    assert answer.code == 2
    for sentence in (
        "The key 1 belongs to “a” and to “b”.",
        "The parent “nobody” of “d” is not in the codebook.",
        "“a” is among its own parents.",
        *(f"“{theme}” is in use, but not in the codebook." for theme in used),
    ):
        assert sentence in answer.out
    assert pq("check", "--repair").code == 0
    after = TinyDBStore().load(pq.workspace)
    assert after.annotations == before.annotations
    assert [(one.id, one.key, one.parent) for one in after.codebook][:4] == [
        ("a", "1", ""),
        ("b", "", "a"),
        ("c", "2", "b"),
        ("d", "", ""),
    ]
    assert {one.id for one in after.codebook} == {*"abcd", *used}
    (copy,) = (pq.workspace.annotations / "backups").iterdir()
    assert len(json.loads(copy.read_text())["codebook"]) == 4


def test_orphans_and_articles_that_are_gone_are_counted(pq: CommandLine, kept: Kept) -> None:
    (pq.workspace.seeds / "port.txt").write_text("Quite another text now.\n")
    found = pq("check", "--json")
    anchors = [one for one in found.objects if one["part"] == "anchors"]
    assert found.code == 2
    assert anchors[0]["counts"]["orphan"] > 0
    assert "In port the words of" in anchors[1]["says"]
    assert anchors[1]["says"].endswith("; R in the app lists them.")
    assert found.err == ""  # no repair helps
    (pq.workspace.seeds / "port.txt").unlink()
    answer = pq("check")
    assert answer.code == 2
    assert "problem  articles" in answer.out
    assert "port" in answer.out


def test_a_damaged_text_is_named_and_kept_anew(pq: CommandLine, kept: Kept) -> None:
    (path,) = (pq.workspace.annotations / "texts").iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:40])
    answer = pq("check")
    assert answer.code == 2
    assert f"problem  texts      Damaged in annotations/texts: {path.name[:8]};" in answer.out
    assert "check --repair" in answer.err
    answer = pq("check", "--repair")
    assert answer.code == 0
    assert answer.err == "The kept text of port.txt was damaged, and was kept anew.\n"
    assert path.read_bytes() == whole
    path.write_bytes(whole[:40])
    (pq.workspace.seeds / "port.txt").write_text("Quite another text now.\n")
    assert "problem  texts" in pq("check", "--repair").out


def test_a_backup_says_where_it_is(pq: CommandLine, kept: Kept) -> None:
    answer = pq("backup")
    assert answer.code == 0
    assert Path(answer.out.strip()).read_bytes() == pq.workspace.data_file.read_bytes()


def test_a_writer_that_never_ends_is_named(
    pq: CommandLine, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.store.file_lock.LOCK_TIMEOUT", 0.05)
    program = (
        "import sys; from pathlib import Path; from tui.store.file_lock import exclusive_lock\n"
        "with exclusive_lock(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, str(pq.workspace.data_file)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        answer = pq("check")
        holder.communicate()
    assert answer.code == 2
    assert f"Another Pullquote (process {holder.pid}) is writing all the time" in answer.out


def test_no_terminal_to_reset(tmp_path: Path) -> None:
    done = process("--reset-terminal", cwd=tmp_path, preexec_fn=os.setsid)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"There is no terminal here that could be reset.\n"
