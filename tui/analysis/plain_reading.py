"""Reading an article by lists and patterns alone."""

from __future__ import annotations

from tui.analysis.entities.naming import named
from tui.analysis.entities.rules import rule_entities
from tui.analysis.furniture import Furniture, furniture
from tui.analysis.people import People
from tui.analysis.quotes.kinds import finished
from tui.analysis.quotes.plain import plain_quotes
from tui.analysis.ranges import Ranges
from tui.analysis.speakers.resolve import Resolver
from tui.model import Analysis, Article


def read_plainly(article: Article, analyser: str) -> Analysis:
    """What can be found without a model, under the name of the ``analyser``."""
    text = article.text
    kinds = {span: furniture(span.of(text)) for span in article.paragraphs}
    buttons = [span for span, kind in kinds.items() if kind is Furniture.BUTTON]
    labelled = [
        (span, label)
        for span, label in rule_entities(text)
        if not any(button.covers(span) for button in buttons)
    ]
    people = People(text, [span for span, label in labelled if label == "PERSON"])
    entities = named(text, labelled, people)
    drafts, marked = plain_quotes(text, [span for span, kind in kinds.items() if kind is None])
    quoted = Ranges(marked)
    resolver = Resolver(text, people, entities, quoted)
    quotes = tuple(
        finished(draft, resolver.name(draft.speaker, draft.content), quoted, text)
        for draft in drafts
    )
    return Analysis(article.sha256, analyser, entities, quotes)
