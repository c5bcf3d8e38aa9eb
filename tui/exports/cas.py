"""UIMA CAS XMI, which INCEpTION and other annotation tools read."""

from __future__ import annotations

from typing import Any

from tui.exports.code_system import CodeSystem
from tui.exports.exporter import Exporter
from tui.exports.identifiers import article_metadata
from tui.exports.losses import BARE_LABEL_LOSSES, loss_sentences, xml_losses
from tui.exports.offset_units import XmlText
from tui.exports.safe_text import xml_safe
from tui.exports.zip_files import file_names, zip_archive
from tui.model import Notes, Reading

PASSAGE = "pullquote.Passage"
PASSAGE_FEATURES = ("theme", "note", "speaker", "coder", "created", "changed", "id")
ARTICLE = "pullquote.Article"
ARTICLE_FEATURES = ("article", "title", "outlet", "byline", "date", "path")
TYPE_SYSTEM = "TypeSystem.xml"


class Cas(Exporter):
    """A zip with an XMI 1.0 of a UIMA CAS for each article, and their type system.

    The specification is OASIS UIMA 1.0. A passage is annotated once for each of its themes.
    Offsets are UTF-16 code units, end excluded; dkpro-cassis converts them from code points.
    """

    name = "cas"
    label = "UIMA CAS XMI (zip; INCEpTION)"
    suffix = ".cas.zip"

    def render(self, notes: Notes) -> bytes:
        """The articles with a text, each in a file of its own."""
        import cassis

        types = cassis.TypeSystem()
        for name, features in ((PASSAGE, PASSAGE_FEATURES), (ARTICLE, ARTICLE_FEATURES)):
            type_ = types.create_type(name)
            for feature in features:
                types.create_feature(type_, feature, "uima.cas.String")
        codes = CodeSystem(notes)
        names = file_names(reading.article.id for reading in notes.readings)
        files = {TYPE_SYSTEM: types.to_xml()}
        for reading in notes.readings:
            if reading.article.text:
                text = XmlText(reading.article.text)
                cas = cassis.Cas(types, sofa_string=text.text, sofa_mime="text/plain")
                _annotate(cas, types, reading, text, codes)
                files[f"{names[reading.article.id]}.xmi"] = cas.to_xmi()
        return zip_archive({name: document.encode() for name, document in files.items()})

    def losses(self, notes: Notes) -> list[str]:
        """Orphans, doubts about places, corrections, and the codebook."""
        losses = loss_sentences(notes, "orphans", "fuzzy", "corrections", *BARE_LABEL_LOSSES)
        return losses + xml_losses(notes)


def _annotate(cas: Any, types: Any, reading: Reading, text: XmlText, codes: CodeSystem) -> None:
    article, passage = types.get_type(ARTICLE), types.get_type(PASSAGE)
    cas.add(article(begin=0, end=len(text.text), **_strings(article_metadata(reading.article))))
    for anchored in reading.annotations:
        span = anchored.span and text.span(anchored.span)
        if span is None:
            continue
        annotation = anchored.annotation
        features = {
            "note": annotation.note,
            "speaker": reading.speaker(anchored) or "",
            "coder": annotation.coder,
            "created": annotation.created,
            "changed": annotation.changed,
            "id": annotation.id,
        }
        for name in [codes.names[theme] for theme in annotation.themes] or [""]:
            strings = _strings({"theme": name, **features})
            cas.add(passage(begin=span.start, end=span.end, **strings))


def _strings(features: dict[str, str]) -> dict[str, str]:
    return {name: xml_safe(value) for name, value in features.items() if value}
