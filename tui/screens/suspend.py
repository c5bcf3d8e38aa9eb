"""Stopping for the shell that started the app, until it says ``fg``."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App


def stop(app: App[Any]) -> bool:
    """Stop with all that was started together; whether there is a shell to go on in.

    Only the whole group will do, for a shell waits for ``make`` as long as that runs; and only once
    the terminal is given back, for whoever stops last may write to it no more.
    """
    driver = app._driver
    if driver is None or not driver.can_suspend or not _has_shell():
        return False
    driver.suspend_application_mode()
    os.killpg(os.getpgrp(), signal.SIGSTOP)
    # Here it goes on: the driver takes the terminal at the signal that ends the stop.
    app.refresh(layout=True)
    return True


def _has_shell() -> bool:
    """Whether somebody can say ``fg``: not if whoever leads the session would stop with us."""
    return os.getpgrp() != os.getsid(0)
