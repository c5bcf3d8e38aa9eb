"""Characters that command a terminal, reorder a line or have no certain width, in one table.

They are replaced when text is read (`sanitise`), in names (`one_line`) and again when text is
written out (`visible`); `tui.text_layout.cell_sanitizer` draws by the same table. In text each
code point is replaced by exactly one, so offsets stay valid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import NamedTuple

MARK = "\N{REPLACEMENT CHARACTER}"
_LINE_FEED = 0x0A
_PICTURE_OF_LINE_FEED = "\N{SYMBOL FOR LINE FEED}"


class CharacterRange(NamedTuple):
    """Code points with the same replacement."""

    first: int
    last: int
    """Included."""
    mark: str
    """One code point that replaces each of them in text; empty for those that text may hold."""
    drawn: str
    """What a screen draws for each of them: at most one code point, which takes one cell."""


def _hostile(first: int, last: int, drawn: str = MARK, mark: str = MARK) -> CharacterRange:
    return CharacterRange(first, last, mark, drawn)


def _uncertain(first: int, last: int) -> CharacterRange:
    return CharacterRange(first, last, "", "")


CHARACTERS: tuple[CharacterRange, ...] = (
    *(
        _hostile(code, code, picture, picture)
        for code in range(0x20)
        if code != _LINE_FEED and (picture := " " if code == 0x09 else chr(0x2400 + code))
    ),  # C0 controls
    _hostile(0x7F, 0x7F, "\N{SYMBOL FOR DELETE}", "\N{SYMBOL FOR DELETE}"),
    _hostile(0x80, 0x9F),  # C1 controls, which include a second escape character
    _uncertain(0xAD, 0xAD),  # soft hyphen
    _uncertain(0x034F, 0x034F),  # combining grapheme joiner
    # Direction marks move punctuation away from its offset in a line of cells.
    _hostile(0x061C, 0x061C, ""),  # Arabic letter mark
    _uncertain(0x180B, 0x180F),  # Mongolian variation selectors
    _uncertain(0x200B, 0x200D),  # zero-width space and joiners
    _hostile(0x200E, 0x200F, ""),  # left-to-right and right-to-left marks
    # The text of an article keeps U+FFFD for both: another mark would change its hash.
    _hostile(0x2028, 0x2028, "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}"),  # line separator
    _hostile(0x2029, 0x2029, "\N{PILCROW SIGN}"),  # paragraph separator
    _hostile(0x202A, 0x202E),  # bidirectional embeddings and overrides
    _uncertain(0x2060, 0x2065),  # word joiner, invisible operators
    _hostile(0x2066, 0x2069),  # bidirectional isolates
    _hostile(0x206A, 0x206F, ""),  # deprecated controls of shape and order
    _uncertain(0x20E3, 0x20E3),  # keycap
    _hostile(0xD800, 0xDFFF),  # lone surrogates, which no encoder accepts
    _hostile(0xFDD0, 0xFDEF),  # noncharacters
    _uncertain(0xFE00, 0xFE0F),  # variation selectors
    _hostile(0xFEFF, 0xFEFF),  # byte order mark inside a text
    _hostile(0xFFF9, 0xFFFB),  # interlinear annotation, which hides words
    _uncertain(0x1F3FB, 0x1F3FF),  # skin tones
    _hostile(0xE0000, 0xE007F),  # tags: a second, invisible alphabet
    _uncertain(0xE0100, 0xE01EF),  # more variation selectors
    *(_hostile(plane << 16 | 0xFFFE, plane << 16 | 0xFFFF) for plane in range(17)),  # noncharacters
)
"""All ranges, disjoint. The line feed is in none: only text of one line must not hold it."""


def _by_code(replacements: Iterable[tuple[CharacterRange, str]]) -> dict[int, str]:
    by_code: dict[int, str] = {}
    for row, replacement in replacements:
        by_code.update(dict.fromkeys(range(row.first, row.last + 1), replacement))
    return by_code


MARKS: dict[int, str] = _by_code((row, row.drawn or row.mark) for row in CHARACTERS if row.mark)
"""Code point to the mark that replaces it in one line of text that is written out."""
MARKS[_LINE_FEED] = _PICTURE_OF_LINE_FEED

DRAWN: dict[int, str] = _by_code((row, row.drawn) for row in CHARACTERS)
"""Code point to what a screen draws for it; empty for what is not drawn."""
DRAWN[_LINE_FEED] = _PICTURE_OF_LINE_FEED

_HARMLESS = "\u00a0\u00ad\u2009\u200b\u200d\u202f\u3000"
"""Common in news and not hostile, although `str.isprintable` is false for them."""
_FEW = 16


@cache
def _marks_when_read() -> Mapping[int, str]:
    return _by_code((row, row.mark) for row in CHARACTERS if row.mark)


@cache
def _marks_when_written() -> Mapping[int, str]:
    return {code: mark for code, mark in MARKS.items() if code != _LINE_FEED}


def sanitise(text: str) -> tuple[str, int]:
    """Clean text that was read.

    Line ends become LF, a byte order mark at the start is removed, a tab becomes one space; none
    of these is counted. Every other hostile character becomes its mark.

    Returns:
        The clean text, in which nothing is left to clean, and how many characters became marks.
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\t", " ")
    return _marked(text, _marks_when_read)


def one_line(text: str) -> str:
    """Clean a name, title or other short text, and give line feeds a mark as well."""
    clean, _ = sanitise(text)
    return clean.replace("\n", _PICTURE_OF_LINE_FEED)


def visible(text: str) -> str:
    """The text with a mark in place of every hostile character; line feeds stay."""
    marked, _ = _marked(text, _marks_when_written)
    return marked


def mark_of(character: str) -> str:
    """The mark that replaces a character when text is read, or an empty string if it may stay."""
    return _marks_when_read().get(ord(character), "")


def _marked(text: str, marks_by_code: Callable[[], Mapping[int, str]]) -> tuple[str, int]:
    """The text with its marks, and how many there are."""
    if _is_plainly_clean(text):
        return text, 0
    table = marks_by_code()
    marks = {character: table[code] for character in set(text) if (code := ord(character)) in table}
    if len(marks) > _FEW:  # one slow pass is faster than many fast ones
        count = sum(code in table for code in map(ord, text))
        return text.translate(table), count
    count = sum(map(text.count, marks))
    for character, mark in marks.items():
        text = text.replace(character, mark)
    return text, count


def _is_plainly_clean(text: str) -> bool:
    # `isprintable` is false for every hostile character and ten times as fast as a regular
    # expression with these ranges; other characters it is false for are then looked up.
    if text.isprintable():
        return True
    text = text.replace("\n", "")
    if text.isprintable():
        return True
    for character in _HARMLESS:
        text = text.replace(character, "")
    return text.isprintable()
