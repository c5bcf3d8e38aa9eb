"""What every analyser is."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from tui.model import Analysis, Article
from tui.registry import Extension


class Analyser(Extension):
    """Finds entities and quotes in an article. A heavy library is imported inside, on first use."""

    version: ClassVar[str]
    """Part of the cache's key: a change that changes findings changes it."""

    @abstractmethod
    def analyse(self, article: Article) -> Analysis:
        """All findings of the article's text.

        Raises:
            AnalysisError: if what it needs cannot be loaded.
        """

    def stream(self, article: Article) -> Iterator[Analysis]:
        """The findings as they grow; the last one is all of them."""
        yield self.analyse(article)

    def warm(self) -> None:
        """Load now what the first article would have to wait for."""
