"""Other people's programs, each in an environment of its own (`make test-clients`)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ENVIRONMENTS = Path(os.environ.get("PULLQUOTE_CLIENTS", ".venv-clients")).absolute()


def command(environment: str, name: str) -> Path:
    """The program of that name; without it the proof fails, it is not skipped."""
    path = ENVIRONMENTS / environment / "bin" / name
    if not path.exists():
        pytest.fail(f"There is no {path}; run `make test-clients`.")
    return path
