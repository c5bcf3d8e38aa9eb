"""Labelled texts for doccano."""

from __future__ import annotations

import json

from tui.exports.code_names import Codes
from tui.exports.exporter import Exporter
from tui.exports.identifiers import article_facts
from tui.exports.losses import SPANS, left_out, overlapping
from tui.model import Notes


class Doccano(Exporter):
    """A JSON line for each article, for a sequence labelling project.

    Positions are code points, the end not included. Letters outside ASCII are escaped, for
    doccano guesses the encoding of a file and guesses wrong.
    """

    name = "doccano"
    label = "doccano (JSON lines)"
    suffix = ".doccano.jsonl"

    def render(self, notes: Notes) -> bytes:
        """The articles with a text, each passage once for each of its themes."""
        codes = Codes(notes)
        lines = []
        for reading in notes.readings:
            if reading.article.text:
                label = [
                    [span.start, span.end, codes.names[theme]]
                    for span, annotation in reading.placed
                    for theme in annotation.themes
                ]
                facts = article_facts(reading.article)
                lines.append(json.dumps({"text": reading.article.text, "label": label, **facts}))
        return "".join(f"{line}\n" for line in lines).encode()

    def losses(self, notes: Notes) -> list[str]:
        """All but passages and themes; and what doccano itself drops."""
        told = left_out(notes, *SPANS)
        if count := overlapping(notes):
            told.append(
                "Passages that overlap another, which doccano drops unless its project allows "
                f"overlapping spans: {count:,}."
            )
        return told
