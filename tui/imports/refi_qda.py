"""What REFI-QDA projects and codebooks share: XML of strangers, and codes.

Elements are told apart by their local names, for programs write namespaces of several versions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element, ParseError

from tui.imports.fields import (
    FORMAT_ERRORS,
    FieldError,
    default_colour,
    document_name,
    error_reason,
    utc_time,
)
from tui.imports.importer import Importer
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage
from tui.imports.incoming_themes import themes_by_label
from tui.imports.notes_file import NotesFile
from tui.imports.offset_units import OffsetConverter, from_crlf, from_utf16, normalize_line_ends
from tui.model import Span, Theme

_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def root_of(file: NotesFile, data: bytes, name: str) -> Element:
    """The root of an XML document, which must be called ``name``.

    Raises:
        NotesError: if it is broken, declares entities, or is another document.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data.removeprefix(b"\xef\xbb\xbf"), forbid_dtd=True)
    except ParseError as error:
        raise file.notes_error(f"is no XML ({error}); export it again") from None
    except DefusedXmlException:
        raise file.notes_error("declares XML entities, which could run wild") from None
    except (ValueError, LookupError) as error:  # an encoding that nobody knows
        raise file.notes_error(f"is no XML ({error}); export it again") from None
    if local(root) != name:
        raise file.notes_error(f"begins with <{local(root)}>, not with <{name}>")
    return root


def local(element: Element) -> str:
    """The name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, name: str = "") -> Iterator[Element]:
    """The children of that name, or all; none, if there is no element."""
    # An element without children counts as false until some later Python: it must be asked so.
    inside = () if element is None else element
    return (child for child in inside if not name or local(child) == name)


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of that name, its first child of the next name, and so on."""
    for name in names:
        element = next(children(element, name), None)
    return element


def words(element: Element | None) -> str:
    """The text inside; empty if there is none."""
    return (element.text or "") if element is not None else ""


def guid(element: Element, attribute: str = "guid") -> str:
    """A GUID without braces, in lower case; empty if it is missing."""
    return element.get(attribute, "").strip("{} \t\n").lower()


def themes_in(codes: Element | None) -> list[Theme]:
    """The codes as themes, parents first; the id is the GUID.

    Raises:
        Flaw: if two have one GUID.
    """
    found: dict[str, Theme] = {}
    waiting = [(code, "") for code in children(codes, "Code")][::-1]
    while waiting:
        code, above = waiting.pop()
        key, colour = guid(code), code.get("color", "")
        if key in found:
            raise FieldError(f"two of its codes have the GUID “{key}”")
        found[key] = Theme(
            key,
            code.get("name", "") or key,
            colour=_full(colour) if _COLOUR.fullmatch(colour) else default_colour(len(found)),
            description=words(child(code, "Description")),
            parent=above,
        )
        waiting += [(below, key) for below in children(code, "Code")][::-1]
    return [*found.values()]


def _full(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


class RefiCodebook(Importer):
    """Codes with their colours, descriptions and tree; sets are left out."""

    name = "qdc"
    label = "REFI-QDA codebook"

    def recognises(self, file: NotesFile) -> bool:
        """By its name or its root."""
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
        except FieldError as flaw:
            raise file.notes_error(f"is no codebook of REFI-QDA ({flaw})") from None
        sets = len(list(children(child(root, "Sets"))))
        return Incoming(
            themes=themes, left_out=(f"Sets of codes left out: {sets}.",) if sets else ()
        )


_PROJECT = "project.qde"


class RefiProject(Importer):
    """Texts, codes, coders, coded passages and memos; pictures, PDF, sound and film are left out.

    A selection with several codings is one passage. Memos are its description, else its notes.
    """

    name = "qdpx"
    label = "REFI-QDA project"

    def recognises(self, file: NotesFile) -> bool:
        """By the project inside."""
        return any(name.lower() == _PROJECT for name in file.members)

    def read(self, file: NotesFile) -> Incoming:
        """The whole project.

        Raises:
            NotesError: if it is damaged, or refers to what it does not hold.
        """
        if not self.recognises(file):
            raise file.notes_error(f"holds no “{_PROJECT}”")
        inside = next(name for name in file.members if name.lower() == _PROJECT)
        root = root_of(file, file.member(inside), "Project")
        try:
            project = _Project(file, root)
            for source in children(child(root, "Sources")):
                project.take(source)
        except FORMAT_ERRORS as error:
            raise file.notes_error(f"is no project of REFI-QDA ({error_reason(error)})") from None
        return project.incoming()


@dataclass
class _Project:
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
        """All that was taken."""
        left_out = [*self.guesses]
        if self.other_sources:
            left_out.append(f"Sources that are no text, left out: {self.other_sources}.")
        return Incoming(
            tuple(self.articles), tuple(self.passages), self.themes, left_out=tuple(left_out)
        )

    def take(self, source: Element) -> None:
        """One source with its selections."""
        if local(source) != "TextSource":
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
        point = self._reading(name, raw, selections)
        for selection in selections:
            self._select(name, selection, point)
        for coding in children(source, "Coding"):
            themes = tuple(self._themes_of([coding]))
            whole = Span(0, len(normalize_line_ends(raw)))
            self.passages.append(IncomingPassage(name, span=whole, themes=themes))

    def _select(self, name: str, selection: Element, point: OffsetConverter) -> None:
        codings = list(children(selection, "Coding"))
        user = selection.get("creatingUser") or next(
            (coding.get("creatingUser", "") for coding in codings), ""
        )
        self.passages.append(
            IncomingPassage(
                article=name,
                span=_placed(selection, point),
                themes=tuple(self._themes_of(codings)),
                note=words(child(selection, "Description")) or self._memo(selection, codings),
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
        references = [ref for one in (selection, *codings) for ref in children(one, "NoteRef")]
        notes = [self._notes.get(guid(reference, "targetGUID")) for reference in references]
        return "\n\n".join(
            normalize_line_ends(self._text(note)) for note in notes if note is not None
        )

    def _text(self, element: Element) -> str:
        inline = child(element, "PlainTextContent")
        if inline is not None:
            return words(inline)
        path = element.get("plainTextPath", "")
        if not path:
            return ""
        inside = self._members.get(PurePosixPath(path.rpartition("://")[2]).name.lower())
        if inside is None:
            raise FieldError(f"the text “{path}” is not in it")
        try:
            return self.file.member(inside).decode("utf-8")
        except UnicodeDecodeError:
            raise FieldError(f"the text “{path}” is not UTF-8") from None

    def _name(self, source: Element) -> str:
        name = source.get("name", "") or guid(source)
        if not self._origin.startswith("Pullquote"):  # ours are ids of articles, not file names
            name = document_name(name)
        taken = {article.name for article in self.articles}
        return name if name not in taken else f"{name}-{guid(source)[:6]}"

    def _reading(self, name: str, raw: str, selections: list[Element]) -> OffsetConverter:
        """The way of counting in which most selections are the words that they are called by."""
        text = normalize_line_ends(raw)
        best: OffsetConverter = _as_it_is
        most = -1
        readings = list(_readings(raw))
        for point in readings:
            count = sum(
                _plain(_placed(one, point).of(text)) == _plain(one.get("name", ""))
                for one in selections
            )
            if count > most:
                best, most = point, count
        is_astral = any(ord(char) > 0xFFFF for char in text)
        if selections and not most and is_astral and "NVivo" in self._origin:
            self.guesses.append(
                f"“{name}” is read as NVivo counts; look whether its passages are right."
            )
            return readings[1]
        return best


def _readings(raw: str) -> Iterator[OffsetConverter]:
    """Code points or UTF-16 units, of the text with line ends folded or as they are."""
    bare = raw.removeprefix("\ufeff")
    text = normalize_line_ends(raw)
    yield _as_it_is
    yield from_utf16(text)
    if bare != text:
        crlf, units = from_crlf(bare), from_utf16(bare)
        yield crlf
        yield lambda offset: crlf(units(offset))
    if bare != raw:
        yield lambda offset: max(0, offset - 1)


def _as_it_is(offset: int) -> int:
    return offset


def _placed(selection: Element, point: OffsetConverter) -> Span:
    start, end = selection.get("startPosition", ""), selection.get("endPosition", "")
    try:
        return Span(point(int(start)), point(int(end)))
    except ValueError:
        raise FieldError(f"a selection goes from “{start[:20]}” to “{end[:20]}”") from None


def _plain(text: str) -> str:
    return " ".join(text.split())
