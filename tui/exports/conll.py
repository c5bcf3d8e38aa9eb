"""CoNLL-2003: a token and its tag on each line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from tui.exports.code_system import CodeSystem
from tui.exports.exporter import Exporter
from tui.exports.losses import BARE_SPAN_LOSSES, count_sentences, loss_sentences, white_space_losses
from tui.exports.offset_units import tokenize
from tui.exports.safe_text import terminal_safe
from tui.exports.zip_files import file_names
from tui.model import Annotation, Notes, Reading, SortedSpans, Span

DOCUMENT_START = "-DOCSTART-"


class Conll(Exporter):
    """The format of the CoNLL-2003 shared task, with IOB2 tags in its fourth column.

    The second and third columns are empty (``-X-`` and ``_``). A line of the article is a
    sentence. A token is split where a passage begins or ends inside it. Of passages that overlap
    the first is kept, or the longer of two that begin together; of several themes the first.
    """

    name = "conll"
    label = "CoNLL-2003 (IOB2)"
    suffix = ".conll"

    def render(self, notes: Notes) -> bytes:
        """The articles with a text, each under its own ``-DOCSTART-``."""
        codes = CodeSystem(notes)
        tags = {theme_id: _tag(name) for theme_id, name in codes.names.items()}
        names = file_names(reading.article.id for reading in notes.readings)
        blocks: list[str] = []
        for reading in notes.readings:
            if reading.article.text:
                blocks.append(f"{DOCUMENT_START} -X- {names[reading.article.id]} O")
                blocks += _sentences(reading, tags)
        return "".join(f"{block}\n\n" for block in blocks).encode("utf-8", "replace")

    def losses(self, notes: Notes) -> list[str]:
        """All but tokens and a theme for each."""
        losses = loss_sentences(notes, *BARE_SPAN_LOSSES, "sources")
        overlapping = several = split = 0
        for reading in notes.readings:
            tagged = _tagged(reading)
            overlapping += sum(bool(a.themes) for _, a in reading.placed) - len(tagged)
            several += sum(len(a.themes) > 1 for _, a in tagged)
            split += sum("\n" in span.of(reading.article.text).strip() for span, _ in tagged)
        counts = {
            "Passages that overlap another are left out": overlapping,
            "Passages keep only the first of their themes": several,
            "Passages come apart at line ends": split,
            "Themes are called otherwise, for a name is one word": sum(
                _tag(name) != name for name in CodeSystem(notes).names.values()
            ),
        }
        return losses + count_sentences(counts) + white_space_losses(notes)


def _tag(name: str) -> str:
    return "_".join(terminal_safe(name).split())


def _tagged(reading: Reading) -> list[tuple[Span, Annotation]]:
    """The passages with a theme that overlap none before them."""
    tagged: list[tuple[Span, Annotation]] = []
    end_so_far = 0
    for span, annotation in reading.placed:
        if annotation.themes and span.start >= end_so_far:
            tagged.append((span, annotation))
            end_so_far = span.end
    return tagged


def _sentences(reading: Reading, tags: dict[str, str]) -> Iterator[str]:
    text = reading.article.text
    tagged = _tagged(reading)
    edges = sorted({edge for span, _ in tagged for edge in span})
    passages = SortedSpans([span for span, _ in tagged])
    lines: list[str] = []
    end, previous = 0, -1
    for token in _split(tokenize(text), edges):
        if "\n" in text[end : token.start]:
            if lines:
                yield "\n".join(lines)
            lines, previous = [], -1
        index = next(iter(passages.overlapping(token)), -1)
        tag = "O"
        if index >= 0:
            tag = f"{'I' if index == previous else 'B'}-{tags[tagged[index][1].themes[0]]}"
        lines.append(f"{terminal_safe(token.of(text))} -X- _ {tag}")
        end, previous = token.end, index
    if lines:
        yield "\n".join(lines)


def _split(tokens: Iterable[Span], edges: list[int]) -> Iterator[Span]:
    """The tokens, split at the edges of passages, which are sorted."""
    for token in tokens:
        inside = edges[bisect_right(edges, token.start) : bisect_left(edges, token.end)]
        bounds = [token.start, *inside, token.end]
        yield from map(Span, bounds, bounds[1:])
