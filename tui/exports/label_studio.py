"""Tasks with their regions for Label Studio."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from tui.exports.code_names import NO_THEME, Codes
from tui.exports.exporter import Exporter
from tui.exports.identifiers import article_facts
from tui.exports.json_text import dumps
from tui.exports.losses import CODEBOOK, left_out, passages_left_out
from tui.exports.passage_text import printed
from tui.exports.refi_qda import one_line
from tui.model import Annotation, Notes, Reading, Span

LABELS = "label"
NOTE = "note"
TEXT = "text"
USER = 1
"""The only user that every server is sure to have."""


class LabelStudio(Exporter):
    """A task for each article, in it an annotation for each coder.

    Positions are code points, the end not included. A note is a text area of its region. The
    setup that such a project needs is the format ``labelstudio-config``.
    """

    name = "labelstudio"
    label = "Label Studio tasks"
    suffix = ".labelstudio.json"

    def render(self, notes: Notes) -> bytes:
        """The tasks, numbered from 1, as the articles come."""
        codes = Codes(notes)
        tasks: list[dict[str, Any]] = []
        number = 0
        for reading in notes.readings:
            annotations = []
            for regions in _by_coder(reading, codes):
                number += 1
                annotations.append({"id": number, "completed_by": USER, "result": regions})
            data = {TEXT: reading.article.text, **article_facts(reading.article)}
            tasks.append({"id": len(tasks) + 1, "data": data, "annotations": annotations})
        return (dumps(tasks, indent=1) + "\n").encode()

    def losses(self, notes: Notes) -> list[str]:
        """All but passages, themes and notes."""
        return left_out(
            notes,
            "orphans", "speakers", "coders", "times", "fuzzy", "corrections", *CODEBOOK,
        )  # fmt: skip


def _by_coder(reading: Reading, codes: Codes) -> list[list[dict[str, Any]]]:
    regions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for span, annotation in reading.placed:
        words = span.of(reading.article.text)
        regions[annotation.coder] += _regions(span, words, annotation, codes)
    return [regions[coder] for coder in sorted(regions)]


def _regions(span: Span, words: str, annotation: Annotation, codes: Codes) -> list[dict[str, Any]]:
    place = {"start": span.start, "end": span.end}
    labels = [codes.names[theme] for theme in annotation.themes] or [NO_THEME]
    region = {"id": annotation.id, "to_name": TEXT}
    found = [
        {
            **region,
            "from_name": LABELS,
            "type": "labels",
            "value": {**place, "text": words, "labels": labels},
        }
    ]
    if annotation.note:
        value = {**place, "text": [annotation.note]}
        found.append({**region, "from_name": NOTE, "type": "textarea", "value": value})
    return found


class LabelStudioConfig(Exporter):
    """The labelling interface for the tasks of the format ``labelstudio``."""

    name = "labelstudio-config"
    label = "Label Studio setup"
    suffix = ".labelstudio.xml"
    needs_passages = False

    def render(self, notes: Notes) -> bytes:
        """A label for each theme, with its colour and key, and a text area for notes."""
        codes = Codes(notes)
        root = Element("View")
        labels = SubElement(root, "Labels", name=LABELS, toName=TEXT)
        for theme in codes.themes:
            name = one_line(codes.names[theme.id])
            label = SubElement(labels, "Label", value=name, background=theme.colour)
            if theme.key:
                label.set("hotkey", theme.key)
        SubElement(labels, "Label", value=NO_THEME)
        SubElement(root, "Text", name=TEXT, value=f"${TEXT}", granularity="word")
        SubElement(root, "TextArea", name=NOTE, toName=TEXT, perRegion="true")
        indent(root, " ")
        return (printed(tostring(root, "unicode")) + "\n").encode()

    def losses(self, notes: Notes) -> list[str]:
        """It is for the passages that the other format has."""
        return passages_left_out(notes, "only themes") + left_out(
            notes, "hierarchy", "descriptions"
        )
