"""Label Studio: tasks with their annotations, and the labelling interface that shows them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from tui.exports.code_system import NO_THEME, CodeSystem
from tui.exports.exporter import Exporter
from tui.exports.identifiers import article_metadata
from tui.exports.losses import BARE_LABEL_LOSSES, all_passages_lost, loss_sentences
from tui.exports.safe_text import json_text, terminal_safe_document, xml_attribute
from tui.model import Annotation, Notes, Reading, Span

LABELS, NOTE, TEXT = "label", "note", "text"
"""The names of the tags in the labelling interface."""
USER = 1
"""The one user id that every server has."""


class LabelStudio(Exporter):
    """A task for each article, with an annotation for each coder ("Label Studio JSON format").

    Offsets are code points, end excluded. A note is a text area of its region. The interface
    that the project needs is the format ``labelstudio-config``.
    """

    name = "labelstudio"
    label = "Label Studio tasks"
    suffix = ".labelstudio.json"

    def render(self, notes: Notes) -> bytes:
        """The tasks, numbered from 1, as the articles come."""
        codes = CodeSystem(notes)
        tasks: list[dict[str, Any]] = []
        number = 0
        for reading in notes.readings:
            annotations = []
            for results in _by_coder(reading, codes):
                number += 1
                annotations.append({"id": number, "completed_by": USER, "result": results})
            data = {TEXT: reading.article.text, **article_metadata(reading.article)}
            tasks.append({"id": len(tasks) + 1, "data": data, "annotations": annotations})
        return (json_text(tasks, indent=1) + "\n").encode()

    def losses(self, notes: Notes) -> list[str]:
        """All but passages, themes and notes."""
        return loss_sentences(
            notes,
            "orphans", "speakers", "coders", "times", "fuzzy", "corrections", *BARE_LABEL_LOSSES,
        )  # fmt: skip


def _by_coder(reading: Reading, codes: CodeSystem) -> list[list[dict[str, Any]]]:
    """The results of each coder, coders sorted by name."""
    results: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for span, annotation in reading.placed:
        text = span.of(reading.article.text)
        results[annotation.coder] += _results(span, text, annotation, codes)
    return [results[coder] for coder in sorted(results)]


def _results(
    span: Span, text: str, annotation: Annotation, codes: CodeSystem
) -> list[dict[str, Any]]:
    offsets = {"start": span.start, "end": span.end}
    labels = [codes.names[theme] for theme in annotation.themes] or [NO_THEME]
    region = {"id": annotation.id, "to_name": TEXT}
    results = [
        {
            **region,
            "from_name": LABELS,
            "type": "labels",
            "value": {**offsets, "text": text, "labels": labels},
        }
    ]
    if annotation.note:
        value = {**offsets, "text": [annotation.note]}
        results.append({**region, "from_name": NOTE, "type": "textarea", "value": value})
    return results


class LabelStudioConfig(Exporter):
    """The labelling interface (XML) for the tasks of the format ``labelstudio``."""

    name = "labelstudio-config"
    label = "Label Studio setup"
    suffix = ".labelstudio.xml"
    needs_passages = False

    def render(self, notes: Notes) -> bytes:
        """A label for each theme, with its colour and key, and a text area for notes."""
        codes = CodeSystem(notes)
        root = Element("View")
        labels = SubElement(root, "Labels", name=LABELS, toName=TEXT)
        for theme in codes.themes:
            name = xml_attribute(codes.names[theme.id])
            label = SubElement(labels, "Label", value=name, background=theme.colour)
            if theme.key:
                label.set("hotkey", theme.key)
        SubElement(labels, "Label", value=NO_THEME)
        SubElement(root, "Text", name=TEXT, value=f"${TEXT}", granularity="word")
        SubElement(root, "TextArea", name=NOTE, toName=TEXT, perRegion="true")
        indent(root, " ")
        return (terminal_safe_document(tostring(root, "unicode")) + "\n").encode()

    def losses(self, notes: Notes) -> list[str]:
        """The passages, which ``labelstudio`` has, and most of the codebook."""
        return all_passages_lost(notes, "only themes") + loss_sentences(
            notes, "hierarchy", "descriptions"
        )
