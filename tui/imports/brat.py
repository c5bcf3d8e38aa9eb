"""brat standoff: ``X.txt`` beside ``X.ann``, or both in a zip."""

from __future__ import annotations

from pathlib import PurePosixPath

from tui.imports.fields import FORMAT_ERRORS, FieldError, UniqueNames, error_reason
from tui.imports.importer import Importer
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage, merge_passages
from tui.imports.incoming_themes import themes_from_passages, without_placeholder
from tui.imports.notes_file import NotesFile
from tui.imports.offset_units import from_crlf, normalize_line_ends
from tui.model import Span

_DISPLAY_FILE = "visual.conf"
_OTHER_KINDS = "REAM*N"
"""First letters of relations, events, attributes, equivalences and references."""


class Brat(Importer):
    """brat's standoff format: text-bound annotations and the notes on them.

    Offsets are code points, end excluded. A discontinuous annotation becomes one passage from its
    first to its last fragment.
    """

    name = "brat"
    label = "brat standoff"

    def recognises(self, file: NotesFile) -> bool:
        """By the name of the file, or by the names in the zip."""
        return file.path.suffix == ".ann" or any(name.endswith(".ann") for name in file.members)

    def read(self, file: NotesFile) -> Incoming:
        """Every annotation of every document.

        Raises:
            NotesError: if a text is missing or a line does not follow the format.
        """
        articles: list[IncomingArticle] = []
        passages: list[IncomingPassage] = []
        others, names = 0, UniqueNames()
        for document_name, text, lines in _documents(file):
            name = names.unique(document_name)
            articles.append(IncomingArticle(name, normalize_line_ends(text)))
            try:
                passages += merge_passages(_passages(name, text, lines))
            except FORMAT_ERRORS as error:
                raise file.notes_error(
                    f"is no annotation of brat ({error_reason(error)})"
                ) from None
            others += sum(line[0] in _OTHER_KINDS for line in lines)
        themes = themes_from_passages(passages)
        labels = _labels(file)
        return Incoming(
            tuple(articles),
            tuple(passages),
            tuple(theme._replace(label=labels.get(theme.id, theme.label)) for theme in themes),
            left_out=(
                (f"Relations, events, attributes and links left out: {others}.",) if others else ()
            ),
        )


def _documents(file: NotesFile) -> list[tuple[str, str, list[str]]]:
    documents = []
    if file.members:
        for name in sorted(name for name in file.members if name.endswith(".ann")):
            text = file.member(f"{name.removesuffix('.ann')}.txt")
            documents.append((PurePosixPath(name).stem, text, file.member(name)))
    else:
        path = file.path.with_suffix(".txt")
        try:
            documents.append((path.stem, path.read_bytes(), file.data))
        except OSError:
            raise file.notes_error(f"needs the text “{path.name}” beside it") from None
    try:
        return [
            (name, text.decode("utf-8"), [line for line in notes.decode().split("\n") if line])
            for name, text, notes in documents
        ]
    except UnicodeDecodeError:
        raise file.notes_error("is not UTF-8, as brat's files are") from None


def _labels(file: NotesFile) -> dict[str, str]:
    """The label of each type in ``visual.conf``, which has lines "type | label".

    Our export writes a broken bar in a label, because brat splits the line at every bar.
    """
    if _DISPLAY_FILE not in file.members:
        return {}
    lines = file.member(_DISPLAY_FILE).decode("utf-8", "replace").splitlines()
    pairs = (line.split(" | ", 1) for line in lines if " | " in line)
    return {name.strip(): label.strip().replace("¦", "|") for name, label in pairs}


def _passages(name: str, text: str, lines: list[str]) -> list[IncomingPassage]:
    normalized, convert = normalize_line_ends(text), from_crlf(text)
    notes: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("#"):
            _, about, note = line.split("\t", 2)
            notes.setdefault(about.split(" ")[1], []).append(note)
    passages: dict[str, IncomingPassage] = {}
    for line in lines:
        if not line.startswith("T"):
            continue
        key, target, *covered = line.rstrip("\r").split("\t")
        if key in passages:
            raise FieldError(f"{key} is there twice")
        theme, offsets = target.split(" ", 1)
        fragments = [
            [convert(int(offset)) for offset in part.split()] for part in offsets.split(";")
        ]
        span = Span(min(start for start, _ in fragments), max(end for _, end in fragments))
        actual = " ".join(normalized[start:end] for start, end in fragments)
        if covered and span.end <= len(normalized) and actual.split() != covered[0].split():
            raise FieldError(f"{key} says other words than its text at {offsets}")
        note = "\n\n".join(notes.get(key, ()))
        themes = without_placeholder([theme])
        passages[key] = IncomingPassage(name, span=span, themes=themes, note=note)
    return [*passages.values()]
