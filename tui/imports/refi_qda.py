"""REFI-QDA 1.0: the codebook (QDC) and the project (QDPX) that programs for QDA exchange.

Elements are identified by their local names, because programs write the namespaces of several
versions. Programs also count in different units: see `_Project._converter`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element, ParseError

from tui.imports.fields import FORMAT_ERRORS, FieldError, document_name, error_reason, utc_time
from tui.imports.importer import Importer
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage
from tui.imports.incoming_themes import default_colour, themes_by_label
from tui.imports.notes_file import NotesFile
from tui.imports.offset_units import OffsetConverter, from_crlf, from_utf16, normalize_line_ends
from tui.model import Span, Theme

_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_PROJECT_FILE = "project.qde"


def root_of(file: NotesFile, data: bytes, name: str) -> Element:
    """The root of an XML document, whose local name must be ``name``.

    Raises:
        NotesError: if it is no XML, declares entities, or has another root.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data.removeprefix(b"\xef\xbb\xbf"), forbid_dtd=True)
    except ParseError as error:
        raise file.notes_error(f"is no XML ({error}); export it again") from None
    except DefusedXmlException:
        raise file.notes_error("declares XML entities, which could run wild") from None
    except (ValueError, LookupError) as error:  # an unknown encoding
        raise file.notes_error(f"is no XML ({error}); export it again") from None
    if local_name(root) != name:
        raise file.notes_error(f"begins with <{local_name(root)}>, not with <{name}>")
    return root


def local_name(element: Element) -> str:
    """The tag without its namespace; empty for a comment or processing instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, name: str = "") -> Iterator[Element]:
    """The children with that local name, or all; none if ``element`` is ``None``."""
    # The truth value of an element is deprecated, so it is compared with `None`.
    elements = () if element is None else element
    return (child for child in elements if not name or local_name(child) == name)


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of the first name, that one's first child of the next name, and so on."""
    for name in names:
        element = next(children(element, name), None)
    return element


def content(element: Element | None) -> str:
    """The text of an element; empty if it has none or is ``None``."""
    return (element.text or "") if element is not None else ""


def guid(element: Element, attribute: str = "guid") -> str:
    """The GUID in an attribute, without braces and in lower case; empty if it is missing."""
    return element.get(attribute, "").strip("{} \t\n").lower()


def themes_in(codes: Element | None) -> list[Theme]:
    """The codes as themes, parents first; the ids are GUIDs.

    Raises:
        FieldError: if two have one GUID.
    """
    themes: dict[str, Theme] = {}
    stack = [(code, "") for code in children(codes, "Code")][::-1]
    while stack:
        code, parent = stack.pop()
        key, colour = guid(code), code.get("color", "")
        if key in themes:
            raise FieldError(f"two of its codes have the GUID “{key}”")
        themes[key] = Theme(
            key,
            code.get("name", "") or key,
            colour=_six_digits(colour)
            if _COLOUR.fullmatch(colour)
            else default_colour(len(themes)),
            description=content(child(code, "Description")),
            parent=parent,
        )
        stack += [(below, key) for below in children(code, "Code")][::-1]
    return [*themes.values()]


def _six_digits(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


class RefiCodebook(Importer):
    """A REFI-QDA 1.0 codebook: codes with colours, descriptions and tree; sets are left out."""

    name = "qdc"
    label = "REFI-QDA codebook"

    def recognises(self, file: NotesFile) -> bool:
        """By the name of the file or the name of the root."""
        return file.path.suffix.lower() == ".qdc" or (
            not file.members and b"<CodeBook" in file.data[:500]
        )

    def read(self, file: NotesFile) -> Incoming:
        """Every code.

        Raises:
            NotesError: if it is no codebook.
        """
        root = root_of(file, file.data, "CodeBook")
        try:
            themes = themes_by_label(themes_in(child(root, "Codes")))[0]
        except FieldError as error:
            raise file.notes_error(f"is no codebook of REFI-QDA ({error})") from None
        sets = len(list(children(child(root, "Sets"))))
        return Incoming(
            themes=themes, left_out=(f"Sets of codes left out: {sets}.",) if sets else ()
        )


class RefiProject(Importer):
    """A REFI-QDA 1.0 project: texts, codes, coders, selections and memos.

    Pictures, PDF, audio and video are left out. A selection with several codings is one passage;
    its note is its description, or else its notes.
    """

    name = "qdpx"
    label = "REFI-QDA project"

    def recognises(self, file: NotesFile) -> bool:
        """By the project file in the zip."""
        return any(name.lower() == _PROJECT_FILE for name in file.members)

    def read(self, file: NotesFile) -> Incoming:
        """The whole project.

        Raises:
            NotesError: if it is damaged, or refers to what is not in it.
        """
        if not self.recognises(file):
            raise file.notes_error(f"holds no “{_PROJECT_FILE}”")
        member = next(name for name in file.members if name.lower() == _PROJECT_FILE)
        root = root_of(file, file.member(member), "Project")
        try:
            project = _Project(file, root)
            for source in children(child(root, "Sources")):
                project.add_source(source)
        except FORMAT_ERRORS as error:
            raise file.notes_error(f"is no project of REFI-QDA ({error_reason(error)})") from None
        return project.incoming()


@dataclass
class _Project:
    """Collects the articles and passages of a project."""

    file: NotesFile
    root: Element
    articles: list[IncomingArticle] = field(default_factory=list)
    passages: list[IncomingPassage] = field(default_factory=list)
    other_sources: int = 0
    guesses: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.themes, self._ids = themes_by_label(themes_in(child(self.root, "CodeBook", "Codes")))
        self._users = {
            guid(user): user.get("name", "") or user.get("id", "")
            for user in children(child(self.root, "Users"), "User")
        }
        self._notes = {guid(n): n for n in children(child(self.root, "Notes"), "Note")}
        self._members = {
            PurePosixPath(name).name.lower(): name
            for name in self.file.members
            if PurePosixPath(name).parent.name.lower() == "sources"
        }
        self._origin = self.root.get("origin", "")

    def incoming(self) -> Incoming:
        """All that was collected."""
        left_out = [*self.guesses]
        if self.other_sources:
            left_out.append(f"Sources that are no text, left out: {self.other_sources}.")
        return Incoming(
            tuple(self.articles), tuple(self.passages), self.themes, left_out=tuple(left_out)
        )

    def add_source(self, source: Element) -> None:
        """Add a source with its selections."""
        if local_name(source) != "TextSource":
            self.other_sources += 1
            return
        raw = self._text(source)
        if not raw.strip():
            return
        name = self._name(source)
        self.articles.append(
            IncomingArticle(name, normalize_line_ends(raw), source.get("name", ""))
        )
        selections = list(children(source, "PlainTextSelection"))
        convert = self._converter(name, raw, selections)
        for selection in selections:
            self._add_selection(name, selection, convert)
        for coding in children(source, "Coding"):
            themes = tuple(self._themes_of([coding]))
            whole = Span(0, len(normalize_line_ends(raw)))
            self.passages.append(IncomingPassage(name, span=whole, themes=themes))

    def _add_selection(self, name: str, selection: Element, convert: OffsetConverter) -> None:
        codings = list(children(selection, "Coding"))
        user = selection.get("creatingUser") or next(
            (coding.get("creatingUser", "") for coding in codings), ""
        )
        self.passages.append(
            IncomingPassage(
                article=name,
                span=_span_of(selection, convert),
                themes=tuple(self._themes_of(codings)),
                note=content(child(selection, "Description")) or self._memo(selection, codings),
                coder=self._users.get(user.strip("{}").lower(), ""),
                created=utc_time(selection.get("creationDateTime", "")),
                changed=utc_time(selection.get("modifiedDateTime", "")),
                id=guid(selection),
            )
        )

    def _themes_of(self, codings: list[Element]) -> Iterator[str]:
        for coding in codings:
            reference = child(coding, "CodeRef")
            target = guid(reference, "targetGUID") if reference is not None else ""
            if target not in self._ids:
                raise FieldError(f"a coding is of the code “{target}”, which is not in it")
            yield self._ids[target]

    def _memo(self, selection: Element, codings: list[Element]) -> str:
        references = [
            reference
            for element in (selection, *codings)
            for reference in children(element, "NoteRef")
        ]
        notes = [self._notes.get(guid(reference, "targetGUID")) for reference in references]
        return "\n\n".join(
            normalize_line_ends(self._text(note)) for note in notes if note is not None
        )

    def _text(self, element: Element) -> str:
        inline = child(element, "PlainTextContent")
        if inline is not None:
            return content(inline)
        path = element.get("plainTextPath", "")
        if not path:
            return ""
        member = self._members.get(PurePosixPath(path.rpartition("://")[2]).name.lower())
        if member is None:
            raise FieldError(f"the text “{path}” is not in it")
        try:
            return self.file.member(member).decode("utf-8")
        except UnicodeDecodeError:
            raise FieldError(f"the text “{path}” is not UTF-8") from None

    def _name(self, source: Element) -> str:
        name = source.get("name", "") or guid(source)
        if not self._origin.startswith(
            "Pullquote"
        ):  # our exports write ids of articles, no file names
            name = document_name(name)
        taken = {article.name for article in self.articles}
        return name if name not in taken else f"{name}-{guid(source)[:6]}"

    def _converter(self, name: str, raw: str, selections: list[Element]) -> OffsetConverter:
        """The converter with which most selections have the text that is their name.

        The standard counts in code points; programs also count in UTF-16 code units, in CRLF and
        with the byte order mark.
        """
        text = normalize_line_ends(raw)
        best: OffsetConverter = _unchanged
        most = -1
        converters = list(_converters(raw))
        for convert in converters:
            count = sum(
                _plain(_span_of(selection, convert).of(text)) == _plain(selection.get("name", ""))
                for selection in selections
            )
            if count > most:
                best, most = convert, count
        is_astral = any(ord(char) > 0xFFFF for char in text)
        if selections and not most and is_astral and "NVivo" in self._origin:
            self.guesses.append(
                f"“{name}” is read as NVivo counts; look whether its passages are right."
            )
            return converters[1]
        return best


def _converters(raw: str) -> Iterator[OffsetConverter]:
    """From code points or UTF-16 code units, with LF or the line ends of ``raw``, then with BOM."""
    bare = raw.removeprefix("\ufeff")
    text = normalize_line_ends(raw)
    yield _unchanged
    yield from_utf16(text)
    if bare != text:
        to_lf, to_code_points = from_crlf(bare), from_utf16(bare)
        yield to_lf
        yield lambda offset: to_lf(to_code_points(offset))
    if bare != raw:
        yield lambda offset: max(0, offset - 1)


def _unchanged(offset: int) -> int:
    return offset


def _span_of(selection: Element, convert: OffsetConverter) -> Span:
    start, end = selection.get("startPosition", ""), selection.get("endPosition", "")
    try:
        return Span(convert(int(start)), convert(int(end)))
    except ValueError:
        raise FieldError(f"a selection goes from “{start[:20]}” to “{end[:20]}”") from None


def _plain(text: str) -> str:
    return " ".join(text.split())
