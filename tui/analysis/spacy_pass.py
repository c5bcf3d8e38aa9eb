"""An article read with a spaCy pipeline: paragraphs in, findings out, more and more of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from tui.analysis.analyser import PartialAnalysis
from tui.analysis.boilerplate import Boilerplate, boilerplate
from tui.analysis.entities.model_entities import refined
from tui.analysis.entities.name_normalization import named
from tui.analysis.entities.rule_finder import Labelled
from tui.analysis.quotes.candidate import QuoteCandidate, finished
from tui.analysis.quotes.document_quotes import DocumentQuotes
from tui.analysis.quotes.parse.parsed_paragraph import Parsed
from tui.analysis.segmentation import sentences
from tui.analysis.speakers.person_registry import PersonRegistry
from tui.analysis.speakers.speaker_resolution import Resolver
from tui.model import Analysis, Article, Quote, Span
from tui.model.sorted_spans import SortedSpans

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_LONGEST = 20_000
"""Code points; a longer paragraph is parsed in pieces."""
_BATCH = 6_000
"""Code points that the pipeline works on at once, or more if a paragraph is longer."""


def pieces(article: Article) -> list[Span]:
    """The paragraphs of the story, the very long ones cut at ends of sentences."""
    found: list[Span] = []
    for paragraph in article.paragraphs:
        if boilerplate(paragraph.of(article.text)) is Boilerplate.BUTTON:
            continue
        if paragraph.length <= _LONGEST:
            found.append(paragraph)
        else:
            found.extend(_cut(paragraph, article.text))
    return found


def _cut(paragraph: Span, text: str) -> Iterator[Span]:
    start = end = paragraph.start
    for sentence in sentences(paragraph.of(text)):
        if paragraph.start + sentence.end - start > _LONGEST and end > start:
            yield Span(start, end)
            start = end
        end = paragraph.start + sentence.end
    if end > start:
        yield Span(start, end)


class SpacyPass:
    """The state of reading one article."""

    def __init__(self, article: Article, analyser: str) -> None:
        self.article = article
        self.analyser = analyser
        self._story = DocumentQuotes()
        self._entities: list[Labelled] = []
        self._drafts: list[QuoteCandidate] = []
        self._quoted: list[Span] = []
        self._ahead: dict[int, list[Doc]] = {}
        """Parses of groups that were looked at before their turn, by their start."""
        self._subjects: list[int] = []
        """Where words that people are named by are the subject of a verb."""

    @cached_property
    def _batches(self) -> list[list[Span]]:
        """The pieces in groups that are parsed together.

        An article's groups are always the same: the last digit of a sum may depend on what is
        summed with it, and findings must not depend on where somebody looked first.
        """
        groups: list[list[Span]] = []
        for piece in pieces(self.article):
            if not groups or groups[-1][-1].end - groups[-1][0].start > _BATCH:
                groups.append([])
            groups[-1].append(piece)
        return groups

    def glimpse(self, pipeline: Language, offset: int) -> PartialAnalysis | None:
        """What is found around ``offset``, read alone; ``None`` where reading begins anyway."""
        group = next((group for group in self._batches if offset < group[-1].end), None)
        if group is None or group is self._batches[0]:
            return None
        docs = self._ahead[group[0].start] = self._parse(pipeline, group)
        alone = SpacyPass(self.article, self.analyser)
        alone._take(group, docs)
        return PartialAnalysis(alone.analysis(), Span(group[0].start, group[-1].end))

    def read(self, pipeline: Language) -> Iterator[int]:
        """Read paragraph after paragraph; give how many code points have been read."""
        for group in self._batches:
            docs = self._ahead.pop(group[0].start, None) or self._parse(pipeline, group)
            self._take(group, docs)
            yield group[-1].end

    def _parse(self, pipeline: Language, group: list[Span]) -> list[Doc]:
        docs = [self._doc(pipeline, span) for span in group]
        return list(pipeline.pipe(docs, batch_size=len(docs)))

    def _take(self, group: list[Span], docs: list[Doc]) -> None:
        """Find what is in the paragraphs; they come in the order of the text."""
        text = self.article.text
        for span, doc in zip(group, docs, strict=True):
            parsed = Parsed(doc, span, text)
            is_credit = boilerplate(span.of(text)) is Boilerplate.CREDIT
            self._entities += [
                (Span(entity.start_char, entity.end_char).shifted(span.start), entity.label_)
                for entity in doc.ents
                if not (is_credit and entity.label_ == "PERSON")
            ]
            if not is_credit:
                self._drafts += self._story.quotes(parsed)
                self._quoted += [stretch.span for stretch in parsed.stretches]
                self._subjects += parsed.subjects()

    def _doc(self, pipeline: Language, span: Span) -> Doc:
        """The tokens of a paragraph, cut into the sentences that everybody else sees."""
        words = span.of(self.article.text)
        doc = pipeline.make_doc(words)
        starts = {sentence.start for sentence in sentences(words)}
        for token in doc:
            token.is_sent_start = token.idx in starts
        return doc

    def analysis(self) -> Analysis:
        """What has been found so far, with the rules that need all of it applied."""
        text = self.article.text
        labelled = refined(text, self._entities)
        people = PersonRegistry(text, [span for span, label in labelled if label == "PERSON"])
        entities = named(text, labelled, people)
        quoted = SortedSpans(self._quoted)
        resolver = Resolver(text, people, entities, quoted, self._subjects)
        quotes: list[Quote] = []
        for draft in self._drafts:
            name = resolver.name(draft.speaker, draft.content)
            quotes.append(finished(draft, name, quoted, text))
        quotes.sort(key=lambda quote: (quote.start, quote.end))
        return Analysis(self.article.sha256, self.analyser, entities, tuple(quotes))
