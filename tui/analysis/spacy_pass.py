"""One pass over an article with a spaCy pipeline: parsed paragraphs in, growing findings out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from tui.analysis.analyser import PartialAnalysis
from tui.analysis.analysis_chunks import chunks_of_paragraph
from tui.analysis.boilerplate import BoilerplateKind, boilerplate_kind
from tui.analysis.entities.gazetteer import LabelledSpan
from tui.analysis.entities.model_entities import corrected_entities
from tui.analysis.entities.name_normalization import named_entities
from tui.analysis.quotes.candidate import QuoteCandidate, to_quote
from tui.analysis.quotes.document_quotes import DocumentQuotes
from tui.analysis.quotes.parse.parsed_paragraph import ParsedParagraph
from tui.analysis.segmentation import sentences
from tui.analysis.speakers.person_registry import PersonRegistry
from tui.analysis.speakers.speaker_resolution import SpeakerResolver
from tui.analysis.unread_paragraphs import UnreadParagraphs
from tui.model import Analysis, Article, Entity, Quote, Span
from tui.model.sorted_spans import SortedSpans

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_MAX_RUN = 500
"""Code points without white space that are tokenized together."""
_LONG_RUN = re.compile(rf"\S{{{_MAX_RUN + 1},}}")
_BATCH_LENGTH = 6_000
"""Code points that are parsed together; a batch ends with the chunk that exceeds it."""


def paragraph_chunks(article: Article) -> list[Span]:
    """The chunks of the paragraphs without buttons."""
    text = article.text
    return [
        chunk
        for paragraph in article.paragraphs
        if boilerplate_kind(paragraph.of(text)) is not BoilerplateKind.BUTTON
        for chunk in chunks_of_paragraph(paragraph, text)
    ]


def tokenize_with(pipeline: Language, text: str) -> Doc:
    """The tokens of a text that is to be parsed, with the sentences of `segmentation`."""
    doc = _tokens(pipeline, text)
    starts = {sentence.start for sentence in sentences(text)}
    for token in doc:
        token.is_sent_start = token.idx in starts
    return doc


def _tokens(pipeline: Language, text: str) -> Doc:
    """The tokens of a text; more than ``_MAX_RUN`` code points without a space are cut in pieces.

    The tokenizer searches the rest of such a run for each mark at its edges.
    """
    cuts = [
        offset
        for run in _LONG_RUN.finditer(text)
        for offset in range(run.start(), run.end(), _MAX_RUN)
    ]
    if not cuts:
        return pipeline.make_doc(text)
    from spacy.tokens import Doc

    pieces = (text[start:end] for start, end in pairwise((0, *cuts, len(text))) if start < end)
    doc = Doc.from_docs([pipeline.make_doc(piece) for piece in pieces], ensure_whitespace=False)
    assert doc is not None  # there is at least one piece
    return doc


class SpacyPass:
    """Collects the findings of one article, batch by batch."""

    def __init__(self, article: Article, analyser_name: str) -> None:
        self.article = article
        self.analyser_name = analyser_name
        self._document_quotes = DocumentQuotes()
        self._labelled: list[LabelledSpan] = []
        self._candidates: list[QuoteCandidate] = []
        self._quoted: list[Span] = []
        self._unread = UnreadParagraphs()
        self._docs_ahead: dict[int, list[Doc | None]] = {}
        """Parses of batches that were needed before their turn, by the start of the batch."""
        self._subject_offsets: list[int] = []
        """Starts of the tokens outside quotation marks that are subjects."""

    @cached_property
    def _batches(self) -> list[list[Span]]:
        """The chunks in batches that are parsed together.

        The batches of an article are always the same, because the last digit of a floating-point
        sum depends on what is summed with it, and findings must not depend on the first offset.
        """
        batches: list[list[Span]] = []
        for chunk in paragraph_chunks(self.article):
            if not batches or batches[-1][-1].end - batches[-1][0].start > _BATCH_LENGTH:
                batches.append([])
            batches[-1].append(chunk)
        return batches

    def analyse_around(self, pipeline: Language, offset: int) -> PartialAnalysis | None:
        """The findings of the batch at ``offset`` alone, or ``None`` if it is the first batch."""
        batch = next((batch for batch in self._batches if offset < batch[-1].end), None)
        if batch is None or batch is self._batches[0]:
            return None
        docs = self._docs_ahead[batch[0].start] = self._parse(pipeline, batch)
        batch_pass = SpacyPass(self.article, self.analyser_name)
        batch_pass._collect(batch, docs)
        return PartialAnalysis(batch_pass.analysis(), Span(batch[0].start, batch[-1].end))

    def process_batches(self, pipeline: Language) -> Iterator[int]:
        """Parse batch after batch and collect its findings; yield the end of each batch."""
        for batch in self._batches:
            docs = self._docs_ahead.pop(batch[0].start, None) or self._parse(pipeline, batch)
            self._collect(batch, docs)
            yield batch[-1].end

    def analysis(self) -> Analysis:
        """The findings so far, after the rules that need all of them."""
        text = self.article.text
        unread = UnreadParagraphs(self._unread.spans)
        people, entities = self._people_and_entities(unread)
        quoted = SortedSpans(self._quoted)
        resolver = SpeakerResolver(text, people, entities, quoted, self._subject_offsets)
        quotes: list[Quote] = []
        for candidate in self._candidates:
            with unread.reading(self._paragraph_at(candidate.content[0])):
                name = resolver.resolve(candidate.speaker, candidate.content)
                quotes.append(to_quote(candidate, name, quoted, text))
        quotes.sort(key=lambda quote: (quote.start, quote.end))
        return Analysis(
            self.article.sha256, self.analyser_name, entities, tuple(quotes), unread=unread.spans
        )

    def _people_and_entities(
        self, unread: UnreadParagraphs
    ) -> tuple[PersonRegistry, tuple[Entity, ...]]:
        """The persons and entities; if the rules fail on them, without those that they fail on."""
        try:
            return self._corrected(self._labelled)
        except Exception:  # as in `UnreadParagraphs.reading`
            kept: list[LabelledSpan] = []
            by_paragraph = groupby(self._labelled, key=lambda item: self._paragraph_at(item[0]))
            for paragraph, group in by_paragraph:
                own = list(group)
                with unread.reading(paragraph):
                    self._corrected(own)
                    kept += own
            return self._corrected(kept)

    def _corrected(self, labelled: list[LabelledSpan]) -> tuple[PersonRegistry, tuple[Entity, ...]]:
        text = self.article.text
        labelled = corrected_entities(text, labelled)
        people = PersonRegistry(text, [span for span, label in labelled if label == "PERSON"])
        return people, named_entities(text, labelled, people)

    def _paragraph_at(self, span: Span) -> Span:
        return self.article.paragraphs.at(span.start) or span

    def _parse(self, pipeline: Language, batch: list[Span]) -> list[Doc | None]:
        """The parses of the chunks, with ``None`` for each one that cannot be parsed."""
        text = self.article.text
        try:
            docs = [tokenize_with(pipeline, chunk.of(text)) for chunk in batch]
            return list(pipeline.pipe(docs, batch_size=len(docs)))
        except Exception:  # as in `UnreadParagraphs.reading`
            parses: list[Doc | None] = []
            for chunk in batch:
                doc = None
                with self._unread.reading(chunk):
                    (doc,) = pipeline.pipe([tokenize_with(pipeline, chunk.of(text))])
                parses.append(doc)
            return parses

    def _collect(self, batch: list[Span], docs: list[Doc | None]) -> None:
        """Add the findings of a batch; batches come in text order."""
        for chunk, doc in zip(batch, docs, strict=True):
            if doc is not None:
                with self._unread.reading(chunk):
                    self._collect_chunk(chunk, doc)

    def _collect_chunk(self, chunk: Span, doc: Doc) -> None:
        """Add the findings of a chunk, or none if a rule raises."""
        text = self.article.text
        parsed = ParsedParagraph(doc, chunk, text)
        is_credit = boilerplate_kind(chunk.of(text)) is BoilerplateKind.CREDIT
        labelled = [
            (Span(entity.start_char, entity.end_char).shifted(chunk.start), entity.label_)
            for entity in doc.ents
            if not (is_credit and entity.label_ == "PERSON")
        ]
        if not is_credit:
            candidates = self._document_quotes.add_paragraph(parsed)
            subject_offsets = parsed.subject_offsets()
            self._candidates += candidates
            self._quoted += [quoted.span for quoted in parsed.quoted_spans]
            self._subject_offsets += subject_offsets
        self._labelled += labelled
