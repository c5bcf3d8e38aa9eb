"""Reading an article by lists and patterns alone."""

from __future__ import annotations

from tui.analysis.boilerplate import Boilerplate, boilerplate
from tui.analysis.entities.name_normalization import named
from tui.analysis.entities.rule_finder import rule_entities
from tui.analysis.quotes.candidate import finished
from tui.analysis.quotes.surface.surface_quotes import plain_quotes
from tui.analysis.speakers.person_registry import PersonRegistry
from tui.analysis.speakers.speaker_resolution import Resolver
from tui.model import Analysis, Article
from tui.model.sorted_spans import SortedSpans


def rule_based_pass(article: Article, analyser: str) -> Analysis:
    """What can be found without a model, under the name of the ``analyser``."""
    text = article.text
    kinds = {span: boilerplate(span.of(text)) for span in article.paragraphs}
    buttons = [span for span, kind in kinds.items() if kind is Boilerplate.BUTTON]
    labelled = [
        (span, label)
        for span, label in rule_entities(text)
        if not any(button.covers(span) for button in buttons)
    ]
    people = PersonRegistry(text, [span for span, label in labelled if label == "PERSON"])
    entities = named(text, labelled, people)
    drafts, marked = plain_quotes(text, [span for span, kind in kinds.items() if kind is None])
    quoted = SortedSpans(marked)
    resolver = Resolver(text, people, entities, quoted)
    quotes = tuple(
        finished(draft, resolver.name(draft.speaker, draft.content), quoted, text)
        for draft in drafts
    )
    return Analysis(article.sha256, analyser, entities, quotes)
