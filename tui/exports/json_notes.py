"""Pullquote's own JSON: everything that the reader said."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from tui.exports.exporter import Exporter
from tui.exports.passages import passage_text
from tui.exports.safe_text import json_text
from tui.model import Anchored, Article, Correction, Notes, Reading, Selector
from tui.model.article import text_hash

FORMAT = "pullquote-notes"
VERSION = 1


class JsonNotes(Exporter):
    """A JSON object (RFC 8259) of format `FORMAT`, version `VERSION`; nothing is lost in it.

    It holds the codebook, the articles with their text, every annotation and every correction.
    ``texts`` are earlier texts of articles that annotations were made on. Of the analysis it holds
    only the speaker of each passage, because an analysis can be repeated. Offsets are code points,
    end excluded.
    """

    name = "json"
    label = "JSON"
    suffix = ".json"

    def render(self, notes: Notes) -> bytes:
        """The notes as UTF-8, annotations by article and offset."""
        document = {
            "format": FORMAT,
            "version": VERSION,
            "codebook": [theme._asdict() for theme in notes.codebook],
            "articles": [_article(reading.article) for reading in notes.readings],
            "texts": [{"sha256": text_hash(text), "text": text} for text in notes.earlier_texts],
            "annotations": [
                _annotation(reading, anchored)
                for reading in notes.readings
                for anchored in reading.annotations
            ],
            "corrections": [
                _correction(correction)
                for reading in notes.readings
                for correction in reading.analysis.corrections
            ],
        }
        return (json_text(document, indent=2) + "\n").encode()


def _article(article: Article) -> dict[str, Any]:
    return {**asdict(article), "sha256": article.sha256}


def _annotation(reading: Reading, anchored: Anchored) -> dict[str, Any]:
    annotation, span = anchored.annotation, anchored.span
    return {
        "id": annotation.id,
        "article": annotation.article,
        "selector": _selector(annotation.selector),
        "anchor": {
            "state": anchored.state,
            "start": span.start if span else None,
            "end": span.end if span else None,
            "text": passage_text(reading, anchored),
            "paragraph": reading.article.paragraph_number(span.start) if span else None,
        },
        "themes": list(annotation.themes),
        "note": annotation.note,
        "speaker": reading.speaker(anchored),
        "coder": annotation.coder,
        "created": annotation.created,
        "changed": annotation.changed,
    }


def _selector(selector: Selector) -> dict[str, Any]:
    return {
        "start": selector.span.start,
        "end": selector.span.end,
        "exact": selector.exact,
        "prefix": selector.prefix,
        "suffix": selector.suffix,
        "sha256": selector.sha256,
    }


def _correction(correction: Correction) -> dict[str, Any]:
    return {**correction._asdict(), "selector": _selector(correction.selector)}
