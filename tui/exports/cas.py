"""UIMA CAS, which INCEpTION and other tools of linguistics read."""

from __future__ import annotations

from typing import Any

from tui.exports.code_names import Codes
from tui.exports.exporter import Exporter
from tui.exports.identifiers import article_facts
from tui.exports.losses import CODEBOOK, forbidden_by_xml, left_out
from tui.exports.text_offsets import XmlText, allowed
from tui.exports.zip_files import file_names, packed
from tui.model import Notes, Reading

PASSAGE = "pullquote.Passage"
PASSAGE_FEATURES = ("theme", "note", "speaker", "coder", "created", "changed", "id")
ARTICLE = "pullquote.Article"
ARTICLE_FEATURES = ("article", "title", "outlet", "byline", "date", "path")
TYPE_SYSTEM = "TypeSystem.xml"


class Cas(Exporter):
    """A zip with an XMI for each article and the type system of all.

    A passage is annotated once for each of its themes. Positions are UTF-16 code units, as UIMA
    counts; the library that writes them turns code points into them.
    """

    name = "cas"
    label = "UIMA CAS XMI (zip; INCEpTION)"
    suffix = ".cas.zip"

    def render(self, notes: Notes) -> bytes:
        """The articles with a text, each in a file of its own."""
        import cassis

        types = cassis.TypeSystem()
        for name, features in ((PASSAGE, PASSAGE_FEATURES), (ARTICLE, ARTICLE_FEATURES)):
            made = types.create_type(name)
            for feature in features:
                types.create_feature(made, feature, "uima.cas.String")
        codes = Codes(notes)
        names = file_names(reading.article.id for reading in notes.readings)
        files = {TYPE_SYSTEM: types.to_xml()}
        for reading in notes.readings:
            if reading.article.text:
                text = XmlText(reading.article.text)
                cas = cassis.Cas(types, sofa_string=text.text, sofa_mime="text/plain")
                _fill(cas, types, reading, text, codes)
                files[f"{names[reading.article.id]}.xmi"] = cas.to_xmi()
        return packed({name: document.encode() for name, document in files.items()})

    def losses(self, notes: Notes) -> list[str]:
        """Orphans, what is in doubt or was corrected, and the codebook."""
        told = left_out(notes, "orphans", "fuzzy", "corrections", *CODEBOOK)
        return told + forbidden_by_xml(notes)


def _fill(cas: Any, types: Any, reading: Reading, text: XmlText, codes: Codes) -> None:
    article, passage = types.get_type(ARTICLE), types.get_type(PASSAGE)
    cas.add(article(begin=0, end=len(text.text), **_strings(article_facts(reading.article))))
    for anchored in reading.annotations:
        place = anchored.span and text.span(anchored.span)
        if place is None:
            continue
        annotation = anchored.annotation
        known = {
            "note": annotation.note,
            "speaker": reading.speaker(anchored) or "",
            "coder": annotation.coder,
            "created": annotation.created,
            "changed": annotation.changed,
            "id": annotation.id,
        }
        for name in [codes.names[theme] for theme in annotation.themes] or [""]:
            strings = _strings({"theme": name, **known})
            cas.add(passage(begin=place.start, end=place.end, **strings))


def _strings(known: dict[str, str]) -> dict[str, str]:
    return {name: allowed(said) for name, said in known.items() if said}
