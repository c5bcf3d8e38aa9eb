"""Texts in any language: what punctuation alone tells."""

from __future__ import annotations

from tui.analysis.base import Analyser
from tui.analysis.quotes.stretches import stretches
from tui.model import Analysis, Article, Quote

_SHORT = 4
"""Words; fewer in quotation marks are rather a term than a sentence."""


class Punctuation(Analyser):
    """Quotes by their quotation marks; nobody is named."""

    name = "punctuation"
    label = "quotation marks only"
    version = "2"

    def analyse(self, article: Article) -> Analysis:
        """What is marked as speech or long enough for it; takes milliseconds."""
        return Analysis(article.sha256, self.name, (), marked_quotes(article))


def marked_quotes(article: Article) -> tuple[Quote, ...]:
    """What stands in quotation marks and may be speech, said by nobody in particular."""
    text = article.text
    return tuple(
        Quote("direct", (stretch.span,))
        for paragraph in article.paragraphs
        for stretch in stretches(text, paragraph)
        if stretch.is_spoken(text) or len(stretch.inside(text).split()) >= _SHORT
    )
