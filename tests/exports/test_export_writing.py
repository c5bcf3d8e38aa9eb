from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tui.errors import ExportError
from tui.exports import export_writing
from tui.exports.export_writing import write_export


def test_a_file_gets_the_whole_export(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    write_export(path, b"one")
    write_export(path, b"two")
    assert path.read_bytes() == b"two"
    assert [file.name for file in tmp_path.iterdir()] == ["notes.md"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to("notes.md")
    write_export(link, b"one")
    assert link.is_symlink()
    assert (tmp_path / "notes.md").read_bytes() == b"one"


def refused(path: Path) -> str:
    with pytest.raises(ExportError) as caught:
        write_export(path, b"new")
    return str(caught.value)


def test_a_missing_directory(tmp_path: Path) -> None:
    assert refused(tmp_path / "no" / "notes.md") == (
        f"There is no directory “{tmp_path / 'no'}”; make it first."
    )


def test_a_file_in_the_place_of_a_directory(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "There is no directory" in refused(tmp_path / "file" / "notes.md")


def test_a_directory(tmp_path: Path) -> None:
    assert refused(tmp_path) == f"“{tmp_path}” is a directory; name a file in it."


def test_a_device() -> None:
    assert "is a device" in refused(Path("/dev/null"))


def test_a_name_no_system_takes(tmp_path: Path) -> None:
    assert "could not be written" in refused(tmp_path / "a\0b")
    assert "a\ufffd[31m" in refused(tmp_path / "a\x1b[31m" / "no\nline")
    assert "File name too long" in refused(tmp_path / ("a" * 300))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.EACCES, "may not be written"),
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the file system is read-only"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_a_disk_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    path = tmp_path / "notes.md"
    path.write_bytes(b"old")

    def fail(descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    assert words in refused(path)
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["notes.md"]


def test_a_write_protected_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "notes.md"
    path.write_bytes(b"old")
    monkeypatch.setattr(export_writing.os, "access", lambda path, mode: False)
    assert "write-protected" in refused(path)
    assert path.read_bytes() == b"old"
