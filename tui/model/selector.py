"""A passage described twice: by its span and by its words.

The form is that of the W3C Web Annotation selectors (TextPositionSelector and
TextQuoteSelector), with 32 characters of context as the Hypothesis client keeps them.
"""

from __future__ import annotations

from typing import NamedTuple

from tui.model.article import Article
from tui.model.span import Span

CONTEXT = 32
"""Code points of context before and after the passage."""


class Selector(NamedTuple):
    """The span of a passage, its words (``exact``) and its context before and after."""

    span: Span
    exact: str
    prefix: str
    suffix: str
    sha256: str
    """Hash of the text that the selector was made on."""

    @classmethod
    def describe(cls, article: Article, span: Span) -> Selector:
        """Make the selector of ``span``.

        Raises:
            SpanError: if the span is not inside the text.
        """
        start, end = article.check(span)
        text = article.text
        return cls(
            span=span,
            exact=text[start:end],
            prefix=text[max(0, start - CONTEXT) : start],
            suffix=text[end : end + CONTEXT],
            sha256=article.sha256,
        )
