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

from rich.cells import get_character_cell_size

from tui.hostile_characters import MARKS
from tui.text_layout.ascii_wrapping import PLAIN
from tui.textual_internals.cell_table import not_one_cell_wide

_UNSEEN = (
    0x00AD,  # soft hyphen
    0x034F,  # combining grapheme joiner
    0x061C,  # Arabic letter mark
    *range(0x180B, 0x1810),  # Mongolian variation selectors
    *range(0x200B, 0x2010),  # zero-width space, joiners, direction marks
    0x20E3,  # keycap
    *range(0x2060, 0x2066),  # word joiner, invisible operators
    *range(0x206A, 0x2070),  # deprecated format characters
    *range(0xFE00, 0xFE10),  # variation selectors
    *range(0x1F3FB, 0x1F400),  # skin tones
    *range(0xE0100, 0xE01F0),  # more variation selectors
)
_LAST = 0xFFFF
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)

_SHOWN: dict[int, str | None] = {
    **MARKS,
    **dict.fromkeys(_UNSEEN),
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
    changed = [(code, code) for code in _SHOWN]
    ranges = _without([*not_one_cell_wide(), *changed])
    marks = [(code, code) for code, mark in MARKS.items() if code <= _LAST and code != 10]
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
