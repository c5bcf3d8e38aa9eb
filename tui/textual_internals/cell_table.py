"""Rich's table of character widths."""

from __future__ import annotations

from itertools import groupby

from rich.cells import get_character_cell_size

from tui.textual_internals.switch import ENABLED

_LAST = 0xFFFF


def not_one_cell_wide() -> list[tuple[int, int]]:
    """The ranges of code points, ends included, that do not take exactly one cell.

    Control characters and ranges above U+FFFF may be missing. Rich keeps its table in a private
    module; asking for the width of each character gives the same in 20 ms.
    """
    if ENABLED:
        try:
            from rich._unicode_data import load

            return [(low, high) for low, high, width in load("auto").widths if width != 1]
        except (ImportError, AttributeError, TypeError, ValueError):
            pass
    return _measured_ranges()


def _measured_ranges() -> list[tuple[int, int]]:
    """The same ranges up to U+FFFF, by the public function."""
    ranges = []
    is_odd = ((code, get_character_cell_size(chr(code)) != 1) for code in range(_LAST + 1))
    for odd, group in groupby(is_odd, key=lambda pair: pair[1]):
        if odd:
            codes = [code for code, _ in group]
            ranges.append((codes[0], codes[-1]))
    return ranges
