"""Text normalized for comparison, and its tokens.

The normal form has lower case and plain quotation marks, dashes and spaces, and the same length.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property

from tui.model import Span

_VARIANTS = {
    "'": "‘’‚‛′`´",
    '"': "“”„‟«»″",
    "-": "‐‑‒–—―−",
    " ": "\n\t\u00a0\u2007\u2009\u200a\u202f\u3000",
}
_PLAIN = {ord(char): plain for plain, chars in _VARIANTS.items() for char in chars}
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese and Japanese have no spaces between words, so each character is a token."""
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+|[^\w\s]")


def normalized(text: str) -> str:
    """The text in lower case with plain quotation marks, dashes and spaces, as long as before."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lower.translate(_PLAIN)


class NormalizedText:
    """A normalized text and its tokens, punctuation included."""

    def __init__(self, text: str) -> None:
        self.text = normalized(text)

    @cached_property
    def spans(self) -> list[Span]:
        """The spans of the tokens."""
        return [Span(*match.span()) for match in _TOKEN.finditer(self.text)]

    @cached_property
    def tokens(self) -> list[str]:
        """The tokens."""
        return _TOKEN.findall(self.text)

    @cached_property
    def bigrams(self) -> dict[tuple[str, str], list[int]]:
        """The indices at which each pair of adjacent tokens begins."""
        indices: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, bigram in enumerate(zip(self.tokens, self.tokens[1:], strict=False)):
            indices[bigram].append(index)
        return indices
