"""Fixtures and settings of all tests."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from hypothesis import settings

from tui.config import Workspace
from tui.model import Article

SEEDS = Path(__file__).parents[1] / "seeds"
SEED = SEEDS / "000_6d7a4ca01ab70da4.txt"

# These tests need other programs, which `make test-clients` installs.
collect_ignore = [] if "PULLQUOTE_CLIENTS" in os.environ else ["clients"]

# Snapshots and widths must not depend on the environment.
os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", PULLQUOTE_CODER="tester")
for _name in ("COLUMNS", "LINES", "NO_COLOR", "TEXTUAL_THEME", "PULLQUOTE_PALETTE"):
    os.environ.pop(_name, None)

# A test run in the background ignores SIGINT, and so would the programs that it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)

# In CI all changes are tested with the same examples.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True, scope="session")
def no_preferences(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the settings of whoever runs the tests out of them."""
    os.environ["XDG_CONFIG_HOME"] = str(tmp_path_factory.mktemp("config"))


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A new workspace with the seed article, and a reader without settings of their own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "seeds").mkdir()
    shutil.copy(SEED, tmp_path / "seeds" / SEED.name)
    (tmp_path / "annotations").mkdir()
    return Workspace(tmp_path)


@pytest.fixture(scope="session")
def seed_article() -> Article:
    """The seed article."""
    return Article(SEED.stem, SEED.read_text("utf-8"), "Seed", path=str(SEED))
