"""Offsets of other programs -> code points into a text with LF line ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

_CRLF = re.compile(r"\r\n?")
_BEYOND_BMP = re.compile("[\U00010000-\U0010ffff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")

OffsetConverter = Callable[[int], int]


def normalize_line_ends(text: str) -> str:
    """The text without a byte order mark and with LF line ends."""
    return _CRLF.sub("\n", text.removeprefix("\ufeff"))


def from_utf16(text: str) -> OffsetConverter:
    """Offsets in UTF-16 units into ``text`` -> code points; one inside a pair goes after it."""
    return _from_units([(place.start(), 1) for place in _BEYOND_BMP.finditer(text)])


def from_utf8(text: str) -> OffsetConverter:
    """Offsets in UTF-8 bytes into ``text`` -> code points; one inside a letter goes after it."""
    return _from_units(
        [(m.start(), len(m[0].encode("utf-8", "surrogatepass")) - 1)
         for m in _BEYOND_ASCII.finditer(text)]
    )  # fmt: skip


def from_crlf(text: str) -> OffsetConverter:
    """Offsets into ``text``, whose CRLF count as two, -> offsets into ``normalize_line_ends(text)``."""
    text = text.removeprefix("\ufeff")
    return _from_units([(m.start() - n, 1) for n, m in enumerate(re.finditer("\r\n", text))])


def _from_units(wide: list[tuple[int, int]]) -> OffsetConverter:
    """``wide``: the code point offset of each wide character, in order, and its units over one."""
    extra = [0, *accumulate(more for _, more in wide)]
    ends = [place + 1 + sum_ for (place, _), sum_ in zip(wide, extra[1:], strict=True)]

    def convert(offset: int) -> int:
        count = bisect_right(ends, offset)
        point = offset - extra[count]
        is_inside = count < len(wide) and point > wide[count][0]
        return wide[count][0] + 1 if is_inside else point

    return convert
