"""A Pygments lexer for articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from pygments.lexer import Lexer

from tui.highlight.layers import Layers
from tui.highlight.token_types import TokenType
from tui.model import Reading

_CHUNK = 1 << 16


class ArticleLexer(Lexer):
    """Turns the text of one ``Reading`` into tokens of ``tui.highlight.token_types``.

    It has its text from the start and does not change it: the values of the tokens, joined, are
    the article's text with all its white space.
    """

    name = "Pullquote article"
    aliases: ClassVar[list[str]] = ["pullquote"]
    filenames: ClassVar[list[str]] = []

    def __init__(self, reading: Reading, **options: Any) -> None:
        super().__init__(**options)
        self._reading = reading
        self._layers = Layers(reading)

    def get_tokens(
        self, text: str | None = None, unfiltered: bool = False
    ) -> Iterator[tuple[TokenType, str]]:
        """The token types with their text, in order.

        Args:
            text: The article's own text, or ``None`` for the same.
            unfiltered: Whether the filters of the lexer are skipped.

        Raises:
            ValueError: if ``text`` is not the article's text.
        """
        stream = ((token, value) for _, token, value in self.get_tokens_unprocessed(text))
        if unfiltered:
            return stream
        # Pygments' own method would strip and expand white space.
        from pygments.filter import apply_filters

        filtered: Iterator[tuple[TokenType, str]] = apply_filters(stream, self.filters, self)
        return filtered

    def get_tokens_unprocessed(
        self, text: str | None = None
    ) -> Iterator[tuple[int, TokenType, str]]:
        """The offset of each token in code points, its type and its text.

        Raises:
            ValueError: if ``text`` is not the article's text.
        """
        own_text = self._reading.article.text
        if text is not None and text != own_text:
            raise ValueError("an ArticleLexer reads only the text of its own article")
        for low in range(0, len(own_text), _CHUNK):
            for start, end, token in self._layers.runs(low, min(len(own_text), low + _CHUNK)):
                yield start, token, own_text[start:end]
