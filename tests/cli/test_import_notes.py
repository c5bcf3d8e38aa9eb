"""`pullquote import`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import CommandLine
from tests.cli.samples import AnnotationIds
from tests.imports.samples import SAMPLES


def test_exported_json_is_imported_unchanged(
    pullquote: CommandLine, annotation_ids: AnnotationIds, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    (other / "annotations").mkdir(parents=True)
    pullquote("export", "--to", "json", "-o", str(tmp_path / "one.json"))
    answer = pullquote("import", str(tmp_path / "one.json"), "--workspace", str(other))
    assert (answer.code, answer.out) == (0, "")
    assert "New: 3 passages." in answer.err
    pullquote("export", "--to", "json", "-o", str(tmp_path / "two.json"), "--workspace", str(other))
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_a_preview_says_the_same_and_changes_nothing(
    pullquote: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "p.qdpx"
    path.write_bytes(SAMPLES["qdpx"].data)
    before = pullquote("list", "--json").out
    preview = pullquote("import", "--check", str(path))
    assert "nothing was changed" in preview.err
    assert pullquote("list", "--json").out == before
    imported = pullquote("import", str(path))
    assert imported.err.splitlines() == preview.err.splitlines()[:-1]
    assert len(pullquote("find", "--json").objects) == 4
    assert "Nothing in “p.qdpx” is new." in pullquote("import", str(path)).err


def test_an_unreadable_file_is_reported_with_one_sentence(
    pullquote: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(b"\x1b]52;nothing")
    answer = pullquote("import", str(path))
    assert (answer.code, answer.out) == (2, "")
    assert len(answer.err.splitlines()) == 1
    assert pullquote("import", str(tmp_path / "none")).code == 2
    assert "known: brat" in pullquote("import", "--from", "word", str(path)).err
