"""Taking notes in from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import CommandLine
from tests.cli.notes import Kept
from tests.imports.samples import SAMPLES


def test_what_was_exported_comes_back_as_it_was(
    pq: CommandLine, kept: Kept, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    (other / "annotations").mkdir(parents=True)
    pq("export", "--to", "json", "-o", str(tmp_path / "one.json"))
    answer = pq("import", str(tmp_path / "one.json"), "--workspace", str(other))
    assert (answer.code, answer.out) == (0, "")
    assert "New: 3 passages." in answer.err
    pq("export", "--to", "json", "-o", str(tmp_path / "two.json"), "--workspace", str(other))
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_a_look_says_the_same_and_changes_nothing(pq: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "p.qdpx"
    path.write_bytes(SAMPLES["qdpx"].data)
    before = pq("list", "--json").out
    look = pq("import", "--check", str(path))
    assert "nothing was changed" in look.err
    assert pq("list", "--json").out == before
    done = pq("import", str(path))
    assert done.err.splitlines() == look.err.splitlines()[:-1]
    assert len(pq("find", "--json").objects) == 4
    assert "Nothing in “p.qdpx” is new." in pq("import", str(path)).err


def test_a_bad_file_is_a_mistake_with_one_sentence(pq: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(b"\x1b]52;nothing")
    answer = pq("import", str(path))
    assert (answer.code, answer.out) == (2, "")
    assert len(answer.err.splitlines()) == 1
    assert pq("import", str(tmp_path / "none")).code == 2
    assert "known: brat" in pq("import", "--from", "word", str(path)).err
