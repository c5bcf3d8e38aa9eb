"""Articles with their highlights for LaTeX."""

from __future__ import annotations

from collections.abc import Iterator

from tui.exports.code_names import Codes
from tui.exports.exporter import Exporter
from tui.exports.losses import left_out
from tui.exports.passage_text import visible, words_of
from tui.model import Analysis, Anchored, Article, Entity, Notes, Quote, Reading, Span


class Latex(Exporter):
    """A document of its own; LuaLaTeX sets the scripts for which it finds DejaVu and Noto fonts."""

    name = "latex"
    label = "LaTeX"
    suffix = ".tex"

    def render(self, notes: Notes) -> bytes:
        """An article after the other, each with its passages below."""
        return highlighted(notes, self.name)

    def losses(self, notes: Notes) -> list[str]:
        """What the document does not show."""
        return left_out(notes, "moments", "hierarchy", "descriptions", "keys")


class Rtf(Exporter):
    """What every word processor opens."""

    name = "rtf"
    label = "Rich text"
    suffix = ".rtf"

    def render(self, notes: Notes) -> bytes:
        """An article after the other, each with its passages below."""
        return highlighted(notes, self.name)

    def losses(self, notes: Notes) -> list[str]:
        """What the document does not show."""
        return left_out(notes, "moments", "hierarchy", "descriptions", "keys")


class Svg(Exporter):
    """A picture that can be made larger without loss; lines are at most 80 characters long."""

    name = "svg"
    label = "SVG picture"
    suffix = ".svg"

    def render(self, notes: Notes) -> bytes:
        """An article after the other, each with its passages below."""
        return highlighted(notes, self.name)

    def losses(self, notes: Notes) -> list[str]:
        """What the document does not show."""
        return left_out(notes, "moments", "hierarchy", "descriptions", "keys")


PALETTE = "light"


def highlighted(notes: Notes, to: str) -> bytes:
    """The articles, highlighted, each with a list of its passages below, as one document.

    ``to`` is a format of ``tui.highlight.formats``.
    """
    from tui.highlight.formats import render
    from tui.highlight.palettes import palette_named

    return render(joined(notes), to, palette_named(PALETTE)).encode("utf-8", "replace")


def joined(notes: Notes) -> Reading:
    """One reading in which everything lies where its words are."""
    codes = Codes(notes)
    pieces: list[str] = []
    annotations: list[Anchored] = []
    entities: list[Entity] = []
    quotes: list[Quote] = []
    here = 0

    def add(text: str) -> None:
        nonlocal here
        pieces.append(text)
        here += len(text)

    for reading in notes.readings:
        article = reading.article
        facts = (article.byline, article.outlet, article.date, article.path)
        add("\n".join(filter(None, map(_line, (article.title or article.id, *facts)))) + "\n\n")
        annotations += (
            one._replace(span=one.span.shifted(here)) for one in reading.annotations if one.span
        )
        entities += (one._replace(span=one.span.shifted(here)) for one in reading.analysis.entities)
        quotes += (_shifted(quote, here) for quote in reading.analysis.quotes)
        add(article.text.rstrip("\n") + "\n\n")
        add("".join(f"{line}\n" for line in _listed(reading, codes)) + "\n\n")
    text = "".join(pieces)
    whole = Article("notes", text, "Notes")
    found = Analysis(whole.sha256, "", tuple(entities), tuple(quotes))
    return Reading(whole, found, notes.codebook, tuple(annotations))


def _listed(reading: Reading, codes: Codes) -> Iterator[str]:
    for number, anchored in enumerate(reading.annotations, 1):
        annotation, span = anchored.annotation, anchored.span
        words = " ".join(words_of(reading, anchored).split())
        told = (
            f"paragraph {reading.article.paragraph_number(span.start)}" if span else "",
            "" if anchored.state == "exact" else anchored.state,
            ", ".join(codes.label(theme) for theme in annotation.themes),
            reading.speaker(anchored) or "",
            f"by {annotation.coder}" if annotation.coder else "",
            annotation.changed[:10],
        )
        yield _line(f"[{number}] {words}")
        yield f"    {_line(' · '.join(filter(None, told)))}"
        yield from (f"    {line}" for line in visible(annotation.note).splitlines())


def _shifted(quote: Quote, by: int) -> Quote:
    def moved(span: Span | None) -> Span | None:
        return span.shifted(by) if span else None

    return quote._replace(
        content=tuple(part.shifted(by) for part in quote.content),
        cue=moved(quote.cue),
        speaker=moved(quote.speaker),
    )


def _line(text: str) -> str:
    return " ".join(visible(text).split())
