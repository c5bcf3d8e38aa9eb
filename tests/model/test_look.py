"""How the text is shown is kept from one start to the next."""

from __future__ import annotations

from pathlib import Path

import pytest
from platformdirs import user_config_path

from tui.look import Look, path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    return tmp_path


def test_what_is_kept_comes_back() -> None:
    assert Look.kept() == Look(72, True, False)
    for look in Look(40, False, True), Look(120, True, False):
        look.keep()
        assert Look.kept() == look


def test_it_stands_beside_the_readers_own_settings() -> None:
    assert Path(path()).parent == user_config_path("pullquote")


@pytest.mark.parametrize(
    ("words", "look"),
    [
        ("", Look()),
        ("measure = 1\n", Look(40)),
        ("measure = 99999\nfocus=true", Look(120, focus=True)),
        ("measure = ٣\nspaced = no\nfocus = 1", Look()),
        ("\x00\n===\nspaced = false", Look(spaced=False)),
        ("measure = 50\n" * 9_000, Look(50)),
    ],
)
def test_what_makes_no_sense_is_left_out(home: Path, words: str, look: Look) -> None:
    Path(path()).parent.mkdir()
    Path(path()).write_text(words, "utf-8")
    assert Look.kept() == look


def test_a_file_that_is_no_text_is_left_out() -> None:
    Path(path()).parent.mkdir()
    Path(path()).write_bytes(b"\xff\xfe")
    assert Look.kept() == Look()
