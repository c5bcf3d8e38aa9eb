"""Suspending the app (Ctrl+Z) until the shell continues it with ``fg``."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App


def stop(app: App[Any]) -> bool:
    """Stop the process group, and return whether there was a shell that can continue it.

    The whole group must stop, because a shell waits for ``make`` as long as that runs. The
    terminal is restored before, because a stopped process cannot write to it.
    """
    driver = app._driver
    if driver is None or not driver.can_suspend or not _has_shell():
        return False
    driver.suspend_application_mode()
    os.killpg(os.getpgrp(), signal.SIGSTOP)
    # Continued: the driver sets up the terminal again when it gets SIGCONT.
    app.refresh(layout=True)
    return True


def _has_shell() -> bool:
    """Whether a shell can continue us: not if the session leader is in our own group."""
    return os.getpgrp() != os.getsid(0)
