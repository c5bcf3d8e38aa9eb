"""Waits for a driven app that end when it has nothing left to do.

Textual's own wait goes by processor time: on a busy machine, which gives that to others, it ends
too early. Whoever drives an app with a `Pilot` imports this module.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

import textual.app
import textual.pilot
from textual._context import active_app
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

PATIENCE = 120
"""Seconds; what is not over by then hangs, and must fail rather than hang the tests."""


async def wait_for_empty_loop(*_: float) -> None:
    """Wait until every message is dealt with and what that changes is painted."""
    loop = asyncio.get_running_loop()
    app = active_app.get()
    async with asyncio.timeout(PATIENCE):
        while True:
            await asyncio.sleep(0)
            # A new size is taken up a moment later, in case that yet another comes.
            if not loop._ready and app._resize_event is None:  # type: ignore[attr-defined]
                app.screen._on_timer_update()
                if not loop._ready:  # type: ignore[attr-defined]
                    return


textual.app.wait_for_idle = textual.pilot.wait_for_idle = wait_for_empty_loop  # type: ignore[attr-defined]


async def wait_for_app(pilot: Pilot[None]) -> None:
    """Wait for what runs beside the screen too, and for what it brings."""
    with pilot.app._context():
        async with asyncio.timeout(PATIENCE):
            await _all_done(pilot)


async def _all_done(pilot: Pilot[None]) -> None:
    await pilot.pause()
    while running := [worker for worker in pilot.app.workers if not worker.is_finished]:
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete(running)
        await pilot.pause()
