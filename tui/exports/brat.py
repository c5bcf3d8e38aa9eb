"""Standoff files for brat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.exports.code_names import NO_THEME, Codes
from tui.exports.exporter import Exporter
from tui.exports.identifiers import distinct
from tui.exports.losses import left_out, without_words
from tui.exports.zip_files import file_names, packed
from tui.model import Article, Notes, Reading, Span

CONFIGURATION = "annotation.conf"
LOOKS = "visual.conf"

_NO_TYPE = re.compile(r"[^\w-]")


class Brat(Exporter):
    """A zip with a text and an annotation file for each article, and brat's configuration.

    Positions are code points, the end not included; a passage over several lines is in pieces, a
    piece a line. The names of types are made of letters, digits and underscores;
    ``visual.conf`` has the labels that they stand for.
    """

    name = "brat"
    label = "brat standoff (zip)"
    suffix = ".brat.zip"

    def render(self, notes: Notes) -> bytes:
        """The files by article."""
        codes = Codes(notes)
        types = distinct({t.id: _NO_TYPE.sub("_", codes.names[t.id]) for t in codes.themes})
        files = {CONFIGURATION: _configuration(codes, types), LOOKS: _looks(codes, types)}
        names = file_names(reading.article.id for reading in notes.readings)
        for reading in notes.readings:
            name = names[reading.article.id]
            files[f"{name}.txt"] = reading.article.text
            files[f"{name}.ann"] = "".join(f"{line}\n" for line in _lines(reading, types))
        return packed({name: text.encode("utf-8", "replace") for name, text in files.items()})

    def losses(self, notes: Notes) -> list[str]:
        """All but passages, themes and notes in one line."""
        told = left_out(
            notes,
            "orphans", "line-ends", "speakers", "coders", "times", "fuzzy", "corrections", "names",
            "descriptions", "keys", "sources",
        )  # fmt: skip
        edged = sum(
            hull is not None and hull != span
            for reading in notes.readings
            for span, _ in reading.placed
            for hull in [_hull(_pieces(reading.article, span))]
        )
        if edged:
            told.append(f"Passages lose the line ends that they begin or end with: {edged:,}.")
        renamed = sum(_label(name) != name for name in Codes(notes).names.values())
        if renamed:
            told.append(
                f"Themes are called otherwise, for brat's signs are in their names: {renamed:,}."
            )
        return told + without_words(notes)


def _lines(reading: Reading, types: dict[str, str]) -> Iterator[str]:
    marks = notes = 0
    for span, annotation in reading.placed:
        pieces = _pieces(reading.article, span)
        if not pieces:
            continue
        places = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
        words = " ".join(piece.of(reading.article.text) for piece in pieces)
        first = marks + 1
        for kind in [types[theme] for theme in annotation.themes] or [NO_THEME]:
            marks += 1
            yield f"T{marks}\t{kind} {places}\t{words}"
        if annotation.note:
            notes += 1
            yield f"#{notes}\tAnnotatorNotes T{first}\t{' '.join(annotation.note.split())}"


def _pieces(article: Article, span: Span) -> list[Span]:
    """The parts of the span without line ends, which brat does not take; none is only spaces."""
    return [
        Span(span.start + match.start(), span.start + match.end())
        for match in re.finditer(r"[^\n]*\S[^\n]*", span.of(article.text))
    ]


def _hull(pieces: list[Span]) -> Span | None:
    return Span(pieces[0].start, pieces[-1].end) if pieces else None


def _configuration(codes: Codes, types: dict[str, str]) -> str:
    entities = []
    waiting = list(reversed(codes.children.get("", [])))
    while waiting:
        theme = waiting.pop()
        entities.append("\t" * (len(codes.way(theme.id)) - 1) + types[theme.id])
        waiting += reversed(codes.children.get(theme.id, []))
    sections = ("[entities]", *entities, NO_THEME, "", "[relations]", "", "[events]", "",
                "[attributes]", "")  # fmt: skip
    return "\n".join(sections)


def _label(name: str) -> str:
    return " ".join(name.replace("|", "¦").split())


def _looks(codes: Codes, types: dict[str, str]) -> str:
    lines = ["[labels]"]
    for theme in codes.themes:
        lines.append(f"{types[theme.id]} | {_label(codes.names[theme.id])}")
    lines += ["", "[drawing]"]
    lines += [f"{types[theme.id]}\tbgColor:{theme.colour}" for theme in codes.themes]
    return "\n".join((*lines, ""))
