"""Highlighted articles in three formats that Pygments writes: LaTeX, RTF and SVG.

The formats differ only in what ``tui.highlight.formats`` writes: one `Reading` is made of all
articles, each followed by a list of its passages, and highlighted as the screen is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tui.exports.code_system import CodeSystem
from tui.exports.exporter import Exporter
from tui.exports.losses import loss_sentences
from tui.exports.passages import passage_text
from tui.exports.safe_text import terminal_safe
from tui.model import Analysis, Anchored, Article, Entity, Notes, Quote, Reading, Span

PALETTE = "light"


class _HighlightedDocument:
    """What the formats here share; no `Exporter`, so that the registry does not take it for one."""

    name: ClassVar[str]
    """A format of ``tui.highlight.formats``, too."""

    def render(self, notes: Notes) -> bytes:
        """One article after the other, each with its passages below."""
        from tui.highlight.formats import render
        from tui.highlight.palettes import palette_named

        document = render(joined_reading(notes), self.name, palette_named(PALETTE))
        return document.encode("utf-8", "replace")

    def losses(self, notes: Notes) -> list[str]:
        """What the document does not show."""
        return loss_sentences(notes, "moments", "hierarchy", "descriptions", "keys")


class Latex(_HighlightedDocument, Exporter):
    """A LaTeX document; LuaLaTeX sets the scripts for which it finds DejaVu and Noto fonts."""

    name = "latex"
    label = "LaTeX"
    suffix = ".tex"


class Rtf(_HighlightedDocument, Exporter):
    """Rich Text Format (version 1), which every word processor opens."""

    name = "rtf"
    label = "Rich text"
    suffix = ".rtf"


class Svg(_HighlightedDocument, Exporter):
    """A picture in SVG 1.1, with lines of at most 80 characters."""

    name = "svg"
    label = "SVG picture"
    suffix = ".svg"


def joined_reading(notes: Notes) -> Reading:
    """All articles as one `Reading`: entities, quotes and annotations shifted to their text."""
    codes = CodeSystem(notes)
    parts: list[str] = []
    annotations: list[Anchored] = []
    entities: list[Entity] = []
    quotes: list[Quote] = []
    offset = 0

    def add(text: str) -> None:
        nonlocal offset
        parts.append(text)
        offset += len(text)

    for reading in notes.readings:
        article = reading.article
        metadata = (article.byline, article.outlet, article.date, article.path)
        head = filter(None, map(_in_one_line, (article.title or article.id, *metadata)))
        add("\n".join(head) + "\n\n")
        annotations += (
            anchored._replace(span=anchored.span.shifted(offset))
            for anchored in reading.annotations
            if anchored.span
        )
        entities += (
            entity._replace(span=entity.span.shifted(offset))
            for entity in reading.analysis.entities
        )
        quotes += (_shifted(quote, offset) for quote in reading.analysis.quotes)
        add(article.text.rstrip("\n") + "\n\n")
        add("".join(f"{line}\n" for line in _passage_list(reading, codes)) + "\n\n")
    article = Article("notes", "".join(parts), "Notes")
    analysis = Analysis(article.sha256, "", tuple(entities), tuple(quotes))
    return Reading(article, analysis, notes.codebook, tuple(annotations))


def _passage_list(reading: Reading, codes: CodeSystem) -> Iterator[str]:
    for number, anchored in enumerate(reading.annotations, 1):
        annotation, span = anchored.annotation, anchored.span
        text = " ".join(passage_text(reading, anchored).split())
        details = (
            f"paragraph {reading.article.paragraph_number(span.start)}" if span else "",
            "" if anchored.state == "exact" else anchored.state,
            ", ".join(codes.label(theme) for theme in annotation.themes),
            reading.speaker(anchored) or "",
            f"by {annotation.coder}" if annotation.coder else "",
            annotation.changed[:10],
        )
        yield _in_one_line(f"[{number}] {text}")
        yield f"    {_in_one_line(' · '.join(filter(None, details)))}"
        yield from (f"    {line}" for line in terminal_safe(annotation.note).splitlines())


def _shifted(quote: Quote, offset: int) -> Quote:
    def shifted(span: Span | None) -> Span | None:
        return span.shifted(offset) if span else None

    return quote._replace(
        content=tuple(part.shifted(offset) for part in quote.content),
        cue=shifted(quote.cue),
        speaker=shifted(quote.speaker),
    )


def _in_one_line(text: str) -> str:
    return " ".join(terminal_safe(text).split())
