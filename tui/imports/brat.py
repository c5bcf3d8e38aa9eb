"""brat standoff: ``X.txt`` beside ``X.ann``, or both in a zip."""

from __future__ import annotations

from pathlib import PurePosixPath

from tui.imports.fields import (
    FORMAT_ERRORS,
    FieldError,
    UniqueNames,
    error_reason,
    themes_from_labels,
    without_placeholder,
)
from tui.imports.importer import Importer
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage, merge_passages
from tui.imports.notes_file import NotesFile
from tui.imports.offset_units import from_crlf, normalize_line_ends
from tui.model import Span

_LOOKS = "visual.conf"
_OTHERS = "REAM*N"
"""First letters of relations, events, attributes, equivalences and references."""


class Brat(Importer):
    """Text-bound annotations and the notes on them; a discontinuous one becomes its hull."""

    name = "brat"
    label = "brat standoff"

    def recognises(self, file: NotesFile) -> bool:
        """By the name, or by the names in the zip."""
        return file.path.suffix == ".ann" or any(name.endswith(".ann") for name in file.members)

    def read(self, file: NotesFile) -> Incoming:
        """Every annotation of every document.

        Raises:
            NotesError: if a text is missing or a line is none of brat's.
        """
        articles: list[IncomingArticle] = []
        passages: list[IncomingPassage] = []
        others, names = 0, UniqueNames()
        for document_name, text, lines in _documents(file):
            name = names.free(document_name)
            articles.append(IncomingArticle(name, normalize_line_ends(text)))
            try:
                passages += merge_passages(_passages(name, text, lines))
            except FORMAT_ERRORS as error:
                raise file.notes_error(
                    f"is no annotation of brat ({error_reason(error)})"
                ) from None
            others += sum(line[0] in _OTHERS for line in lines)
        themes = themes_from_labels(theme for one in passages for theme in one.themes)
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
    found = []
    if file.members:
        for name in sorted(name for name in file.members if name.endswith(".ann")):
            text = file.member(f"{name.removesuffix('.ann')}.txt")
            found.append((PurePosixPath(name).stem, text, file.member(name)))
    else:
        path = file.path.with_suffix(".txt")
        try:
            found.append((path.stem, path.read_bytes(), file.data))
        except OSError:
            raise file.notes_error(f"needs the text “{path.name}” beside it") from None
    try:
        return [
            (name, text.decode("utf-8"), [line for line in notes.decode().split("\n") if line])
            for name, text, notes in found
        ]
    except UnicodeDecodeError:
        raise file.notes_error("is not UTF-8, as brat's files are") from None


def _labels(file: NotesFile) -> dict[str, str]:
    """What the looks in the zip call each type: a line ``type | label`` each.

    Inside a label our export writes a broken bar, for brat splits at every other.
    """
    if _LOOKS not in file.members:
        return {}
    lines = file.member(_LOOKS).decode("utf-8", "replace").splitlines()
    pairs = (line.split(" | ", 1) for line in lines if " | " in line)
    return {kind.strip(): label.strip().replace("¦", "|") for kind, label in pairs}


def _passages(name: str, text: str, lines: list[str]) -> list[IncomingPassage]:
    bare, point = normalize_line_ends(text), from_crlf(text)
    notes: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("#"):
            _, about, note = line.split("\t", 2)
            notes.setdefault(about.split(" ")[1], []).append(note)
    found: dict[str, IncomingPassage] = {}
    for line in lines:
        if not line.startswith("T"):
            continue
        key, what, *words = line.rstrip("\r").split("\t")
        if key in found:
            raise FieldError(f"{key} is there twice")
        theme, places = what.split(" ", 1)
        pieces = [[point(int(offset)) for offset in part.split()] for part in places.split(";")]
        span = Span(min(start for start, _ in pieces), max(end for _, end in pieces))
        said = " ".join(bare[start:end] for start, end in pieces)
        if words and span.end <= len(bare) and said.split() != words[0].split():
            raise FieldError(f"{key} says other words than its text at {places}")
        note = "\n\n".join(notes.get(key, ()))
        themes = without_placeholder([theme])
        found[key] = IncomingPassage(name, span=span, themes=themes, note=note)
    return [*found.values()]
