"""One pass over an article with lists and patterns, without a model."""

from __future__ import annotations

from tui.analysis.analysis_chunks import chunks_of_paragraph
from tui.analysis.boilerplate import BoilerplateKind, boilerplate_kind
from tui.analysis.entities.gazetteer import LabelledSpan
from tui.analysis.entities.name_normalization import named_entities
from tui.analysis.entities.rule_finder import rule_entities
from tui.analysis.quotes.candidate import to_quote
from tui.analysis.quotes.surface.surface_quotes import surface_quotes
from tui.analysis.speakers.person_registry import PersonRegistry
from tui.analysis.speakers.speaker_resolution import SpeakerResolver
from tui.analysis.unread_paragraphs import UnreadParagraphs
from tui.model import Analysis, Article, Quote
from tui.model.sorted_spans import SortedSpans


def rule_based_pass(article: Article, analyser_name: str) -> Analysis:
    """The findings of lists and patterns in the article's text.

    Buttons have no findings, and credits no quotes.
    """
    text, unread = article.text, UnreadParagraphs()
    kinds = {paragraph: boilerplate_kind(paragraph.of(text)) for paragraph in article.paragraphs}
    buttons = [span for span, kind in kinds.items() if kind is BoilerplateKind.BUTTON]
    labelled = [
        (span, label)
        for span, label in _entities(article, unread)
        if not any(button.covers(span) for button in buttons)
    ]
    people = PersonRegistry(text, [span for span, label in labelled if label == "PERSON"])
    entities = named_entities(text, labelled, people)
    story = [
        chunk
        for paragraph, kind in kinds.items()
        if kind is None
        for chunk in chunks_of_paragraph(paragraph, text)
    ]
    candidates, quoted_spans = surface_quotes(text, story, unread.reading)
    quoted = SortedSpans(quoted_spans)
    resolver = SpeakerResolver(text, people, entities, quoted)
    quotes: list[Quote] = []
    for candidate in candidates:
        with unread.reading(article.paragraphs.at(candidate.start) or candidate.content[0]):
            name = resolver.resolve(candidate.speaker, candidate.content)
            quotes.append(to_quote(candidate, name, quoted, text))
    return Analysis(article.sha256, analyser_name, entities, tuple(quotes), unread=unread.spans)


def _entities(article: Article, unread: UnreadParagraphs) -> list[LabelledSpan]:
    """The entities of the text; if the rules fail on it, those of each paragraph alone."""
    try:
        return rule_entities(article.text)
    except Exception:  # as in `UnreadParagraphs.reading`
        found: list[LabelledSpan] = []
        for paragraph in article.paragraphs:
            with unread.reading(paragraph):
                own = rule_entities(paragraph.of(article.text))
                found += [(span.shifted(paragraph.start), label) for span, label in own]
        return found
