"""A copied text goes to every program that owns a clipboard; a failing one is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.screens import clipboard
from tui.screens.clipboard import copy_notice, copy_with_programs


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An environment with every program, and time for each."""
    monkeypatch.setattr(clipboard, "TIMEOUT", 60)
    for name in "tmux", "wl-copy", "xclip", "pbcopy":
        program(
            tmp_path, name, f'echo "$@" > "{tmp_path}/{name}.args"; cat > "{tmp_path}/{name}.in"'
        )
    path = f"{tmp_path}:/usr/bin:/bin"
    return {"PATH": path, "TMUX": "x", "WAYLAND_DISPLAY": "x", "DISPLAY": ":0"}


def test_every_program_gets_the_text(desktop: dict[str, str], tmp_path: Path) -> None:
    assert copy_with_programs("“Ñandú” 漢\n", desktop, "linux") == ["tmux", "wl-copy", "xclip"]
    for name in "tmux", "wl-copy", "xclip":
        assert (tmp_path / f"{name}.in").read_text("utf-8") == "“Ñandú” 漢\n"
    assert (tmp_path / "tmux.args").read_text() == "load-buffer -w -\n"
    assert (tmp_path / "xclip.args").read_text() == "-selection clipboard\n"
    assert copy_with_programs("x", {"PATH": desktop["PATH"]}, "darwin") == ["pbcopy"]


def test_a_program_that_is_missing_is_not_run(desktop: dict[str, str], tmp_path: Path) -> None:
    assert copy_with_programs("x", {"PATH": desktop["PATH"]}, "linux") == []
    assert copy_with_programs("x", {**desktop, "PATH": str(tmp_path / "nowhere")}, "linux") == []


def test_an_old_tmux_gets_the_text_without_w(desktop: dict[str, str], tmp_path: Path) -> None:
    program(tmp_path, "tmux", f'[ "$2" = -w ] && exit 1; cat > "{tmp_path}/old"')
    assert copy_with_programs("words", desktop, "linux")[0] == "tmux"
    assert (tmp_path / "old").read_text() == "words"


def test_a_program_that_fails_or_hangs_is_left_out(
    desktop: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "TIMEOUT", 0.2)
    program(tmp_path, "wl-copy", "exit 3")
    program(tmp_path, "xclip", "exec sleep 20")
    (tmp_path / "tmux").write_text("no program at all")
    assert copy_with_programs("x", desktop, "linux") == []


def test_half_a_surrogate_pair_is_replaced(desktop: dict[str, str], tmp_path: Path) -> None:
    copy_with_programs("a\ud800b", desktop, "linux")
    assert (tmp_path / "wl-copy.in").read_text() == "a?b"


def test_the_notice_names_the_programs() -> None:
    assert copy_notice("two words", ["tmux", "xclip"]) == (
        "Copied 2 words to tmux, xclip, and by OSC 52 to the terminal"
    )
    assert copy_notice("one", []).startswith("Copied 1 word by OSC 52, if the terminal")


def test_where_none_of_them_is_installed_another_is_looked_for(tmp_path: Path) -> None:
    program(tmp_path, "xsel", f'echo "$@" > "{tmp_path}/args"; cat > "{tmp_path}/in"')
    environ = {"PATH": f"{tmp_path}:/usr/bin:/bin", "DISPLAY": ":0"}
    assert copy_with_programs("“Ñandú” 漢", environ, "linux") == ["the clipboard"]
    assert (tmp_path / "in").read_text("utf-8") == "“Ñandú” 漢"
    assert "-i" in (tmp_path / "args").read_text()
