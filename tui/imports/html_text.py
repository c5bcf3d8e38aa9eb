"""HTML -> the text between its tags, and the same with its blocks on lines of their own."""

from __future__ import annotations

import re
from bisect import bisect_right
from html.parser import HTMLParser

from tui.imports.offset_units import Converter

_TIGHT = frozenset(("br", "dd", "dt", "li", "td", "th", "tr"))
"""Blocks that follow each other without an empty line."""
_BLOCKS = _TIGHT | {
    "address", "article", "aside", "blockquote", "div", "dl", "figcaption", "figure", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section",
    "table", "ul",
}  # fmt: skip
_UNSEEN = frozenset(("head", "script", "style", "title"))
_CRLF = re.compile(r"\r\n?")


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.bare: list[str] = []
        self.text: list[str] = []
        self.bare_length = self.text_length = 0
        self.breaks: list[tuple[int, int]] = []
        """Where line ends were put in: offset in the bare text, and how many up to there."""
        self._wanted = 0
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unseen += tag in _UNSEEN
        self._end_block(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        self._end_block(tag)

    def handle_data(self, data: str) -> None:
        if self._unseen or not data:
            return
        data = _CRLF.sub("\n", data)
        is_apart = not self.text or self.text[-1].endswith("\n") or data.startswith("\n")
        if data.strip() and self._wanted and not is_apart:
            self.text.append("\n" * self._wanted)
            self.text_length += self._wanted
            self.breaks.append((self.bare_length, self.text_length - self.bare_length))
        if data.strip():
            self._wanted = 0
        self.bare.append(data)
        self.text.append(data)
        self.bare_length += len(data)
        self.text_length += len(data)

    def _end_block(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._wanted = max(self._wanted, 1 if tag in _TIGHT else 2)


def text_of_html(html: str) -> tuple[str, str, Converter]:
    """The text without tags, the text to read, and what takes an offset of a character over."""
    parser = _Lines()
    parser.feed(html)
    parser.close()
    starts = [start for start, _ in parser.breaks]

    def placed(offset: int) -> int:
        count = bisect_right(starts, offset)
        return offset + (parser.breaks[count - 1][1] if count else 0)

    return "".join(parser.bare), "".join(parser.text), placed
