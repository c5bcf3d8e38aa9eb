"""Stopping for the shell that started the app, until it says ``fg``."""

from __future__ import annotations

import os
import signal
from typing import Any

from textual.app import App, SuspendNotSupported


def stop(app: App[Any]) -> bool:
    """Stop with all that was started together; whether there is a shell to go on in.

    Only the whole group will do, for a shell waits for ``make`` as long as that runs; and only once
    the terminal is given back, for whoever stops last may write to it no more.
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
    """Whether somebody can say ``fg``: not if whoever leads the session would stop with us."""
    return os.getpgrp() != os.getsid(0)
