"""Offsets in UTF-16 code units, UTF-8 bytes or CRLF texts -> code points of a text with LF.

``tui.exports.offset_units`` does the reverse.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

_CRLF = re.compile(r"\r\n?")
_BEYOND_BMP = re.compile("[\U00010000-\U0010ffff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")

OffsetConverter = Callable[[int], int]
"""Takes an offset in some unit, returns it in code points."""


def normalize_line_ends(text: str) -> str:
    """The text without a byte order mark and with LF line ends."""
    return _CRLF.sub("\n", text.removeprefix("\ufeff"))


def from_utf16(text: str) -> OffsetConverter:
    """From UTF-16 code units of ``text``; an offset inside a surrogate pair goes behind it."""
    return _from_units([(match.start(), 1) for match in _BEYOND_BMP.finditer(text)])


def from_utf8(text: str) -> OffsetConverter:
    """From UTF-8 bytes of ``text``; an offset inside a character goes behind it."""
    return _from_units(
        [(m.start(), len(m[0].encode("utf-8", "surrogatepass")) - 1)
         for m in _BEYOND_ASCII.finditer(text)]
    )  # fmt: skip


def from_crlf(text: str) -> OffsetConverter:
    """From code points of ``text``, CRLF as two, to those of ``normalize_line_ends(text)``."""
    text = text.removeprefix("\ufeff")
    return _from_units([(m.start() - n, 1) for n, m in enumerate(re.finditer("\r\n", text))])


def _from_units(wide: list[tuple[int, int]]) -> OffsetConverter:
    """The converter for a text with these ``wide`` characters, sorted by offset.

    Each is its offset in code points and how many units more than one it takes.
    """
    extra = [0, *accumulate(more for _, more in wide)]
    ends = [offset + 1 + sum_ for (offset, _), sum_ in zip(wide, extra[1:], strict=True)]

    def convert(offset: int) -> int:
        count = bisect_right(ends, offset)
        point = offset - extra[count]
        is_inside = count < len(wide) and point > wide[count][0]
        return wide[count][0] + 1 if is_inside else point

    return convert
