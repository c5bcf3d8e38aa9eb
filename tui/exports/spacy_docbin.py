"""Training data for spaCy."""

from __future__ import annotations

from typing import Any

from tui.errors import ExportError
from tui.exports.code_names import Codes
from tui.exports.exporter import Exporter
from tui.exports.identifiers import article_facts
from tui.exports.losses import SPANS, left_out, without_words
from tui.exports.passage_text import visible
from tui.exports.text_offsets import Tokens
from tui.model import Notes, Reading, Span

KEY = "pullquote"
"""Where the spans are in ``doc.spans``, and the exact offsets in ``doc.user_data``."""


class SpacyDocBin(Exporter):
    """A ``DocBin`` with a document for each article, for a span categoriser.

    Spans go from token to token of spaCy's English tokenizer; ``user_data`` has the passages' own
    offsets, in the order of the spans, and what is known of the article.
    """

    name = "docbin"
    label = "spaCy DocBin"
    suffix = ".spacy"

    def render(self, notes: Notes) -> bytes:
        """The articles with a text, each passage once for each of its themes.

        Raises:
            ExportError: if spaCy's process ends before it is done.
        """
        from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
        from multiprocessing import get_context

        # Of its own, for the process that draws must never import spaCy.
        with ProcessPoolExecutor(1, get_context("spawn")) as process:
            try:
                return process.submit(_doc_bin, notes).result()
            except BrokenProcessPool:
                raise ExportError(
                    "The process that writes with spaCy ended too early, perhaps for want of "
                    "memory; close other programs, or export fewer articles."
                ) from None

    def losses(self, notes: Notes) -> list[str]:
        """All but passages and themes."""
        told = left_out(notes, *SPANS)
        return told + without_words(notes)


def _doc_bin(notes: Notes) -> bytes:
    import spacy
    from spacy.tokens import DocBin

    codes = Codes(notes)
    tokenizer = spacy.blank("en").tokenizer
    docs = DocBin(store_user_data=True)
    for reading in notes.readings:
        if reading.article.text:
            docs.add(_doc(reading, codes, tokenizer(reading.article.text)))
    data: bytes = docs.to_bytes()
    return data


def _doc(reading: Reading, codes: Codes, doc: Any) -> Any:
    from spacy.tokens import Span as SpacySpan

    tokens = Tokens(Span(t.idx, t.idx + len(t)) for t in doc)
    spans, exact = [], []
    for span, annotation in reading.placed:
        touched = tokens.touched(span)
        if touched is not None and not span.of(reading.article.text).isspace():
            for theme in annotation.themes:
                spans.append(SpacySpan(doc, *touched, label=visible(codes.names[theme])))
                exact.append(list(span))
    doc.spans[KEY] = spans
    facts = {name: visible(fact) for name, fact in article_facts(reading.article).items()}
    doc.user_data[KEY] = {**facts, "exact": exact}
    return doc
