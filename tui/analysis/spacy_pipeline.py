"""Base class of the analysers that run a spaCy pipeline, and the loading of pipelines."""

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

RULES_VERSION = "9"
"""Version of the rules over the parses; increase it with every change that changes findings."""
_MIN_INTERVAL = 12_000
"""Code points that are analysed between two partial results, at least."""


def load_prepared(load: Callable[[], Language]) -> Language:
    """Load a spaCy pipeline, without its lemmatizer and with a faster matrix product.

    Args:
        load: Loads the pipeline; whatever it raises is passed on.
    """
    with warnings.catch_warnings():
        # W095: the model was trained with another minor version of spaCy.
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
    """An English spaCy pipeline, with rules for entities, quotes and speakers over its parses."""

    language = "en"

    def __init__(self) -> None:
        self._loaded: Language | None = None

    @abstractmethod
    def load(self) -> Language:
        """Load the pipeline from its package.

        Raises:
            ImportError: If the package or a dependency of it is missing.
            OSError: If its files cannot be read.
            AnalysisError: Instead of these, where the sentence for the reader is a special one.
        """

    def preload(self) -> None:
        """Load the pipeline now."""
        self.pipeline()

    def analyse(self, article: Article) -> Analysis:
        """All findings in the article's text."""
        analysis_pass = self._new_pass(article)
        for _ in analysis_pass.process_batches(self.pipeline()):
            pass
        return analysis_pass.analysis()

    def stream(self, article: Article, offset: int) -> Iterator[PartialAnalysis | None]:
        """The findings around ``offset``, then those from the start on, at growing intervals."""
        analysis_pass = self._new_pass(article)
        pipeline = self.pipeline()
        yield analysis_pass.analyse_around(pipeline, offset)
        due = _MIN_INTERVAL
        for end in analysis_pass.process_batches(pipeline):
            if end < due:
                yield None
                continue
            yield PartialAnalysis(analysis_pass.analysis(), Span(0, end))
            # The cost of a partial result grows with the text so far, so the intervals grow too.
            due = max(end + _MIN_INTERVAL, 2 * end)
        yield PartialAnalysis(analysis_pass.analysis(), Span(0, len(article.text)))

    def _new_pass(self, article: Article) -> SpacyPass:
        # Imported late: a look into the cache needs only the analyser's name and version.
        from tui.analysis.spacy_pass import SpacyPass

        return SpacyPass(article, self.name)

    def pipeline(self) -> Language:
        """The pipeline, loaded on the first call.

        Raises:
            AnalysisError: If it cannot be loaded.
        """
        if self._loaded is None:
            try:
                self._loaded = load_prepared(self.load)
            except (ImportError, OSError) as error:
                raise AnalysisError(
                    f"The analyser “{self.name}” cannot load its language model ({error}); "
                    "install Pullquote again, or choose the analyser “rules”."
                ) from error
        return self._loaded
