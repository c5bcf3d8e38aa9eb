"""doccano: labelled texts."""

from __future__ import annotations

import json

from tui.exports.code_system import CodeSystem
from tui.exports.exporter import Exporter
from tui.exports.identifiers import article_metadata
from tui.exports.losses import BARE_SPAN_LOSSES, count_sentences, loss_sentences, overlap_count
from tui.model import Notes


class Doccano(Exporter):
    """The JSONL of doccano 1.x for a sequence labelling project, an article on each line.

    Offsets are code points, end excluded. Letters outside ASCII are escaped, because doccano
    guesses the encoding of a file and guesses wrong.
    """

    name = "doccano"
    label = "doccano (JSON lines)"
    suffix = ".doccano.jsonl"

    def render(self, notes: Notes) -> bytes:
        """The articles with a text, each passage once for each of its themes."""
        codes = CodeSystem(notes)
        lines = []
        for reading in notes.readings:
            if reading.article.text:
                label = [
                    [span.start, span.end, codes.names[theme]]
                    for span, annotation in reading.placed
                    for theme in annotation.themes
                ]
                metadata = article_metadata(reading.article)
                lines.append(json.dumps({"text": reading.article.text, "label": label, **metadata}))
        return "".join(f"{line}\n" for line in lines).encode()

    def losses(self, notes: Notes) -> list[str]:
        """All but passages and themes; and what doccano itself drops."""
        overlaps = {
            "Passages that overlap another, which doccano drops unless its project allows "
            "overlapping spans": overlap_count(notes)
        }
        return loss_sentences(notes, *BARE_SPAN_LOSSES) + count_sentences(overlaps)
