"""What the project and the codebook of REFI-QDA 1.0 have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from tui.exports.code_names import Codes
from tui.exports.exporter import Exporter
from tui.exports.identifiers import uuid_of
from tui.exports.losses import forbidden_by_xml, left_out, passages_left_out
from tui.exports.passage_text import printed
from tui.exports.text_offsets import XmlText, allowed, document
from tui.exports.zip_files import packed
from tui.model import Annotation, Article, Notes, Reading, Span

ORIGIN = "Pullquote"

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")


def add_codes(parent: Element, codes: Codes) -> None:
    """Put the tree of themes below the element; without themes nothing, as the schema wants.

    A theme that has others below it and no passage of its own is a grouping code.
    """
    if not codes.themes:
        return
    elements = {"": SubElement(parent, "Codes")}
    waiting = list(codes.children[""])
    while waiting:
        theme = waiting.pop(0)
        groups = theme.id in codes.children and not codes.used[theme.id]
        element = SubElement(
            elements[codes.parents[theme.id]],
            "Code",
            guid=uuid_of("theme", theme.id),
            name=one_line(theme.label or theme.id),
            isCodable="false" if groups else "true",
        )
        if _COLOUR.fullmatch(theme.colour):
            element.set("color", theme.colour)
        if theme.description:
            SubElement(element, "Description").text = allowed(theme.description)
        elements[theme.id] = element
        waiting += codes.children.get(theme.id, ())


def one_line(text: str) -> str:
    """The text as an attribute gives it back: line ends and tabs are spaces there."""
    return re.sub("[\n\t]", " ", allowed(text))


CODEBOOK_NAMESPACE = "urn:QDA-XML:codebook:1.0"


class RefiCodebook(Exporter):
    """The themes as a REFI-QDA codebook (version 1.0 of its schema)."""

    name = "qdc"
    label = "REFI-QDA codebook (ATLAS.ti, MAXQDA, NVivo, QualCoder)"
    suffix = ".qdc"
    needs_passages = False

    def render(self, notes: Notes) -> bytes:
        """The tree of themes in the order of the codebook."""
        root = Element("CodeBook", xmlns=CODEBOOK_NAMESPACE, origin=ORIGIN)
        add_codes(root, Codes(notes))
        return printed(document(root).decode()).encode()

    def losses(self, notes: Notes) -> list[str]:
        """Everything but the themes."""
        return passages_left_out(notes, "only themes") + left_out(notes, "keys")


PROJECT_NAMESPACE = "urn:QDA-XML:project:1.0"
SCHEMA = "http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd"
PROJECT_FILE = "project.qde"
SOURCES = "sources/"
VARIABLES = ("Title", "Outlet", "Byline", "Date", "Path")
"""What is known of an article, kept as a value of its case."""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
"""What ``xsd:dateTime`` takes."""


class RefiProject(Exporter):
    """A REFI-QDA project (version 1.0 of its schema): what such programs exchange.

    Positions are code points, the end not included. A note is written twice, as the description
    of its selection for QualCoder and as a ``Note`` for the others.
    """

    name = "qdpx"
    label = "REFI-QDA project (ATLAS.ti, MAXQDA, NVivo, QualCoder)"
    suffix = ".qdpx"

    def render(self, notes: Notes) -> bytes:
        """The project with a source for each article that has a text."""
        return packed(_Project(notes).files())

    def losses(self, notes: Notes) -> list[str]:
        """What has no place in the schema, and what many programs do to it."""
        codes = Codes(notes)
        told = left_out(notes, "orphans", "speakers", "fuzzy", "corrections", "keys")
        flat = sum(bool(codes.used[theme]) for theme in codes.children if theme)
        if flat:
            told.append(
                "Themes that have passages and others below them, which QualCoder takes out of "
                f"their tree: {flat:,}."
            )
        if merged := _merged(notes):
            told.append(f"Passages of one coder that become one with another: {merged:,}.")
        return told + forbidden_by_xml(notes)


class _Project:
    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._readings = [reading for reading in notes.readings if reading.article.text]
        self._notes_element = Element("Notes")
        self._texts: dict[str, bytes] = {}

    def files(self) -> dict[str, bytes]:
        annotations = [one for reading in self._readings for _, one in reading.placed]
        coders = sorted({one.coder for one in annotations if one.coder})
        root = Element(
            "Project",
            {
                "xmlns": PROJECT_NAMESPACE,
                "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
                "xsi:schemaLocation": f"{PROJECT_NAMESPACE} {SCHEMA}",
                "name": "Pullquote notes",
                "origin": ORIGIN,
                **_lasting(annotations),
            },
        )
        _listed(root, "Users", (_user(coder) for coder in coders))
        codes = Codes(self._notes)
        if codes.themes:
            add_codes(SubElement(root, "CodeBook"), codes)
        known = [name for name in VARIABLES if any(_fact(r.article, name) for r in self._readings)]
        _listed(root, "Variables", (_variable(name) for name in known))
        _listed(root, "Cases", (_case(reading.article, known) for reading in self._readings))
        _listed(root, "Sources", map(self._source, self._readings))
        if len(self._notes_element):
            root.append(self._notes_element)
        return {PROJECT_FILE: document(root), **self._texts}

    def _source(self, reading: Reading) -> Element:
        text = XmlText(reading.article.text)
        guid = uuid_of("article", reading.article.id)
        source = Element(
            "TextSource",
            guid=guid,
            name=one_line(reading.article.id),
            plainTextPath=self._kept(guid, text.text),
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
                "name": one_line(span.of(text)),
                "startPosition": str(span.start),
                "endPosition": str(span.end),
                **_signed(first),
            },
        )
        if first.coder:
            selection.set("modifyingUser", uuid_of("coder", first.coder))
        if _MOMENT.fullmatch(first.changed):
            selection.set("modifiedDateTime", first.changed)
        noted = [one for one in members if one.note]
        if noted:
            said = "\n\n".join(allowed(one.note) for one in noted)
            SubElement(selection, "Description").text = said
        coded: set[str] = set()
        for one in members:
            for theme in one.themes:
                if theme not in coded:
                    coded.add(theme)
                    guid = uuid_of("coding", one.id, theme)
                    coding = SubElement(selection, "Coding", {"guid": guid, **_signed(one)})
                    _refer(coding, "CodeRef", uuid_of("theme", theme))
        for one in noted:
            _refer(selection, "NoteRef", self._note(one))
        return selection

    def _note(self, annotation: Annotation) -> str:
        guid = uuid_of("note", annotation.id)
        SubElement(
            self._notes_element,
            "Note",
            {
                "guid": guid,
                "name": f"Note {len(self._notes_element) + 1}",
                "plainTextPath": self._kept(guid, allowed(annotation.note)),
                **_signed(annotation),
            },
        )
        return guid

    def _kept(self, guid: str, text: str) -> str:
        self._texts[f"{SOURCES}{guid}.txt"] = text.encode()
        return f"internal://{guid}.txt"


def _selections(reading: Reading, text: XmlText) -> dict[tuple[Span, str], list[Annotation]]:
    """The annotations by span and coder: one selection cannot have two coders."""
    found: dict[tuple[Span, str], list[Annotation]] = {}
    for span, annotation in reading.placed:
        if (place := text.span(span)) is not None:
            found.setdefault((place, annotation.coder), []).append(annotation)
    return found


def _merged(notes: Notes) -> int:
    return sum(
        len(reading.placed) - len({(span, one.coder) for span, one in reading.placed})
        for reading in notes.readings
    )


def _listed(root: Element, tag: str, children: Iterable[Element]) -> None:
    found = list(children)
    if found:
        SubElement(root, tag).extend(found)


def _lasting(annotations: Iterable[Annotation]) -> dict[str, str]:
    """When the notes were begun and when they were last changed."""
    times = sorted(
        time
        for one in annotations
        for time in (one.created, one.changed)
        if _MOMENT.fullmatch(time)
    )
    return {"creationDateTime": times[0], "modifiedDateTime": times[-1]} if times else {}


def _user(coder: str) -> Element:
    return Element("User", guid=uuid_of("coder", coder), name=one_line(coder))


def _variable(name: str) -> Element:
    return Element("Variable", guid=uuid_of("variable", name), name=name, typeOfVariable="Text")


def _case(article: Article, variables: Iterable[str]) -> Element:
    case = Element("Case", guid=uuid_of("case", article.id), name=one_line(article.id))
    for name in variables:
        if fact := _fact(article, name):
            value = SubElement(case, "VariableValue")
            _refer(value, "VariableRef", uuid_of("variable", name))
            SubElement(value, "TextValue").text = fact
    _refer(case, "SourceRef", uuid_of("article", article.id))
    return case


def _fact(article: Article, variable: str) -> str:
    return allowed(getattr(article, variable.lower()))


def _refer(parent: Element, tag: str, guid: str) -> None:
    SubElement(parent, tag, targetGUID=guid)


def _signed(annotation: Annotation) -> dict[str, str]:
    signed = {}
    if annotation.coder:
        signed["creatingUser"] = uuid_of("coder", annotation.coder)
    if _MOMENT.fullmatch(annotation.created):
        signed["creationDateTime"] = annotation.created
    return signed
