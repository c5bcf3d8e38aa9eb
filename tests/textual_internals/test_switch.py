"""The switch, and the app's tests with it off."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tui.textual_internals import switch

ROOT = Path(__file__).parents[2]
PILOTED = [
    "tests/app/test_keys.py",
    "tests/app/test_mouse.py",
    "tests/app/test_type_ahead.py",
    "tests/app/test_partial_repaint.py",
    "tests/article_pane",
    "tests/snapshots",
]
OFF = {**os.environ, "PULLQUOTE_TEXTUAL_INTERNALS": "off"}


def test_a_name_is_there_only_while_they_are_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(switch, "ENABLED", True)
    assert switch.has_private("text", "upper", "lower")
    assert not switch.has_private("text", "upper", "_gone")
    monkeypatch.setattr(switch, "ENABLED", False)
    assert not switch.has_private("text", "upper")


def test_the_environment_turns_them_off() -> None:
    code = "from tui.textual_internals.switch import ENABLED; print(ENABLED)"
    for value, enabled in (("off", "False"), ("", "True")):
        environment = {**os.environ, "PULLQUOTE_TEXTUAL_INTERNALS": value}
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stdout.strip() == enabled


@pytest.mark.slow
def test_with_all_of_them_off_the_app_does_the_same() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", "-m", "not slow", *PILOTED],
        cwd=ROOT, env=OFF, capture_output=True, text=True, timeout=900,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout[-4000:]
    assert "failed" not in done.stdout
