"""What the terminal is given for each character, and how many cells that takes.

Terminals disagree about the width of some sequences (emoji with a variation selector, keycaps,
skin tones, joined families, flags). Each such code point is shown as something whose width is
certain, or not at all, so that columns never shift: a flag as its two letters, a family as its
members side by side. Characters that could command the terminal become visible marks.

Every code point stands for itself: what it is shown as depends on nothing around it.
"""

from __future__ import annotations

import re
from functools import cache

from rich._unicode_data import load as load_cell_table
from rich.cells import get_character_cell_size

from tui.hostile_characters import DRAWN
from tui.text_layout.ascii_wrapping import PLAIN

_LAST = 0xFFFF
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)

_SHOWN: dict[int, str] = {
    **DRAWN,
    **{code: chr(ord("A") + code - _FLAG_LETTERS.start) for code in _FLAG_LETTERS},
}


def shown(text: str) -> str:
    """What to draw for a stretch of one line; never longer than ``text``, in code points."""
    if text.isascii() and text.isprintable():
        return text
    if "\n" not in text and PLAIN.fullmatch(text):
        return text
    return text if _as_it_is().fullmatch(text) else text.translate(_SHOWN)


class _Widths(dict[str, int]):
    def __missing__(self, character: str) -> int:
        drawn = _SHOWN.get(ord(character), character)
        self[character] = width = get_character_cell_size(drawn) if drawn else 0
        return width


WIDTHS = _Widths()
"""Cells that each character takes when shown: 0, 1 or 2, by the table that Rich draws with."""


def cells(text: str) -> int:
    """Cells that a stretch of one line takes when shown."""
    if is_narrow(text):
        return len(text)
    return sum(map(WIDTHS.__getitem__, text))


def is_narrow(text: str) -> bool:
    """Whether every character but line feeds takes exactly one cell."""
    return PLAIN.fullmatch(text) is not None or odd_character().search(text) is None


@cache
def odd_character() -> re.Pattern[str]:
    """Finds a character, other than a line feed, that does not take exactly one cell.

    The class names only characters up to U+FFFF, which ``re`` turns into a bitmap: a hundred
    times faster than one with ranges above. All characters above count as odd.
    """
    return re.compile(f"[^\n{_ranges(_narrow())}]")


@cache
def _as_it_is() -> re.Pattern[str]:
    return re.compile(f"[{_ranges(_without([(code, code) for code in _SHOWN]))}]*")


def _narrow() -> list[tuple[int, int]]:
    """The ranges of code points up to U+FFFF that take one cell when shown."""
    wide = [(low, high) for low, high, width in load_cell_table("auto").widths if width != 1]
    changed = [(code, code) for code in _SHOWN]
    ranges = _without([*wide, *changed])
    marks = [(code, code) for code, mark in DRAWN.items() if mark and code <= _LAST and code != 10]
    return ranges + marks


def _without(taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges of code points up to U+FFFF that are in none of these."""
    free, low = [], 0
    for start, end in sorted(taken):
        if start > low and low <= _LAST:
            free.append((low, min(start - 1, _LAST)))
        low = max(low, end + 1)
    return [*free, (low, _LAST)] if low <= _LAST else free


def _ranges(ranges: list[tuple[int, int]]) -> str:
    return "".join(f"\\u{low:04x}-\\u{high:04x}" for low, high in ranges)
