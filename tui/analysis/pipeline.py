"""What the analysers with a spaCy pipeline share."""

from __future__ import annotations

import warnings
from abc import abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.analysis.base import Analyser
from tui.errors import AnalysisError
from tui.model import Analysis, Article

if TYPE_CHECKING:
    from spacy.language import Language

    from tui.analysis.reading import Reading

RULES = "1"
"""Version of the rules over the pipelines; a change that changes findings changes it."""
_STEP = 12_000
"""Code points between two views of the findings."""


class PipelineAnalyser(Analyser):
    """A spaCy pipeline with the rules for entities, quotes and speakers over it."""

    def __init__(self) -> None:
        self._loaded: Language | None = None

    @abstractmethod
    def load(self) -> Language:
        """The pipeline, freshly loaded; may raise ``ImportError`` or ``OSError``."""

    def warm(self) -> None:
        """Load the pipeline now."""
        self._pipeline()

    def analyse(self, article: Article) -> Analysis:
        """All findings of the article's text."""
        reading = self._reading(article)
        for _ in reading.read(self._pipeline()):
            pass
        return reading.analysis()

    def stream(self, article: Article) -> Iterator[Analysis]:
        """The findings every few paragraphs, at growing distances; the last one is all of them."""
        reading = self._reading(article)
        due = _STEP
        for place in reading.read(self._pipeline()):
            if place >= due:
                yield reading.analysis()
                # Each view costs as much as there is so far, so views get rarer.
                due = max(place + _STEP, 2 * place)
        yield reading.analysis()

    def _reading(self, article: Article) -> Reading:
        # The rules are not needed to ask for name and version, as every look into the cache does.
        from tui.analysis.reading import Reading

        return Reading(article, self.name)

    def _pipeline(self) -> Language:
        if self._loaded is None:
            try:
                with warnings.catch_warnings():
                    # The model says that it was trained with another minor version.
                    warnings.filterwarnings("ignore", message=r"\[W095\]")
                    warnings.filterwarnings("ignore", category=DeprecationWarning)
                    self._loaded = self.load()
            except (ImportError, OSError) as error:
                raise AnalysisError(
                    f"The analyser “{self.name}” cannot load its language model ({error}); "
                    "install Pullquote again, or choose the analyser “rules”."
                ) from error
            self._loaded.select_pipes(disable=["lemmatizer"])
        return self._loaded
