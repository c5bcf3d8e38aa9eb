"""`pullquote --reset-terminal`; tests/app looks at what it writes."""

from __future__ import annotations

import os
from pathlib import Path

from tests.cli.conftest import process


def test_a_reset_without_a_terminal_is_refused(tmp_path: Path) -> None:
    result = process("--reset-terminal", cwd=tmp_path, preexec_fn=os.setsid)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr == b"There is no terminal here that could be reset.\n"
