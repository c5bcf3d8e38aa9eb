"""One line of the text with its layers, as a strip."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from operator import itemgetter

from rich.segment import Segment
from rich.style import Style

from tui.highlight.layers import Layers, Stripes
from tui.model import Quote, Span
from tui.session.navigation.caret import Caret
from tui.text_layout.cell_sanitizer import cell_width, sanitize
from tui.text_layout.columns import Columns
from tui.text_layout.line_geometry import WrappedText
from tui.widgets.article_pane.strips import LineStrip
from tui.widgets.article_pane.style_cache import FADED, HIT, SELECTED, SENTENCE, WORD, StyleCache

SENTENCE_START, SENTENCE_CONTINUES, QUOTE_BAR, NOTE_MARK, HIDDEN_THEMES = "▸", "│", "▎", "✎", "+"
"""Marks in the margin: current sentence, its later lines, quote, note, themes without room."""

Overlay = tuple[tuple[int, int, int], ...]
"""The caret's parts on one line, and the fade: start and end offset, and a bit of `style_cache`."""

_MOST_STRIPS = 4000
_SMALL_WORDS = frozenset(["a", "an", "and", "at", "for", "in", "of", "on", "or", "the", "to"])
_start_of = itemgetter(0)


class Painter:
    """Draws lines of one reading, and caches each strip until something on its line changes.

    Lines are indexes into ``lines``, offsets are code points, widths are cells.
    """

    def __init__(
        self, layers: Layers, lines: WrappedText, columns: Columns, style_cache: StyleCache
    ) -> None:
        self.layers = layers
        self.lines = lines
        self.columns = columns
        self.style_cache = style_cache
        self._caret: Caret | None = None
        self._hits: tuple[Span, ...] = ()
        self._caret_lines = range(0)
        self._spotlight: range | None = None
        self._strips: dict[int, tuple[Overlay, LineStrip]] = {}
        self._margins: dict[tuple[Stripes, str, str, bool], list[Segment]] = {}
        self._blanks = [
            Segment(" " * width, style_cache.plain) for width in range(columns.width + 1)
        ]

    def set_overlays(
        self, caret: Caret | None, hits: tuple[Span, ...], spotlight: Span | None = None
    ) -> None:
        """Draw a caret and search hits over the text from now on.

        Lines on which hits change have to be passed to `invalidate`; those of the caret do not.

        Args:
            caret: The reader's caret.
            hits: In the order of the text, without overlaps.
            spotlight: The only part that is not faded; by default, nothing is.
        """
        self._caret, self._hits = caret, hits
        self._spotlight = self.lines.lines_of(spotlight) if spotlight is not None else None
        self._caret_lines = range(0)
        if caret is not None:
            parts = (caret.sentence, caret.word, caret.selection)
            lines = [self.lines.lines_of(part) for part in parts if part is not None]
            self._caret_lines = range(min(r.start for r in lines), max(r.stop for r in lines))

    def strip(self, line: int) -> LineStrip:
        """The line with its layers and overlays, at least as wide as the pane."""
        overlay = self._overlay(line) if line in self._caret_lines else ()
        if self._spotlight is not None and line not in self._spotlight:
            overlay = (*overlay, (*self.lines.full_span(line), FADED))
        cached = self._strips.get(line)
        if cached is not None and cached[0] == overlay:
            return cached[1]
        if len(self._strips) > _MOST_STRIPS:
            self._strips.clear()
        strip = self._draw(line, overlay)
        self._strips[line] = (overlay, strip)
        return strip

    def cached_strip(self, line: int) -> LineStrip | None:
        """The strip that was drawn last for the line, if it is still cached."""
        cached = self._strips.get(line)
        return cached[1] if cached else None

    def invalidate(self, lines: range | None = None) -> None:
        """Drop the cached strips of these lines; of all lines by default."""
        if lines is None:
            self._strips.clear()
            return
        cached = (
            lines if len(lines) < len(self._strips) else [n for n in self._strips if n in lines]
        )
        for line in cached:
            self._strips.pop(line, None)

    def _overlay(self, line: int) -> Overlay:
        caret = self._caret
        if caret is None:
            return ()
        start, end = self.lines.full_span(line)
        return tuple(
            (max(span[0], start), min(span[1], end), bit)
            for span, bit in (
                (caret.sentence, SENTENCE),
                (caret.word, WORD),
                (caret.selection, SELECTED),
            )
            if span is not None and span[0] < end and span[1] > start
        )

    def _draw(self, line: int, overlay: Overlay) -> LineStrip:
        columns, text = self.columns, self.lines.text
        start, end = self.lines.drawn_span(line)
        quotes = self.layers.quotes(start, end)
        segments = list(self._margin(line, start, end, quotes, overlay))
        width = columns.text
        for low, high, style in self._pieces(start, end, overlay):
            part = text[low:high]
            safe = sanitize(part)
            if safe:
                segments.append(Segment(safe, style))
                width += cell_width(part)
        if quotes and columns.names:
            name = self._names(quotes, start, end)
            if name:
                gap = columns.text + columns.measure + 2 - width
                segments += (self._blanks[gap], Segment(name, self.style_cache.dim))
                width += gap + cell_width(name)
        if width < columns.width:
            segments.append(self._blanks[columns.width - width])
        return LineStrip(segments, max(width, columns.width))

    def _pieces(self, start: int, end: int, overlay: Overlay) -> list[tuple[int, int, Style]]:
        """The parts of one style, in order: start, end and style."""
        style_of = self.style_cache.text
        runs = self.layers.runs(start, end)
        over = [*overlay, *self._hits_on(start, end)] if self._hits else overlay
        if not over:
            return [(low, high, style_of(token, 0)) for low, high, token in runs]
        cuts = {low for low, _, _ in runs}
        for low, high, _ in over:
            cuts.update((min(low, end), min(high, end)))
        cuts.add(end)
        pieces, index = [], 0
        for low, high in pairwise(sorted(cuts)):
            while runs[index][1] <= low:
                index += 1
            bits = 0
            for first, last, bit in over:
                if first <= low < last:
                    bits |= bit
            pieces.append((low, high, style_of(runs[index][2], bits)))
        return pieces

    def _hits_on(self, start: int, end: int) -> Overlay:
        hits, overlay = self._hits, []
        index = max(0, bisect_right(hits, start, key=_start_of) - 1)
        while index < len(hits) and hits[index][0] < end:
            low, high = hits[index]
            if high > start:
                overlay.append((max(low, start), min(high, end), HIT))
            index += 1
        return tuple(overlay)

    def _margin(
        self, line: int, start: int, end: int, quotes: tuple[Quote, ...], overlay: Overlay
    ) -> list[Segment]:
        columns = self.columns
        if not columns.margin:
            return []
        note, quoted = "", bool(quotes)
        if self.lines.is_spacing(line):
            # A theme or quote that covers the paragraphs on both sides covers the gap.
            stripes = self.layers.stripes(start - 1, start + 1, columns.stripes, whole=True)
            quoted = any(
                part.start < start < part.end
                for quote in self.layers.quotes(start - 1, start + 1)
                for part in quote.content
            )
        else:
            stripes = self.layers.stripes(start, max(end, start + 1), columns.stripes)
            begun = self.layers.notes(start, max(end, start + 1))
            note = NOTE_MARK if any(span.start >= start for span, _ in begun) else ""
        mark = ""
        for low, _, bit in overlay:
            if bit == SENTENCE:
                caret = self._caret
                mark = (
                    SENTENCE_START if caret and caret.sentence.start == low else SENTENCE_CONTINUES
                )
        key = (stripes, note, mark, quoted)
        margin = self._margins.get(key)
        if margin is None:
            margin = self._margins[key] = self._make_margin(*key)
        return margin

    def _make_margin(self, stripes: Stripes, note: str, mark: str, quoted: bool) -> list[Segment]:
        columns, styles = self.columns, self.style_cache
        bar = Segment(QUOTE_BAR, styles.bar) if quoted else Segment(" ", styles.plain)
        marker = Segment(mark or " ", styles.marker)
        segments = [self._blanks[columns.left]] if columns.left else []
        if not columns.stripes:
            return [*segments, marker if mark else bar]
        for theme in stripes.columns:
            segments.append(Segment(*styles.stripe(theme)) if theme else self._blanks[1])
        more = HIDDEN_THEMES if stripes.hidden else note or " "
        return [*segments, Segment(more, styles.marker), marker, bar]

    def _names(self, quotes: tuple[Quote, ...], start: int, end: int) -> str:
        """The speakers of the quotes that begin on this line, cut to their column."""
        names = dict.fromkeys(
            quote.name or (quote.speaker.of(self.lines.text) if quote.speaker else "")
            for quote in quotes
            if start <= quote.start < end
        )
        return fit_speaker_names([name for name in names if name], self.columns.names)


def fit_speaker_names(names: list[str], room: int) -> str:
    """The names, cut to ``room`` cells; empty if there are none.

    A person's name loses first names, because texts go on with the last one; other names lose
    their end.
    """
    if not names:
        return ""
    if len(names) > 1:
        return _cut(" · ".join(map(_one_line, names)), room)
    name = _one_line(names[0])
    words = name.split()
    if not _SMALL_WORDS.intersection(words):  # as names of organisations have
        for first in range(len(words)):
            short = " ".join(words[first:])
            short = f"…{short}" if first else short
            if cell_width(short) <= room:
                return short
    return _cut(name, room)


def _one_line(name: str) -> str:
    return sanitize(" ".join(name.split()))


def _cut(name: str, room: int) -> str:
    if cell_width(name) <= room:
        return name
    while name and cell_width(name) > room - 1:
        name = name[:-1]
    return f"{name.rstrip()}…"[: max(room, 0)]
