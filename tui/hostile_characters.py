"""Characters that could command a terminal or reorder a line, as visible marks.

Control characters (C0, DEL, C1), bidirectional overrides, embeddings and isolates, tag
characters, the byte order mark, line and paragraph separators, noncharacters and lone surrogates.
An article that came through ``tui.sources`` has none of them; this is the second lock, on the
way out, for text that came some other way. One mark for each code point, so that offsets stay.
"""

from __future__ import annotations

import re
from bisect import bisect_right
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


_PICTURES = 0x2400
_PICTURE_OF_DELETE = "\u2421"
_PICTURE_OF_LINE_FEED = "\u240a"
_PLANES = 17

_ACTING = (
    (0x00, 0x09),  # C0 up to the line feed
    (0x0B, 0x1F),  # C0 after it
    (0x7F, 0x9F),  # DEL and C1, which holds an escape character of its own
    # The invisible marks of direction are harmless in a browser; in a line of cells they move
    # punctuation away from the offset it has, and they are as wide as the terminal likes.
    (0x061C, 0x061C),
    (0x200E, 0x200F),
    (0x2028, 0x202E),  # line and paragraph separators, embeddings and overrides
    (0x2066, 0x206F),  # isolates and the deprecated controls of shape and order
    (0xD800, 0xDFFF),  # lone surrogates, which no encoder takes
    (0xFDD0, 0xFDEF),  # never characters
    (0xFEFF, 0xFEFF),  # a byte order mark inside the text
    (0xFFF9, 0xFFFB),  # interlinear annotation, which hides words
    (0xE0000, 0xE007F),  # tags: a second, invisible alphabet
    *((plane << 16 | 0xFFFE, plane << 16 | 0xFFFF) for plane in range(_PLANES)),
)
"""First and last code point of each range that is replaced."""
_RANGES = tuple(sorted(_ACTING))
_STARTS = tuple(first for first, _ in _RANGES)

_HARMLESS = "\u00a0\u00ad\u2009\u200b\u200d\u202f\u3000"
"""What `str.isprintable` refuses, line ends aside, although news is full of it."""
_FEW = 16


def sanitise(text: str) -> tuple[str, int]:
    """Clean text, and how many characters of it are marks that were not there before.

    Line ends become LF, one byte order mark at the start goes, a tab becomes one space (none of
    these is counted). C0 controls and DEL become their pictures (U+2400 and after); C1 controls,
    everything that reorders text, line separators, tags, surrogates and noncharacters become
    U+FFFD. Cleaning clean text changes nothing.
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\t", " ")
    if _is_plainly_clean(text):
        return text, 0
    marks = {char: mark for char in set(text) if (mark := mark_of(char))}
    return _replaced(text, marks)


def one_line(text: str) -> str:
    """A name, title or other short text fit for one line of a terminal."""
    clean, _ = sanitise(text)
    return clean.replace("\n", _PICTURE_OF_LINE_FEED)


def mark_of(char: str) -> str:
    """The mark that stands for one character, or an empty string if it may stay."""
    code = ord(char)
    place = bisect_right(_STARTS, code) - 1
    if place < 0 or code > _RANGES[place][1] or char == "\n":
        return ""
    if code < 0x20:
        return chr(_PICTURES + code)
    return _PICTURE_OF_DELETE if code == 0x7F else MARK


def _is_plainly_clean(text: str) -> bool:
    # `isprintable` refuses all that we replace and is ten times as fast as a regular expression
    # with these ranges; what it refuses without need is looked at character by character.
    text = text.replace("\n", "")
    if text.isprintable():
        return True
    for char in _HARMLESS:
        text = text.replace(char, "")
    return text.isprintable()


def _replaced(text: str, marks: dict[str, str]) -> tuple[str, int]:
    if len(marks) > _FEW:  # one slow pass beats many fast ones
        table = str.maketrans(marks)
        count = len(text) - len(text.translate(dict.fromkeys(table)))
        return text.translate(table), count
    count = sum(map(text.count, marks))
    for char, mark in marks.items():
        text = text.replace(char, mark)
    return text, count
