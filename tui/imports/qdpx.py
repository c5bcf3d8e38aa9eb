"""REFI-QDA projects, ``.qdpx``, as each program writes them.

The standard counts code points of a text with LF line ends; programs count as they like, so the
reading is taken in which most selections say the words that stand beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from tui.imports.base import Importer
from tui.imports.fields import WRONG, Flaw, reason, stem, utc
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage
from tui.imports.labels import by_label
from tui.imports.notes_file import NotesFile
from tui.imports.refi_xml import child, children, guid, local, root_of, themes_in, words
from tui.imports.units import Converter, folded, from_crlf, from_utf16
from tui.model import Span

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
            raise file.refused(f"holds no “{_PROJECT}”")
        inside = next(name for name in file.members if name.lower() == _PROJECT)
        root = root_of(file, file.member(inside), "Project")
        try:
            project = _Project(file, root)
            for source in children(child(root, "Sources")):
                project.take(source)
        except WRONG as error:
            raise file.refused(f"is no project of REFI-QDA ({reason(error)})") from None
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
        self.themes, self._ids = by_label(themes_in(child(self.root, "CodeBook", "Codes")))
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
        self.articles.append(IncomingArticle(name, folded(raw), source.get("name", "")))
        selections = list(children(source, "PlainTextSelection"))
        point = self._reading(name, raw, selections)
        for selection in selections:
            self._select(name, selection, point)
        for coding in children(source, "Coding"):
            themes = tuple(self._themes_of([coding]))
            whole = Span(0, len(folded(raw)))
            self.passages.append(IncomingPassage(name, span=whole, themes=themes))

    def _select(self, name: str, selection: Element, point: Converter) -> None:
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
                created=utc(selection.get("creationDateTime", "")),
                changed=utc(selection.get("modifiedDateTime", "")),
                id=guid(selection),
            )
        )

    def _themes_of(self, codings: list[Element]) -> Iterator[str]:
        for coding in codings:
            reference = child(coding, "CodeRef")
            target = guid(reference, "targetGUID") if reference is not None else ""
            if target not in self._ids:
                raise Flaw(f"a coding is of the code “{target}”, which is not in it")
            yield self._ids[target]

    def _memo(self, selection: Element, codings: list[Element]) -> str:
        references = [ref for one in (selection, *codings) for ref in children(one, "NoteRef")]
        notes = [self._notes.get(guid(reference, "targetGUID")) for reference in references]
        return "\n\n".join(folded(self._text(note)) for note in notes if note is not None)

    def _text(self, element: Element) -> str:
        inline = child(element, "PlainTextContent")
        if inline is not None:
            return words(inline)
        path = element.get("plainTextPath", "")
        if not path:
            return ""
        inside = self._members.get(PurePosixPath(path.rpartition("://")[2]).name.lower())
        if inside is None:
            raise Flaw(f"the text “{path}” is not in it")
        try:
            return self.file.member(inside).decode("utf-8")
        except UnicodeDecodeError:
            raise Flaw(f"the text “{path}” is not UTF-8") from None

    def _name(self, source: Element) -> str:
        name = source.get("name", "") or guid(source)
        if not self._origin.startswith("Pullquote"):  # ours are ids of articles, not file names
            name = stem(name)
        taken = {article.name for article in self.articles}
        return name if name not in taken else f"{name}-{guid(source)[:6]}"

    def _reading(self, name: str, raw: str, selections: list[Element]) -> Converter:
        """The way of counting in which most selections are the words that they are called by."""
        text = folded(raw)
        best: Converter = _as_it_is
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


def _readings(raw: str) -> Iterator[Converter]:
    """Code points or UTF-16 units, of the text with line ends folded or as they are."""
    bare = raw.removeprefix("\ufeff")
    text = folded(raw)
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


def _placed(selection: Element, point: Converter) -> Span:
    start, end = selection.get("startPosition", ""), selection.get("endPosition", "")
    try:
        return Span(point(int(start)), point(int(end)))
    except ValueError:
        raise Flaw(f"a selection goes from “{start[:20]}” to “{end[:20]}”") from None


def _plain(text: str) -> str:
    return " ".join(text.split())
