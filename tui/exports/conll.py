"""Words with tags, a line each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from tui.exports.code_names import Codes
from tui.exports.exporter import Exporter
from tui.exports.losses import SPANS, left_out, without_words
from tui.exports.passage_text import visible
from tui.exports.text_offsets import tokens_of
from tui.exports.zip_files import file_names
from tui.model import Annotation, Notes, Reading, SortedSpans, Span

DOCUMENT = "-DOCSTART-"


class Conll(Exporter):
    """The four columns of CoNLL-2003, of which the first and the last (IOB2) mean something.

    A line of the article is a sentence. Words are cut where a passage begins or ends inside one.
    Of passages that overlap, the one that begins first is kept, or the longer one; of several
    themes, the first.
    """

    name = "conll"
    label = "CoNLL-2003 (IOB2)"
    suffix = ".conll"

    def render(self, notes: Notes) -> bytes:
        """The articles with a text, each under its own ``-DOCSTART-``."""
        codes = Codes(notes)
        tags = {one: _tag(name) for one, name in codes.names.items()}
        names = file_names(reading.article.id for reading in notes.readings)
        blocks: list[str] = []
        for reading in notes.readings:
            if reading.article.text:
                blocks.append(f"{DOCUMENT} -X- {names[reading.article.id]} O")
                blocks += _sentences(reading, tags)
        return "".join(f"{block}\n\n" for block in blocks).encode("utf-8", "replace")

    def losses(self, notes: Notes) -> list[str]:
        """All but words and one theme for each."""
        told = left_out(notes, *SPANS, "sources")
        dropped = several = torn = 0
        for reading in notes.readings:
            kept = _kept(reading)
            dropped += sum(bool(one.themes) for _, one in reading.placed) - len(kept)
            several += sum(len(one.themes) > 1 for _, one in kept)
            torn += sum("\n" in span.of(reading.article.text).strip() for span, _ in kept)
        counts = {
            "Passages that overlap another are left out": dropped,
            "Passages keep only the first of their themes": several,
            "Passages come apart at line ends": torn,
            "Themes are called otherwise, for a name is one word": sum(
                _tag(name) != name for name in Codes(notes).names.values()
            ),
        }
        told += [f"{words}: {count:,}." for words, count in counts.items() if count]
        return told + without_words(notes)


def _tag(name: str) -> str:
    return "_".join(visible(name).split())


def _kept(reading: Reading) -> list[tuple[Span, Annotation]]:
    """The passages with a theme that share no character with one before."""
    kept: list[tuple[Span, Annotation]] = []
    reach = 0
    for span, annotation in reading.placed:
        if annotation.themes and span.start >= reach:
            kept.append((span, annotation))
            reach = span.end
    return kept


def _sentences(reading: Reading, tags: dict[str, str]) -> Iterator[str]:
    text = reading.article.text
    kept = _kept(reading)
    cuts = sorted({edge for span, _ in kept for edge in span})
    passages = SortedSpans([span for span, _ in kept])
    lines: list[str] = []
    end, before = 0, -1
    for token in _cut(tokens_of(text), cuts):
        if "\n" in text[end : token.start]:
            if lines:
                yield "\n".join(lines)
            lines, before = [], -1
        place = next(iter(passages.overlapping(token)), -1)
        tag = "O"
        if place >= 0:
            tag = f"{'I' if place == before else 'B'}-{tags[kept[place][1].themes[0]]}"
        lines.append(f"{visible(token.of(text))} -X- _ {tag}")
        end, before = token.end, place
    if lines:
        yield "\n".join(lines)


def _cut(tokens: Iterable[Span], cuts: list[int]) -> Iterator[Span]:
    for token in tokens:
        inside = cuts[bisect_right(cuts, token.start) : bisect_left(cuts, token.end)]
        edges = [token.start, *inside, token.end]
        yield from map(Span, edges, edges[1:])
