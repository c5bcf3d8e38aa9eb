"""Strips that are made without Textual's caches."""

from __future__ import annotations

from typing import Any

from rich.segment import Segment
from textual.cache import FIFOCache
from textual.strip import Strip

from tui.textual_internals.switch import ENABLED


class _EmptyCache(FIFOCache[Any, Any]):
    """A cache that stores nothing."""

    def set(self, key: Any, value: Any) -> None:
        """Store nothing."""

    __setitem__ = set


_EMPTY_CACHE = _EmptyCache(1)
_CACHES = (
    "_divide_cache",
    "_crop_cache",
    "_style_cache",
    "_filter_cache",
    "_line_length_cache",
    "_crop_extend_cache",
    "_offsets_cache",
)
_VALUES = ("_segments", "_cell_length", "_render_cache", "_link_ids", "_cell_count")


def has_known_slots(strip: type[Strip]) -> bool:
    """Whether the class stores exactly what `UncachedStrip` sets."""
    return set(getattr(strip, "__slots__", ())) == {*_CACHES, *_VALUES}


_SKIPS_CACHES = ENABLED and has_known_slots(Strip)


class UncachedStrip(Strip):
    """A strip whose seven caches are one that stores nothing.

    ``Strip.__init__`` makes seven caches, which takes most of the time that it takes to draw a
    line. If Textual's strip stores anything else than today, its own ``__init__`` is used.
    """

    def __init__(self, segments: list[Segment], cell_length: int) -> None:
        if not _SKIPS_CACHES:
            super().__init__(segments, cell_length)
            return
        self._segments = segments
        self._cell_length = cell_length
        self._divide_cache = self._crop_cache = self._style_cache = _EMPTY_CACHE
        self._filter_cache = self._line_length_cache = self._crop_extend_cache = _EMPTY_CACHE
        self._offsets_cache = _EMPTY_CACHE
        self._render_cache = None
        self._link_ids = None
        self._cell_count = None
