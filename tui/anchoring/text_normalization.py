"""A text as its words, without regard to what does not count when words are compared."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property

from tui.model import Span

_ALIKE = {
    "'": "‘’‚‛′`´",
    '"': "“”„‟«»″",
    "-": "‐‑‒–—―−",
    " ": "\n\t\u00a0\u2007\u2009\u200a\u202f\u3000",
}
_FOLDS = {ord(char): plain for plain, chars in _ALIKE.items() for char in chars}
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese and Japanese put no space between words, so each character is one."""
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+|[^\w\s]")


def normalized(text: str) -> str:
    """The text of the same length with plain quotes, dashes and spaces, and in small letters."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return small.translate(_FOLDS)


class NormalizedText:
    """A folded text and its words, signs included."""

    def __init__(self, text: str) -> None:
        self.text = normalized(text)

    @cached_property
    def spans(self) -> list[Span]:
        """Where the words are."""
        return [Span(*match.span()) for match in _WORD.finditer(self.text)]

    @cached_property
    def words(self) -> list[str]:
        """The words."""
        return _WORD.findall(self.text)

    @cached_property
    def pairs(self) -> dict[tuple[str, str], list[int]]:
        """Where two words follow each other: the numbers of the first of them."""
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, pair in enumerate(zip(self.words, self.words[1:], strict=False)):
            found[pair].append(number)
        return found
