"""Waits for an app under test that end when it is idle.

Textual's own wait goes by processor time, so on a busy machine it ends too early. A test that
drives an app with a `Pilot` must import this module, which replaces that wait.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

import textual.app
import textual.pilot
from textual._context import active_app
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

TIMEOUT = 120
"""Seconds after which a wait fails, so that a test cannot hang."""


async def wait_for_empty_loop(*_: float) -> None:
    """Wait until every message is handled and its changes are painted."""
    loop = asyncio.get_running_loop()
    app = active_app.get()
    async with asyncio.timeout(TIMEOUT):
        while True:
            await asyncio.sleep(0)
            # Textual delays a resize in case another one follows.
            if not loop._ready and app._resize_event is None:  # type: ignore[attr-defined]
                app.screen._on_timer_update()
                if not loop._ready:  # type: ignore[attr-defined]
                    return


textual.app.wait_for_idle = textual.pilot.wait_for_idle = wait_for_empty_loop  # type: ignore[attr-defined]


async def wait_for_app(pilot: Pilot[None]) -> None:
    """Wait until all workers have finished and their messages are handled."""
    with pilot.app._context():
        async with asyncio.timeout(TIMEOUT):
            await _wait_for_workers(pilot)


async def wait_until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Wait until a condition holds, which a timer of the app may bring about."""
    async with asyncio.timeout(TIMEOUT):
        while not condition():
            await pilot.pause(0.05)


async def _wait_for_workers(pilot: Pilot[None]) -> None:
    await pilot.pause()
    while running := [worker for worker in pilot.app.workers if not worker.is_finished]:
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete(running)
        await pilot.pause()
