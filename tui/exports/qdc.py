"""The codebook for other programs of qualitative analysis."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from tui.exports.base import Exporter
from tui.exports.codes import Codes
from tui.exports.losing import left_out, passages_left_out
from tui.exports.refi import ORIGIN, add_codes
from tui.exports.words import printed
from tui.exports.xml_text import document
from tui.model import Notes

NAMESPACE = "urn:QDA-XML:codebook:1.0"


class RefiCodebook(Exporter):
    """The themes as a REFI-QDA codebook (version 1.0 of its schema)."""

    name = "qdc"
    label = "REFI-QDA codebook (ATLAS.ti, MAXQDA, NVivo, QualCoder)"
    suffix = ".qdc"
    needs_passages = False

    def render(self, notes: Notes) -> bytes:
        """The tree of themes in the order of the codebook."""
        root = Element("CodeBook", xmlns=NAMESPACE, origin=ORIGIN)
        add_codes(root, Codes(notes))
        return printed(document(root).decode()).encode()

    def losses(self, notes: Notes) -> list[str]:
        """Everything but the themes."""
        return passages_left_out(notes, "only themes") + left_out(notes, "keys")
