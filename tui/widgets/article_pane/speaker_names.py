"""Speakers' names in the little room beside a quote."""

from __future__ import annotations

from tui.text_layout.cell_sanitizer import cells, shown

_SMALL_WORDS = frozenset(["a", "an", "and", "at", "for", "in", "of", "on", "or", "the", "to"])


def fitted(names: list[str], room: int) -> str:
    """The names, cut to ``room`` cells; empty if there are none.

    A person loses first names before the last, for that is what the text calls them by; other
    names lose their end.
    """
    if not names:
        return ""
    if len(names) > 1:
        return _cut(" · ".join(map(_drawn, names)), room)
    name = _drawn(names[0])
    words = name.split()
    if not _SMALL_WORDS.intersection(words):
        for first in range(len(words)):
            short = " ".join(words[first:])
            short = f"…{short}" if first else short
            if cells(short) <= room:
                return short
    return _cut(name, room)


def _drawn(name: str) -> str:
    return shown(" ".join(name.split()))


def _cut(name: str, room: int) -> str:
    if cells(name) <= room:
        return name
    while name and cells(name) > room - 1:
        name = name[:-1]
    return f"{name.rstrip()}…"[: max(room, 0)]
