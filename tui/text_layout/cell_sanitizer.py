"""Text made safe for a terminal, and the cells that it takes.

Terminals disagree about the width of some sequences (emoji with a variation selector, keycaps,
skin tones, joined families, flags). Each such code point is replaced by text of a certain width or
left out, so that columns do not shift: a flag by its two letters, a family by its members side by
side. Control and direction characters become visible marks.

Each code point is replaced by itself, whatever stands around it.
"""

from __future__ import annotations

import re
from functools import cache

from rich.cells import get_character_cell_size

from tui.hostile_characters import DRAWN
from tui.text_layout.ascii_wrapping import ONE_CELL_TEXT
from tui.textual_internals.cell_table import not_one_cell_wide

_LAST = 0xFFFF
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)

_SHOWN: dict[int, str] = {
    **DRAWN,
    **{code: chr(ord("A") + code - _FLAG_LETTERS.start) for code in _FLAG_LETTERS},
}


def sanitize(text: str) -> str:
    """The safe form of a part of one line; it has no more code points than ``text``."""
    if text.isascii() and text.isprintable():
        return text
    if "\n" not in text and ONE_CELL_TEXT.fullmatch(text):
        return text
    return text if _unchanged().fullmatch(text) else text.translate(_SHOWN)


class _Widths(dict[str, int]):
    def __missing__(self, character: str) -> int:
        safe = _SHOWN.get(ord(character), character)
        self[character] = width = get_character_cell_size(safe) if safe else 0
        return width


CELL_WIDTHS = _Widths()
"""The width of each character in its safe form: 0, 1 or 2 cells, by the table of Rich."""


def cell_width(text: str) -> int:
    """The width in cells of a part of one line in its safe form."""
    if is_narrow(text):
        return len(text)
    return sum(map(CELL_WIDTHS.__getitem__, text))


def is_narrow(text: str) -> bool:
    """Whether every character except line feeds takes exactly one cell."""
    return ONE_CELL_TEXT.fullmatch(text) is not None or irregular_width().search(text) is None


@cache
def irregular_width() -> re.Pattern[str]:
    """A pattern for a character, other than a line feed, that does not take exactly one cell.

    Its class has only characters up to U+FFFF, which ``re`` turns into a bitmap: a hundred times
    faster than with ranges above. All characters above match.
    """
    return re.compile(f"[^\n{_ranges(_narrow())}]")


@cache
def _unchanged() -> re.Pattern[str]:
    return re.compile(f"[{_ranges(_without([(code, code) for code in _SHOWN]))}]*")


def _narrow() -> list[tuple[int, int]]:
    """The ranges of code points up to U+FFFF that take one cell in their safe form."""
    changed = [(code, code) for code in _SHOWN]
    ranges = _without([*not_one_cell_wide(), *changed])
    marks = [(code, code) for code, mark in DRAWN.items() if mark and code <= _LAST and code != 10]
    return ranges + marks


def _without(taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges of code points up to U+FFFF, ends included, that are in none of ``taken``."""
    free, low = [], 0
    for start, end in sorted(taken):
        if start > low and low <= _LAST:
            free.append((low, min(start - 1, _LAST)))
        low = max(low, end + 1)
    return [*free, (low, _LAST)] if low <= _LAST else free


def _ranges(ranges: list[tuple[int, int]]) -> str:
    return "".join(f"\\u{low:04x}-\\u{high:04x}" for low, high in ranges)
