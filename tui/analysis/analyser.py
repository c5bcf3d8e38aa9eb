"""Base class of the analysers."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from tui.model import Analysis, Article, Span
from tui.registry import Extension


class PartialAnalysis(NamedTuple):
    """The findings of a part of an article."""

    analysis: Analysis
    analysed_span: Span
    """The part of the text that was analysed."""


class Analyser(Extension):
    """Finds entities and quotes in an article.

    Subclasses import heavy libraries inside their methods, on first use.
    """

    version: ClassVar[str]
    """Part of the cache key: increase it with every change that changes findings."""
    language: ClassVar[str] = ""
    """ISO 639-1 code of the only language that the analyser can handle; empty for any."""

    @abstractmethod
    def analyse(self, article: Article) -> Analysis:
        """All findings in the article's text.

        Raises:
            AnalysisError: If the model cannot be loaded.
        """

    def stream(self, article: Article, offset: int) -> Iterator[PartialAnalysis | None]:
        """Growing findings of an article, those around ``offset`` first.

        The caller may stop after any item.

        Args:
            article: The article to analyse.
            offset: Code points; where the reader is.

        Yields:
            Findings so far, or ``None`` if there are no new ones; the last item covers the text.

        Raises:
            AnalysisError: If the model cannot be loaded.
        """
        yield PartialAnalysis(self.analyse(article), Span(0, len(article.text)))

    def preload(self) -> None:
        """Load the model, so that the first analysis need not wait for it.

        Raises:
            AnalysisError: If it cannot be loaded.
        """
