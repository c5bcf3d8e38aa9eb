"""Paragraphs on which the rules fail: each costs its own findings, never those of the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from tui.model import Analysis, Article, Span

_MAX_NUMBERS = 5
"""Paragraphs that are named in a notice."""


class UnreadParagraphs:
    """Collects the paragraphs, or chunks of some, that could not be analysed."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans = set(spans)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The paragraphs, in text order."""
        return tuple(sorted(self._spans))

    def add(self, paragraph: Span) -> None:
        """Add a paragraph."""
        self._spans.add(paragraph)

    @contextmanager
    def reading(self, paragraph: Span) -> Iterator[None]:
        """Add the paragraph, and go on behind the ``with`` block, if the block raises."""
        try:
            yield
        except Exception:  # a rule meets text that nobody thought of; any error is possible
            self.add(paragraph)


def unread_notice(article: Article, analysis: Analysis) -> str:
    """A sentence for the reader if paragraphs could not be analysed, else an empty string."""
    unread = dict.fromkeys(article.paragraph_number(span.start) for span in analysis.unread)
    if not unread:
        return ""
    numbers = [str(number) for number in unread]
    if len(numbers) > _MAX_NUMBERS:
        where = f"{len(numbers)} paragraphs, the first of them paragraph {numbers[0]}"
    elif len(numbers) > 1:
        where = f"paragraphs {', '.join(numbers[:-1])} and {numbers[-1]}"
    else:
        where = f"paragraph {numbers[0]}"
    return f"Names and quotes may be missing in {where}: the analysis failed there."
