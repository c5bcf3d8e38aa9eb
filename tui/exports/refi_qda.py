"""REFI-QDA 1.0: the codebook (QDC) and the project (QDPX) that programs for QDA exchange.

The standard is "REFI-QDA Standard for qualitative data analysis", version 1.0, with the schemas
``Codebook.xsd`` and ``Project.xsd``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from tui.exports.code_system import CodeSystem
from tui.exports.exporter import Exporter
from tui.exports.identifiers import uuid_of
from tui.exports.losses import all_passages_lost, count_sentences, loss_sentences, xml_losses
from tui.exports.offset_units import XmlText
from tui.exports.safe_text import terminal_safe_document, xml_attribute, xml_safe
from tui.exports.zip_files import zip_archive
from tui.model import Annotation, Article, Notes, Reading, Span

ORIGIN = "Pullquote"
CODEBOOK_NAMESPACE = "urn:QDA-XML:codebook:1.0"
PROJECT_NAMESPACE = "urn:QDA-XML:project:1.0"
PROJECT_SCHEMA = "http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd"
PROJECT_FILE = "project.qde"
SOURCES = "sources/"
VARIABLES = ("Title", "Outlet", "Byline", "Date", "Path")
"""The metadata of an article, each a variable of the article's case."""

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
"""An ``xsd:dateTime``."""


def xml_document(root: Element) -> bytes:
    """The element as an indented XML document in UTF-8."""
    indent(root, " ")
    declaration = b'<?xml version="1.0" encoding="UTF-8"?>\n'
    return declaration + tostring(root, "unicode").encode() + b"\n"


def add_codes(parent: Element, codes: CodeSystem) -> None:
    """Append the tree of themes to ``parent``; without themes nothing, as the schema demands.

    A theme with children and without passages is not codable.
    """
    if not codes.themes:
        return
    elements = {"": SubElement(parent, "Codes")}
    queue = list(codes.children[""])
    while queue:
        theme = queue.pop(0)
        only_groups = theme.id in codes.children and not codes.used[theme.id]
        element = SubElement(
            elements[codes.parents[theme.id]],
            "Code",
            guid=uuid_of("theme", theme.id),
            name=xml_attribute(theme.label or theme.id),
            isCodable="false" if only_groups else "true",
        )
        if _COLOUR.fullmatch(theme.colour):
            element.set("color", theme.colour)
        if theme.description:
            SubElement(element, "Description").text = xml_safe(theme.description)
        elements[theme.id] = element
        queue += codes.children.get(theme.id, ())


class RefiCodebook(Exporter):
    """The themes as a REFI-QDA 1.0 codebook (``Codebook.xsd``)."""

    name = "qdc"
    label = "REFI-QDA codebook (ATLAS.ti, MAXQDA, NVivo, QualCoder)"
    suffix = ".qdc"
    needs_passages = False

    def render(self, notes: Notes) -> bytes:
        """The tree of themes in the order of the codebook."""
        root = Element("CodeBook", xmlns=CODEBOOK_NAMESPACE, origin=ORIGIN)
        add_codes(root, CodeSystem(notes))
        return terminal_safe_document(xml_document(root).decode()).encode()

    def losses(self, notes: Notes) -> list[str]:
        """Everything but the themes."""
        return all_passages_lost(notes, "only themes") + loss_sentences(notes, "keys")


class RefiProject(Exporter):
    """A REFI-QDA 1.0 project (``Project.xsd``), zipped with the texts of its sources and notes.

    Offsets are code points, end excluded. A note is written twice: as the ``Description`` of its
    selection for QualCoder, and as a ``Note`` for other programs.
    """

    name = "qdpx"
    label = "REFI-QDA project (ATLAS.ti, MAXQDA, NVivo, QualCoder)"
    suffix = ".qdpx"

    def render(self, notes: Notes) -> bytes:
        """The project with a source for each article that has a text."""
        return zip_archive(_Project(notes).files())

    def losses(self, notes: Notes) -> list[str]:
        """What the schema cannot hold, and what programs change when they import it."""
        codes = CodeSystem(notes)
        losses = loss_sentences(notes, "orphans", "speakers", "fuzzy", "corrections", "keys")
        counts = {
            "Themes that have passages and others below them, which QualCoder takes out of "
            "their tree": sum(bool(codes.used[theme]) for theme in codes.children if theme),
            "Passages of one coder that become one with another": _merged_count(notes),
        }
        return losses + count_sentences(counts) + xml_losses(notes)


class _Project:
    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._readings = [reading for reading in notes.readings if reading.article.text]
        self._notes_element = Element("Notes")
        self._texts: dict[str, bytes] = {}

    def files(self) -> dict[str, bytes]:
        annotations = [a for reading in self._readings for _, a in reading.placed]
        coders = sorted({a.coder for a in annotations if a.coder})
        root = Element(
            "Project",
            {
                "xmlns": PROJECT_NAMESPACE,
                "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
                "xsi:schemaLocation": f"{PROJECT_NAMESPACE} {PROJECT_SCHEMA}",
                "name": "Pullquote notes",
                "origin": ORIGIN,
                **_period(annotations),
            },
        )
        _append_list(root, "Users", (_user(coder) for coder in coders))
        codes = CodeSystem(self._notes)
        if codes.themes:
            add_codes(SubElement(root, "CodeBook"), codes)
        variables = [
            name for name in VARIABLES if any(_value(r.article, name) for r in self._readings)
        ]
        _append_list(root, "Variables", (_variable(name) for name in variables))
        _append_list(
            root, "Cases", (_case(reading.article, variables) for reading in self._readings)
        )
        _append_list(root, "Sources", map(self._source, self._readings))
        if len(self._notes_element):
            root.append(self._notes_element)
        return {PROJECT_FILE: xml_document(root), **self._texts}

    def _source(self, reading: Reading) -> Element:
        text = XmlText(reading.article.text)
        guid = uuid_of("article", reading.article.id)
        source = Element(
            "TextSource",
            guid=guid,
            name=xml_attribute(reading.article.id),
            plainTextPath=self._add_text(guid, text.text),
        )
        for (span, _), members in _selections(reading, text).items():
            source.append(self._selection(text.text, span, members))
        return source

    def _selection(self, text: str, span: Span, members: list[Annotation]) -> Element:
        first = members[0]
        selection = Element(
            "PlainTextSelection",
            {
                "guid": uuid_of("selection", first.id),
                "name": xml_attribute(span.of(text)),
                "startPosition": str(span.start),
                "endPosition": str(span.end),
                **_creation(first),
            },
        )
        if first.coder:
            selection.set("modifyingUser", uuid_of("coder", first.coder))
        if _DATE_TIME.fullmatch(first.changed):
            selection.set("modifiedDateTime", first.changed)
        with_notes = [annotation for annotation in members if annotation.note]
        if with_notes:
            description = "\n\n".join(xml_safe(annotation.note) for annotation in with_notes)
            SubElement(selection, "Description").text = description
        coded: set[str] = set()
        for annotation in members:
            for theme in annotation.themes:
                if theme not in coded:
                    coded.add(theme)
                    guid = uuid_of("coding", annotation.id, theme)
                    coding = SubElement(
                        selection, "Coding", {"guid": guid, **_creation(annotation)}
                    )
                    _append_reference(coding, "CodeRef", uuid_of("theme", theme))
        for annotation in with_notes:
            _append_reference(selection, "NoteRef", self._note(annotation))
        return selection

    def _note(self, annotation: Annotation) -> str:
        guid = uuid_of("note", annotation.id)
        SubElement(
            self._notes_element,
            "Note",
            {
                "guid": guid,
                "name": f"Note {len(self._notes_element) + 1}",
                "plainTextPath": self._add_text(guid, xml_safe(annotation.note)),
                **_creation(annotation),
            },
        )
        return guid

    def _add_text(self, guid: str, text: str) -> str:
        """Put the text beside the project; the path by which an element refers to it."""
        self._texts[f"{SOURCES}{guid}.txt"] = text.encode()
        return f"internal://{guid}.txt"


def _selections(reading: Reading, text: XmlText) -> dict[tuple[Span, str], list[Annotation]]:
    """The annotations by span and coder: one selection cannot have two coders."""
    selections: dict[tuple[Span, str], list[Annotation]] = {}
    for span, annotation in reading.placed:
        if (xml_span := text.span(span)) is not None:
            selections.setdefault((xml_span, annotation.coder), []).append(annotation)
    return selections


def _merged_count(notes: Notes) -> int:
    return sum(
        len(reading.placed) - len({(span, annotation.coder) for span, annotation in reading.placed})
        for reading in notes.readings
    )


def _append_list(root: Element, tag: str, children: Iterable[Element]) -> None:
    """Append an element with the children; without children nothing, as the schema demands."""
    elements = list(children)
    if elements:
        SubElement(root, tag).extend(elements)


def _period(annotations: Iterable[Annotation]) -> dict[str, str]:
    """The first and the last time at which an annotation was created or changed."""
    times = sorted(
        time
        for annotation in annotations
        for time in (annotation.created, annotation.changed)
        if _DATE_TIME.fullmatch(time)
    )
    return {"creationDateTime": times[0], "modifiedDateTime": times[-1]} if times else {}


def _user(coder: str) -> Element:
    return Element("User", guid=uuid_of("coder", coder), name=xml_attribute(coder))


def _variable(name: str) -> Element:
    return Element("Variable", guid=uuid_of("variable", name), name=name, typeOfVariable="Text")


def _case(article: Article, variables: Iterable[str]) -> Element:
    case = Element("Case", guid=uuid_of("case", article.id), name=xml_attribute(article.id))
    for name in variables:
        if value := _value(article, name):
            element = SubElement(case, "VariableValue")
            _append_reference(element, "VariableRef", uuid_of("variable", name))
            SubElement(element, "TextValue").text = value
    _append_reference(case, "SourceRef", uuid_of("article", article.id))
    return case


def _value(article: Article, variable: str) -> str:
    return xml_safe(getattr(article, variable.lower()))


def _append_reference(parent: Element, tag: str, guid: str) -> None:
    SubElement(parent, tag, targetGUID=guid)


def _creation(annotation: Annotation) -> dict[str, str]:
    attributes = {}
    if annotation.coder:
        attributes["creatingUser"] = uuid_of("coder", annotation.coder)
    if _DATE_TIME.fullmatch(annotation.created):
        attributes["creationDateTime"] = annotation.created
    return attributes
