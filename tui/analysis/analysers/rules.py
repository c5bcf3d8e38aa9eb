"""Lists and patterns only: no model, ready in milliseconds."""

from __future__ import annotations

from tui.analysis.analyser import Analyser
from tui.model import Analysis, Article


class Rules(Analyser):
    """Names by lists and shapes, direct quotes by what stands around them."""

    name = "rules"
    label = "rules without a model"
    version = "3"
    language = "en"

    def analyse(self, article: Article) -> Analysis:
        """All that can be found without a model; takes milliseconds for an article."""
        # The lists and patterns are not needed to ask for the name, as every look-up does.
        from tui.analysis.rule_based_pass import rule_based_pass

        return rule_based_pass(article, self.name)
