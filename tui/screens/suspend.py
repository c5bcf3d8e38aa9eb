"""Suspending the app (Ctrl+Z) until the shell continues it with ``fg``."""

from __future__ import annotations

import os
import signal
from typing import Any

from textual.app import App, SuspendNotSupported


def stop(app: App[Any]) -> bool:
    """Stop the process group, and return whether there was a shell that can continue it.

    The whole group must stop, because a shell waits for ``make`` as long as that runs. The
    terminal is restored before, because a stopped process cannot write to it.
    """
    if not _has_shell():
        return False
    try:
        with app.suspend():
            # The driver's handler would take the terminal a second time.
            handler = signal.signal(signal.SIGCONT, signal.SIG_DFL)
            os.killpg(os.getpgrp(), signal.SIGSTOP)
            signal.signal(signal.SIGCONT, handler)
    except SuspendNotSupported:
        return False
    return True


def _has_shell() -> bool:
    """Whether a shell can continue us: not if the session leader is in our own group."""
    return os.getpgrp() != os.getsid(0)
