"""`pullquote check` and `pullquote backup`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.cli.samples import AnnotationIds
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
    offset = data.index(b'"coder": "') + len('"coder": "')
    workspace.data_file.write_bytes(data[:offset] + bytes([data[offset] ^ 1]) + data[offset + 1 :])


def test_check_of_a_sound_workspace_is_ok(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    before = files(pullquote.workspace)
    answer = pullquote("check")
    assert answer.code == 0
    assert [line[9:20].strip() for line in answer.out.splitlines()] == PARTS
    assert {line[:9].strip() for line in answer.out.splitlines()} == {"ok"}
    assert files(pullquote.workspace) == before


def test_check_json_has_the_counts(pullquote: CommandLine, annotation_ids: AnnotationIds) -> None:
    results = {result["part"]: result for result in pullquote("check", "--json").objects}
    assert list(results) == PARTS
    assert all(result["ok"] for result in results.values())
    count = len(TinyDBStore().load(pullquote.workspace).annotations)
    assert results["data file"]["counts"]["annotations"] == count
    assert results["anchors"]["counts"] == {"exact": count}


def test_check_creates_nothing_in_a_workspace_without_notes(pullquote: CommandLine) -> None:
    existed = pullquote.workspace.annotations.is_dir()
    assert pullquote("check").code == 0
    assert pullquote("check", "--repair").code == 0
    assert pullquote("backup").code == 2
    assert pullquote.workspace.annotations.is_dir() == existed
    assert not existed or not files(pullquote.workspace)


def test_damage_is_reported_and_repaired_only_on_request(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    records = TinyDBStore().load(pullquote.workspace)
    damage(pullquote.workspace)
    before = files(pullquote.workspace)
    answer = pullquote("check")
    assert answer.code == 2
    assert "problem  data file" in answer.out
    assert "does not fit its checksum" in answer.out
    assert "“pullquote check --repair” mends what can be mended, after a backup." in answer.err
    assert files(pullquote.workspace) == before
    answer = pullquote("check", "--repair")
    assert answer.code == 0
    assert "As it was, it is kept in backups/: pullquote-" in answer.err
    assert "was corrected by the history" in answer.err
    (copy,) = (pullquote.workspace.annotations / "backups").iterdir()
    assert copy.read_bytes() == before["pullquote.json"]
    assert TinyDBStore().load(pullquote.workspace) == records
    assert pullquote("check", "--json").code == 0


def test_a_codebook_is_repaired_after_a_backup(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    store = TinyDBStore()
    before = store.load(pullquote.workspace)
    ring = (
        Theme("a", "A", "1", parent="c"),
        Theme("b", "B", "1", parent="a"),
        Theme("c", "C", "2", parent="b"),
        Theme("d", "D", parent="nobody"),
    )
    store.apply(pullquote.workspace, Change("ring", (), (before.codebook, Codebook(ring))))
    used_themes = {
        theme for annotation in before.annotations.values() for theme in annotation.themes
    }
    answer = pullquote("check")
    assert answer.code == 2
    for sentence in (
        "The key 1 belongs to “a” and to “b”.",
        "The parent “nobody” of “d” is not in the codebook.",
        "“a” is among its own parents.",
        *(f"“{theme}” is in use, but not in the codebook." for theme in used_themes),
    ):
        assert sentence in answer.out
    assert pullquote("check", "--repair").code == 0
    after = TinyDBStore().load(pullquote.workspace)
    assert after.annotations == before.annotations
    assert [(theme.id, theme.key, theme.parent) for theme in after.codebook][:4] == [
        ("a", "1", ""),
        ("b", "", "a"),
        ("c", "2", "b"),
        ("d", "", ""),
    ]
    assert {theme.id for theme in after.codebook} == {*"abcd", *used_themes}
    (copy,) = (pullquote.workspace.annotations / "backups").iterdir()
    assert len(json.loads(copy.read_text())["codebook"]) == 4


def test_orphans_and_missing_articles_are_counted(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    (pullquote.workspace.seeds / "port.txt").write_text("Quite another text now.\n")
    answer = pullquote("check", "--json")
    anchors = [result for result in answer.objects if result["part"] == "anchors"]
    assert answer.code == 2
    assert anchors[0]["counts"]["orphan"] > 0
    assert "In port the words of" in anchors[1]["says"]
    assert anchors[1]["says"].endswith("; R in the app lists them.")
    assert answer.err == ""  # no repair helps
    (pullquote.workspace.seeds / "port.txt").unlink()
    answer = pullquote("check")
    assert answer.code == 2
    assert "problem  articles" in answer.out
    assert "port" in answer.out


def test_a_damaged_text_is_reported_and_written_again(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    (path,) = (pullquote.workspace.annotations / "texts").iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:40])
    answer = pullquote("check")
    assert answer.code == 2
    assert f"problem  texts      Damaged in annotations/texts: {path.name[:8]};" in answer.out
    assert "check --repair" in answer.err
    answer = pullquote("check", "--repair")
    assert answer.code == 0
    assert answer.err == "The kept text of port.txt was damaged, and was kept anew.\n"
    assert path.read_bytes() == whole
    path.write_bytes(whole[:40])
    (pullquote.workspace.seeds / "port.txt").write_text("Quite another text now.\n")
    assert "problem  texts" in pullquote("check", "--repair").out


def test_backup_prints_its_path(pullquote: CommandLine, annotation_ids: AnnotationIds) -> None:
    answer = pullquote("backup")
    assert answer.code == 0
    assert Path(answer.out.strip()).read_bytes() == pullquote.workspace.data_file.read_bytes()


def test_check_names_the_process_that_holds_the_lock(
    pullquote: CommandLine, annotation_ids: AnnotationIds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.store.file_lock.LOCK_TIMEOUT", 0.05)
    program = (
        "import sys; from pathlib import Path; from tui.store.file_lock import exclusive_lock\n"
        "with exclusive_lock(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, str(pullquote.workspace.data_file)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        answer = pullquote("check")
        holder.communicate()
    assert answer.code == 2
    assert f"Another Pullquote (process {holder.pid}) is writing all the time" in answer.out


@pytest.mark.parametrize("part", ["lock", "texts"])
def test_what_keeps_every_tag_from_being_saved_is_a_problem(
    pullquote: CommandLine, part: str
) -> None:
    annotations = pullquote.workspace.annotations
    annotations.mkdir(exist_ok=True)
    if part == "lock":
        (annotations / "pullquote.lock").unlink(missing_ok=True)
        (annotations / "pullquote.lock").mkdir()
    else:
        (annotations / "texts").write_text("in the way")
    answer = pullquote("check")
    (problem,) = [line for line in answer.out.splitlines() if line.startswith("problem")]
    assert answer.code == 2
    assert part in problem
    assert "move it away" in problem


def test_a_link_into_a_folder_that_is_not_there_makes_no_folder(
    pullquote: CommandLine, tmp_path: Path
) -> None:
    workspace, outside = pullquote.workspace, tmp_path / "outside"
    workspace.annotations.mkdir(exist_ok=True)
    workspace.data_file.unlink(missing_ok=True)
    workspace.data_file.symlink_to(outside / "deep" / "pullquote.json")
    (name,) = [path.stem for path in workspace.seeds.glob("*.txt")][:1]
    for words in (("check",), ("tag", name, "--span", "0:4", "--theme", "trade")):
        answer = pullquote(*words)
        assert answer.code == 2
        assert "there is no such folder" in answer.out + answer.err
    assert not outside.exists()
