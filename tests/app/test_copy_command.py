"""The command that copies the passage."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import Open
from tests.app.test_keys import TEXT


@pytest.fixture(autouse=True)
def no_clipboard_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "TMUX", "DISPLAY", "WAYLAND_DISPLAY":
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")


@pytest.mark.parametrize(
    ("keys", "text"),
    [(["y"], "Rain fell on the port."), (["v", "l", "y"], "Rain fell"),
     (["v", "l", "1", "g", "O", "y"], "Rain fell")],
)  # fmt: skip
async def test_y_copies_the_passage(open_app: Open, keys: list[str], text: str) -> None:
    async with open_app(TEXT, size=(120, 30)) as reader:
        await reader.press(*keys)
        assert reader.app.clipboard == text
        assert reader.status.endswith("by OSC 52, if the terminal allows it")


async def test_the_notice_names_who_took_it(
    open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmux").write_text(f'#!/bin/sh\ncat > "{tmp_path}/buffer"\n')
    (tmp_path / "tmux").chmod(0o755)
    monkeypatch.setattr("tui.screens.clipboard.TIMEOUT", 60)
    async with open_app(TEXT) as reader:
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        monkeypatch.setenv("TMUX", "inside")
        await reader.press("y")
        assert reader.status == "Copied 5 words to tmux, and by OSC 52 to the terminal"
        assert (tmp_path / "buffer").read_text() == "Rain fell on the port."
