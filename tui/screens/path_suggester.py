"""Completion of a path that is being typed."""

from __future__ import annotations

import asyncio
import os

from textual.suggester import Suggester

from tui.files import expanded


class PathSuggester(Suggester):
    """Suggests the first file or folder, by name, whose path starts with what was typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The completed path, with a slash after a folder; ``None`` if nothing matches."""
        # Listing a folder on a network may be slow.
        return await asyncio.to_thread(_completed, value) if value else None


def _completed(value: str) -> str | None:
    folder, prefix = os.path.split(value)
    try:
        with os.scandir(expanded(folder or ".")) as entries:
            # A name with unprintable characters cannot be shown in the field, nor typed.
            name, is_folder = min(
                (entry.name, entry.is_dir())
                for entry in entries
                if entry.name.startswith(prefix)
                and entry.name.isprintable()
                and (prefix or not entry.name.startswith("."))
            )
    except (OSError, ValueError):
        return None
    return os.path.join(folder, name) + os.sep * is_folder  # noqa: PTH118 (as it was typed)
