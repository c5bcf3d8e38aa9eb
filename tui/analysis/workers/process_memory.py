"""How much memory another process holds."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")


def resident(pid: int) -> int:
    """Bytes of the process ``pid`` that are in memory; 0 if nobody can say."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * _PAGE
    with suppress(OSError, ValueError, subprocess.SubprocessError):
        command = ["ps", "-o", "rss=", "-p", str(pid)]
        answer = subprocess.run(command, capture_output=True, timeout=5, check=True)
        return int(answer.stdout) * 1024
    return 0
