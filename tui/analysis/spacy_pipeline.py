"""What the analysers with a spaCy pipeline share."""

from __future__ import annotations

import warnings
from abc import abstractmethod
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tui.analysis.analyser import Analyser, PartialAnalysis
from tui.errors import AnalysisError
from tui.model import Analysis, Article, Span

if TYPE_CHECKING:
    from spacy.language import Language

    from tui.analysis.spacy_pass import SpacyPass

RULES = "9"
"""Version of the rules over the pipelines; a change that changes findings changes it."""
_STEP = 12_000
"""Code points between two views of the findings."""


def prepared(load: Callable[[], Language]) -> Language:
    """A spaCy pipeline, loaded, without what nobody asks it for, and with quicker arithmetic.

    Raises:
        ImportError, OSError: as ``load`` does.
    """
    with warnings.catch_warnings():
        # The model says that it was trained with another minor version.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        warnings.filterwarnings("ignore", category=DeprecationWarning)
        pipeline = load()
    from thinc.api import NumpyOps, Ops

    class DotOps(NumpyOps):  # type: ignore[misc]
        """NumPy's matrix product takes a third of the time of thinc's own on newer processors."""

        gemm = Ops.gemm

    ops = DotOps()
    for _, component in pipeline.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if model is not None else ():
            node.ops = ops
    pipeline.select_pipes(disable=[n for n in pipeline.pipe_names if n == "lemmatizer"])
    return pipeline


class PipelineAnalyser(Analyser):
    """A spaCy pipeline with the rules for entities, quotes and speakers over it."""

    language = "en"

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

    def stream(self, article: Article, offset: int) -> Iterator[PartialAnalysis | None]:
        """The findings around ``offset``, then those from the start on, at growing distances."""
        reading = self._reading(article)
        pipeline = self._pipeline()
        yield reading.glimpse(pipeline, offset)
        due = _STEP
        for place in reading.read(pipeline):
            if place < due:
                yield None
                continue
            yield PartialAnalysis(reading.analysis(), Span(0, place))
            # Each view costs as much as there is so far, so views get rarer.
            due = max(place + _STEP, 2 * place)
        yield PartialAnalysis(reading.analysis(), Span(0, len(article.text)))

    def _reading(self, article: Article) -> SpacyPass:
        # The rules are not needed to ask for name and version, as every look into the cache does.
        from tui.analysis.spacy_pass import SpacyPass

        return SpacyPass(article, self.name)

    def _pipeline(self) -> Language:
        if self._loaded is None:
            try:
                self._loaded = prepared(self.load)
            except (ImportError, OSError) as error:
                raise AnalysisError(
                    f"The analyser “{self.name}” cannot load its language model ({error}); "
                    "install Pullquote again, or choose the analyser “rules”."
                ) from error
        return self._loaded
