"""The analyser without a model."""

from __future__ import annotations

from tui.analysis.analyser import Analyser
from tui.model import Analysis, Article


class Rules(Analyser):
    """English entities by lists and patterns, direct quotes by the text around them."""

    name = "rules"
    label = "rules without a model"
    version = "3"
    language = "en"

    def analyse(self, article: Article) -> Analysis:
        """The findings of lists and patterns, in milliseconds."""
        # Imported late: listing the analysers needs no lists and patterns.
        from tui.analysis.rule_based_pass import rule_based_pass

        return rule_based_pass(article, self.name)
