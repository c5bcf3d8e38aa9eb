"""brat standoff: texts, annotation files and brat's configuration."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.exports.code_system import NO_THEME, CodeSystem
from tui.exports.exporter import Exporter
from tui.exports.identifiers import unique_names
from tui.exports.losses import count_sentences, loss_sentences, white_space_losses
from tui.exports.zip_files import file_names, zip_archive
from tui.model import Article, Notes, Reading, Span

CONFIGURATION = "annotation.conf"
DISPLAY = "visual.conf"

_NOT_IN_TYPES = re.compile(r"[^\w-]")


class Brat(Exporter):
    """A zip in brat's standoff format (brat 1.3, "brat standoff format" in its manual).

    It has a ``.txt`` and a ``.ann`` for each article, and brat's configuration. Offsets are code
    points, end excluded; a passage over several lines is a discontinuous annotation with a
    fragment for each line. The names of types are made of letters, digits, hyphens and
    underscores; ``visual.conf`` has the labels that they stand for.
    """

    name = "brat"
    label = "brat standoff (zip)"
    suffix = ".brat.zip"

    def render(self, notes: Notes) -> bytes:
        """The files by article."""
        codes = CodeSystem(notes)
        types = unique_names(
            {t.id: _NOT_IN_TYPES.sub("_", codes.names[t.id]) for t in codes.themes}
        )
        files = {CONFIGURATION: _configuration(codes, types), DISPLAY: _display(codes, types)}
        names = file_names(reading.article.id for reading in notes.readings)
        for reading in notes.readings:
            name = names[reading.article.id]
            files[f"{name}.txt"] = reading.article.text
            files[f"{name}.ann"] = "".join(f"{line}\n" for line in _lines(reading, types))
        return zip_archive({name: text.encode("utf-8", "replace") for name, text in files.items()})

    def losses(self, notes: Notes) -> list[str]:
        """All but passages, themes and notes in one line."""
        losses = loss_sentences(
            notes,
            "orphans", "line-ends", "speakers", "coders", "times", "fuzzy", "corrections", "names",
            "descriptions", "keys", "sources",
        )  # fmt: skip
        fragments = [
            (span, _fragments(reading.article, span))
            for reading in notes.readings
            for span, _ in reading.placed
        ]
        names = CodeSystem(notes).names.values()
        counts = {
            "Passages lose the line ends that they begin or end with": sum(
                bool(parts) and Span(parts[0].start, parts[-1].end) != span
                for span, parts in fragments
            ),
            "Themes are called otherwise, for brat's signs are in their names": sum(
                _label(name) != name for name in names
            ),
        }
        return losses + count_sentences(counts) + white_space_losses(notes)


def _lines(reading: Reading, types: dict[str, str]) -> Iterator[str]:
    annotations = notes = 0
    for span, annotation in reading.placed:
        fragments = _fragments(reading.article, span)
        if not fragments:
            continue
        offsets = ";".join(f"{fragment.start} {fragment.end}" for fragment in fragments)
        text = " ".join(fragment.of(reading.article.text) for fragment in fragments)
        first = annotations + 1
        for type_name in [types[theme] for theme in annotation.themes] or [NO_THEME]:
            annotations += 1
            yield f"T{annotations}\t{type_name} {offsets}\t{text}"
        if annotation.note:
            notes += 1
            yield f"#{notes}\tAnnotatorNotes T{first}\t{' '.join(annotation.note.split())}"


def _fragments(article: Article, span: Span) -> list[Span]:
    """The parts of the span on each line with text: brat takes no line end in an annotation."""
    return [
        Span(span.start + match.start(), span.start + match.end())
        for match in re.finditer(r"[^\n]*\S[^\n]*", span.of(article.text))
    ]


def _configuration(codes: CodeSystem, types: dict[str, str]) -> str:
    entities = []
    stack = list(reversed(codes.children.get("", [])))
    while stack:
        theme = stack.pop()
        entities.append("\t" * (len(codes.path(theme.id)) - 1) + types[theme.id])
        stack += reversed(codes.children.get(theme.id, []))
    sections = ("[entities]", *entities, NO_THEME, "", "[relations]", "", "[events]", "",
                "[attributes]", "")  # fmt: skip
    return "\n".join(sections)


def _label(name: str) -> str:
    return " ".join(name.replace("|", "¦").split())


def _display(codes: CodeSystem, types: dict[str, str]) -> str:
    lines = ["[labels]"]
    for theme in codes.themes:
        lines.append(f"{types[theme.id]} | {_label(codes.names[theme.id])}")
    lines += ["", "[drawing]"]
    lines += [f"{types[theme.id]}\tbgColor:{theme.colour}" for theme in codes.themes]
    return "\n".join((*lines, ""))
