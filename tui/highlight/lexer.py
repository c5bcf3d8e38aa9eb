"""An article as a stream of Pygments tokens."""

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

    Unlike other lexers it knows its text beforehand, and it changes nothing about it: the values
    of the tokens, put together, are the article's text, whatever white space it begins or ends
    with.
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
        """The tokens with their words, in order.

        Args:
            text: What to lex; only the article's own text has layers, so it may be left out.
            unfiltered: Whether filters added to the lexer are passed over.

        Raises:
            ValueError: if ``text`` is not the article's text.
        """
        stream = ((token, words) for _, token, words in self.get_tokens_unprocessed(text))
        if unfiltered:
            return stream
        # Pygments' own method would strip and expand white space before this point.
        from pygments.filter import apply_filters

        filtered: Iterator[tuple[TokenType, str]] = apply_filters(stream, self.filters, self)
        return filtered

    def get_tokens_unprocessed(
        self, text: str | None = None
    ) -> Iterator[tuple[int, TokenType, str]]:
        """The tokens with the code point at which each begins and with their words.

        Raises:
            ValueError: if ``text`` is not the article's text.
        """
        words = self._reading.article.text
        if text is not None and text != words:
            raise ValueError("an ArticleLexer reads only the text of its own article")
        for low in range(0, len(words), _CHUNK):
            for start, end, token in self._layers.runs(low, min(len(words), low + _CHUNK)):
                yield start, token, words[start:end]
