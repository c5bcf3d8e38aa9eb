from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.config import Workspace, coder_name, preference
from tui.errors import UsageError


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("PULLQUOTE_CODER")
    (tmp_path / "pullquote").mkdir()
    return tmp_path / "pullquote" / "config.toml"


def test_the_file_says_what_the_reader_prefers(
    settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert preference("palette") == ""
    settings.write_text('coder = "ana"\npalette = "light"\n')
    assert (preference("palette"), coder_name()) == ("light", "ana")
    monkeypatch.setenv("PULLQUOTE_CODER", "bo")
    assert coder_name() == "bo"


def test_without_a_preference_it_is_the_login(
    settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USER", "eve")
    assert coder_name() == "eve"


@pytest.mark.parametrize("content", [b"coder = ", b"\xff\xfe", b"[["])
def test_a_broken_file_is_one_sentence(settings: Path, content: bytes) -> None:
    settings.write_bytes(content)
    with pytest.raises(UsageError, match=r"config\.toml” cannot be read"):
        coder_name()


def test_a_workspace_is_the_nearest_with_annotations(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "annotations").mkdir()
    assert Workspace.find(start=tmp_path / "a" / "b").root == tmp_path.resolve()
    assert os.fspath(Workspace.find(str(tmp_path / "a")).root) == os.fspath(tmp_path / "a")
    with pytest.raises(UsageError, match="nowhere"):
        Workspace.find("nowhere")
