"""What every analyser is."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from tui.model import Analysis, Article, Span
from tui.registry import Extension


class PartialAnalysis(NamedTuple):
    """The findings at one moment of an analysis."""

    analysis: Analysis
    read: Span
    """The part of the text that was looked at."""


class Analyser(Extension):
    """Finds entities and quotes in an article. A heavy library is imported inside, on first use."""

    version: ClassVar[str]
    """Part of the cache's key: a change that changes findings changes it."""
    language: ClassVar[str] = ""
    """ISO 639-1 code of the one language that its findings make sense in, empty for any."""

    @abstractmethod
    def analyse(self, article: Article) -> Analysis:
        """All findings of the article's text.

        Raises:
            AnalysisError: if what it needs cannot be loaded.
        """

    def stream(self, article: Article, offset: int) -> Iterator[PartialAnalysis | None]:
        """The findings as they grow, those around ``offset`` first; the last view is of all.

        ``None`` says that there is nothing new yet. The caller may stop at any item.
        """
        yield PartialAnalysis(self.analyse(article), Span(0, len(article.text)))

    def warm(self) -> None:
        """Load now what the first article would have to wait for."""
