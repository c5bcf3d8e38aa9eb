"""The setup of a Label Studio project."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from tui.exports.base import Exporter
from tui.exports.codes import NO_THEME, Codes
from tui.exports.labelstudio import LABELS, NOTE, TEXT
from tui.exports.losing import left_out, passages_left_out
from tui.exports.refi import one_line
from tui.exports.words import printed
from tui.model import Notes


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
