"""Training data for spaCy: its own binary ``DocBin``, and the JSON lines of Prodigy.

Both mark whole tokens, and both keep the passages' own offsets beside the spans.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from zlib import crc32

from tui.errors import ExportError
from tui.exports.code_system import NO_THEME, CodeSystem
from tui.exports.exporter import Exporter
from tui.exports.identifiers import article_metadata
from tui.exports.losses import (
    BARE_LABEL_LOSSES,
    BARE_SPAN_LOSSES,
    loss_sentences,
    white_space_losses,
)
from tui.exports.offset_units import TokenSpans, tokenize
from tui.exports.safe_text import json_text, terminal_safe
from tui.model import Annotation, Notes, Reading, Span

DOC_KEY = "pullquote"
"""Key of the spans in ``doc.spans``, and of the exact offsets in ``doc.user_data``."""
PRODIGY_VIEW = "spans_manual"
"""The annotation interface, as ``_view_id`` names it."""


class SpacyDocBin(Exporter):
    """A ``DocBin`` (spaCy 3, "Serialization" in its API) with a ``Doc`` for each article.

    It trains a span categoriser. Spans begin and end with tokens of spaCy's English tokenizer;
    ``user_data`` has the passages' own offsets (code points, end excluded) in the order of the
    spans, and the metadata of the article.
    """

    name = "docbin"
    label = "spaCy DocBin"
    suffix = ".spacy"

    def render(self, notes: Notes) -> bytes:
        """The articles with a text, each passage once for each of its themes.

        Raises:
            ExportError: if the process that runs spaCy ends too early.
        """
        from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
        from multiprocessing import get_context

        # A process of its own: the one that draws must never import spaCy.
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
        return loss_sentences(notes, *BARE_SPAN_LOSSES) + white_space_losses(notes)


def _doc_bin(notes: Notes) -> bytes:
    import spacy
    from spacy.tokens import DocBin

    codes = CodeSystem(notes)
    tokenizer = spacy.blank("en").tokenizer
    docs = DocBin(store_user_data=True)
    for reading in notes.readings:
        if reading.article.text:
            docs.add(_doc(reading, codes, tokenizer(reading.article.text)))
    data: bytes = docs.to_bytes()
    return data


def _doc(reading: Reading, codes: CodeSystem, doc: Any) -> Any:
    from spacy.tokens import Span as SpacySpan

    tokens = TokenSpans(Span(token.idx, token.idx + len(token)) for token in doc)
    spans, exact = [], []
    for span, annotation in reading.placed:
        overlapping = tokens.overlapping(span)
        if overlapping is not None and not span.of(reading.article.text).isspace():
            for theme in annotation.themes:
                spans.append(SpacySpan(doc, *overlapping, label=terminal_safe(codes.names[theme])))
                exact.append(list(span))
    doc.spans[DOC_KEY] = spans
    metadata = {
        name: terminal_safe(value) for name, value in article_metadata(reading.article).items()
    }
    doc.user_data[DOC_KEY] = {**metadata, "exact": exact}
    return doc


class ProdigyTasks(Exporter):
    """A JSON line for each article, as Prodigy's recipe ``spans.manual`` writes it.

    The format is in Prodigy's documentation under "Annotation interfaces". Offsets are code
    points, end excluded. A span begins and ends with tokens, ``token_end`` included; the
    passage's own offsets are in ``meta.exact``, in the order of the spans. Note, speaker, coder
    and times of a passage are beside its label.
    """

    name = "prodigy"
    label = "Prodigy / spaCy (JSON lines)"
    suffix = ".prodigy.jsonl"

    def render(self, notes: Notes) -> bytes:
        """The articles with a text, each passage once for each of its themes."""
        codes = CodeSystem(notes)
        tasks = (
            _prodigy_task(reading, codes) for reading in notes.readings if reading.article.text
        )
        return "".join(f"{json_text(task)}\n" for task in tasks).encode()

    def losses(self, notes: Notes) -> list[str]:
        """Orphans, doubts about places, corrections, and the codebook."""
        losses = loss_sentences(notes, "orphans", "fuzzy", "corrections", *BARE_LABEL_LOSSES)
        return losses + white_space_losses(notes)


def _prodigy_task(reading: Reading, codes: CodeSystem) -> dict[str, Any]:
    text = reading.article.text
    tokens = TokenSpans(tokenize(text))
    spans: list[dict[str, Any]] = []
    exact = []
    for anchored in reading.annotations:
        span, annotation = anchored.span, anchored.annotation
        overlapping = tokens.overlapping(span) if span else None
        if span is None or overlapping is None:
            continue
        metadata = _passage_metadata(annotation, reading.speaker(anchored))
        for label in [codes.names[theme] for theme in annotation.themes] or [NO_THEME]:
            exact.append(list(span))
            spans.append(
                {
                    "start": tokens.spans[overlapping.start].start,
                    "end": tokens.spans[overlapping.end - 1].end,
                    "token_start": overlapping.start,
                    "token_end": overlapping.end - 1,
                    "label": label,
                    **metadata,
                }
            )
    text_hash = crc32(text.encode("utf-8", "surrogatepass"))
    return {
        "text": text,
        "meta": {**article_metadata(reading.article), "exact": exact},
        "tokens": _prodigy_tokens(text, tokens.spans),
        "spans": spans,
        "answer": "accept",
        "_input_hash": text_hash,
        "_task_hash": crc32(json_text(spans).encode(), text_hash),
        "_view_id": PRODIGY_VIEW,
    }


def _prodigy_tokens(text: str, spans: Iterable[Span]) -> list[dict[str, Any]]:
    return [
        {
            "text": span.of(text),
            "start": span.start,
            "end": span.end,
            "id": index,
            "ws": text[span.end : span.end + 1] == " ",
        }
        for index, span in enumerate(spans)
    ]


def _passage_metadata(annotation: Annotation, speaker: str | None) -> dict[str, str]:
    metadata = {
        "id": annotation.id,
        "note": annotation.note,
        "speaker": speaker or "",
        "coder": annotation.coder,
        "created": annotation.created,
        "changed": annotation.changed,
    }
    return {name: value for name, value in metadata.items() if value}
