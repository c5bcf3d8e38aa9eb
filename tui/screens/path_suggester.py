"""Completing the name of a file that is being typed."""

from __future__ import annotations

import asyncio
import os

from textual.suggester import Suggester

from tui.files import expanded


class PathSuggester(Suggester):
    """Offers the first file or folder, in the order of names, that goes on as what was typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The whole name; a folder's ends with a slash."""
        # A folder on a network may take its time.
        return await asyncio.to_thread(_completed, value) if value else None


def _completed(value: str) -> str | None:
    folder, begun = os.path.split(value)
    try:
        with os.scandir(expanded(folder or ".")) as inside:
            # What would not show as it is cannot be typed that way either.
            found = min(
                (entry.name, entry.is_dir())
                for entry in inside
                if entry.name.startswith(begun)
                and entry.name.isprintable()
                and (begun or not entry.name.startswith("."))
            )
    except (OSError, ValueError):
        return None
    name, is_folder = found
    return os.path.join(folder, name) + os.sep * is_folder  # noqa: PTH118 (as it was typed)
