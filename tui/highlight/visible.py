"""Characters that could command a terminal or reorder a line, as visible marks.

Control characters (C0, DEL, C1), bidirectional overrides, embeddings and isolates, tag
characters, the byte order mark, line and paragraph separators, noncharacters and lone surrogates.
An article that came through ``tui.sources`` has none of them; this is the second lock, on the
way out, for text that came some other way. One mark for each code point, so that offsets stay.
"""

from __future__ import annotations

import re
from functools import lru_cache

MARK = "\N{REPLACEMENT CHARACTER}"

MARKS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x09: " ",
    0x7F: "\N{SYMBOL FOR DELETE}",
    **dict.fromkeys(range(0x80, 0xA0), MARK),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), MARK),
    0x2028: "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}",
    0x2029: "\N{PILCROW SIGN}",
    0xFEFF: MARK,
    **dict.fromkeys(range(0xFFF9, 0xFFFC), MARK),
    0xFFFE: MARK,
    0xFFFF: MARK,
    **dict.fromkeys(range(0xD800, 0xE000), MARK),
    **dict.fromkeys(range(0xE0000, 0xE0080), MARK),
}
"""Code point to mark. The line feed is here too: a line on the screen holds none."""


@lru_cache(maxsize=1)
def _suspect() -> re.Pattern[str]:
    """Matches one of them but the line feed."""
    return re.compile(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff"
        "\ud800-\udfff\U000e0000-\U000e007f]"
    )


@lru_cache(maxsize=1)
def _marks_of_text() -> dict[int, str]:
    return {code: mark for code, mark in MARKS.items() if code != 0x0A}


def visible(text: str) -> str:
    """The same text with a mark in place of every such character; line feeds stay."""
    # None of them is printable, so most lines need no expression, which takes long to compile.
    if text.isprintable() or not _suspect().search(text):
        return text
    return text.translate(_marks_of_text())
