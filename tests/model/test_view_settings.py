"""How the text is shown is kept from one start to the next."""

from __future__ import annotations

from pathlib import Path

import pytest
from platformdirs import user_config_path

from tui.view_settings import ViewSettings, settings_path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    return tmp_path


def test_what_is_kept_comes_back() -> None:
    assert ViewSettings.load() == ViewSettings(72, True, False)
    for look in ViewSettings(40, False, True), ViewSettings(120, True, False):
        look.save()
        assert ViewSettings.load() == look


def test_it_stands_beside_the_readers_own_settings() -> None:
    assert Path(settings_path()).parent == user_config_path("pullquote")


@pytest.mark.parametrize(
    ("words", "look"),
    [
        ("", ViewSettings()),
        ("measure = 1\n", ViewSettings(40)),
        ("measure = 99999\nfocus=true", ViewSettings(120, focus=True)),
        ("measure = ٣\nspaced = no\nfocus = 1", ViewSettings()),
        ("\x00\n===\nspaced = false", ViewSettings(spaced=False)),
        ("measure = 50\n" * 9_000, ViewSettings(50)),
    ],
)
def test_what_makes_no_sense_is_left_out(home: Path, words: str, look: ViewSettings) -> None:
    Path(settings_path()).parent.mkdir()
    Path(settings_path()).write_text(words, "utf-8")
    assert ViewSettings.load() == look


def test_a_file_that_is_no_text_is_left_out() -> None:
    Path(settings_path()).parent.mkdir()
    Path(settings_path()).write_bytes(b"\xff\xfe")
    assert ViewSettings.load() == ViewSettings()
