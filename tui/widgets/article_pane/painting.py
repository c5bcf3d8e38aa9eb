"""One line of the text with all that lies on it, as a strip of the screen."""

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

HERE, GOES_ON, BAR, NOTE, MORE = "▸", "│", "▎", "✎", "+"
"""The marks of the margin: current sentence, its later lines, quote, note, themes not shown."""

Overlay = tuple[tuple[int, int, int], ...]
"""Start, end and bit of what the reader does on one line."""

_MOST_KEPT = 4000
_start_of = itemgetter(0)


class Painter:
    """Draws lines of one reading; keeps the strips until what is on them changes.

    Lines are numbers into ``lines``, positions code points, widths cells.
    """

    def __init__(
        self, layers: Layers, lines: WrappedText, columns: Columns, inks: StyleCache
    ) -> None:
        self.layers = layers
        self.lines = lines
        self.columns = columns
        self.style_cache = inks
        self._caret: Caret | None = None
        self._hits: tuple[Span, ...] = ()
        self._marked = range(0)
        self._spotlight: range | None = None
        self._strips: dict[int, tuple[Overlay, LineStrip]] = {}
        self._margins: dict[tuple[Stripes, str, str, bool], list[Segment]] = {}
        self._blanks = [Segment(" " * width, inks.plain) for width in range(columns.width + 1)]

    def set_overlays(
        self, caret: Caret | None, hits: tuple[Span, ...], lit: Span | None = None
    ) -> None:
        """Draw the caret and the search hits, in the order of the text and none over another.

        Everything but ``lit`` is faded, if that is given.
        Other hits than before want ``forget``; the caret's lines are known to have changed.
        """
        self._caret, self._hits = caret, hits
        self._spotlight = self.lines.lines_of(lit) if lit is not None else None
        self._marked = range(0)
        if caret is not None:
            parts = (caret.sentence, caret.word, caret.selection)
            lines = [self.lines.lines_of(part) for part in parts if part is not None]
            self._marked = range(min(r.start for r in lines), max(r.stop for r in lines))

    def strip(self, line: int) -> LineStrip:
        """The line as it looks now, at least as wide as the pane."""
        overlay = self._overlay(line) if line in self._marked else ()
        if self._spotlight is not None and line not in self._spotlight:
            overlay = (*overlay, (*self.lines.full_span(line), FADED))
        kept = self._strips.get(line)
        if kept is not None and kept[0] == overlay:
            return kept[1]
        if len(self._strips) > _MOST_KEPT:
            self._strips.clear()
        strip = self._draw(line, overlay)
        self._strips[line] = (overlay, strip)
        return strip

    def cached_strip(self, line: int) -> LineStrip | None:
        """What was drawn last for the line, if it is still known."""
        kept = self._strips.get(line)
        return kept[1] if kept else None

    def invalidate(self, lines: range | None = None) -> None:
        """Draw these lines anew when they are asked for next; all of them by default."""
        if lines is None:
            self._strips.clear()
            return
        few = lines if len(lines) < len(self._strips) else [n for n in self._strips if n in lines]
        for line in few:
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
            words = text[low:high]
            drawn = sanitize(words)
            if drawn:
                segments.append(Segment(drawn, style))
                width += cell_width(words)
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
        """The stretches of one style, in order."""
        ink = self.style_cache.text
        runs = self.layers.runs(start, end)
        over = [*overlay, *self._hits_on(start, end)] if self._hits else overlay
        if not over:
            return [(low, high, ink(token, 0)) for low, high, token in runs]
        cuts = {low for low, _, _ in runs}
        for low, high, _ in over:
            cuts.update((min(low, end), min(high, end)))
        cuts.add(end)
        pieces, number = [], 0
        for low, high in pairwise(sorted(cuts)):
            while runs[number][1] <= low:
                number += 1
            bits = 0
            for first, last, bit in over:
                if first <= low < last:
                    bits |= bit
            pieces.append((low, high, ink(runs[number][2], bits)))
        return pieces

    def _hits_on(self, start: int, end: int) -> Overlay:
        hits, found = self._hits, []
        place = max(0, bisect_right(hits, start, key=_start_of) - 1)
        while place < len(hits) and hits[place][0] < end:
            low, high = hits[place]
            if high > start:
                found.append((max(low, start), min(high, end), HIT))
            place += 1
        return tuple(found)

    def _margin(
        self, line: int, start: int, end: int, quotes: tuple[Quote, ...], overlay: Overlay
    ) -> list[Segment]:
        columns = self.columns
        if not columns.margin:
            return []
        note, quoted = "", bool(quotes)
        if self.lines.is_spacing(line):
            # What goes on from one paragraph to the next goes on between them.
            stripes = self.layers.stripes(start - 1, start + 1, columns.stripes, whole=True)
            quoted = any(
                part.start < start < part.end
                for quote in self.layers.quotes(start - 1, start + 1)
                for part in quote.content
            )
        else:
            stripes = self.layers.stripes(start, max(end, start + 1), columns.stripes)
            begun = self.layers.notes(start, max(end, start + 1))
            note = NOTE if any(span.start >= start for span, _ in begun) else ""
        mark = ""
        for low, _, bit in overlay:
            if bit == SENTENCE:
                caret = self._caret
                mark = HERE if caret and caret.sentence.start == low else GOES_ON
        key = (stripes, note, mark, quoted)
        made = self._margins.get(key)
        if made is None:
            made = self._margins[key] = self._make_margin(*key)
        return made

    def _make_margin(self, stripes: Stripes, note: str, mark: str, quoted: bool) -> list[Segment]:
        columns, inks = self.columns, self.style_cache
        bar = Segment(BAR, inks.bar) if quoted else Segment(" ", inks.plain)
        marker = Segment(mark or " ", inks.marker)
        segments = [self._blanks[columns.left]] if columns.left else []
        if not columns.stripes:
            return [*segments, marker if mark else bar]
        for theme in stripes.columns:
            segments.append(Segment(*inks.stripe(theme)) if theme else self._blanks[1])
        more = MORE if stripes.hidden else note or " "
        return [*segments, Segment(more, inks.marker), marker, bar]

    def _names(self, quotes: tuple[Quote, ...], start: int, end: int) -> str:
        """Who says the quotes that begin on this line, as far as it fits."""
        said = dict.fromkeys(
            quote.name or (quote.speaker.of(self.lines.text) if quote.speaker else "")
            for quote in quotes
            if start <= quote.start < end
        )
        return fit_speaker_names([name for name in said if name], self.columns.names)


_SMALL_WORDS = frozenset(["a", "an", "and", "at", "for", "in", "of", "on", "or", "the", "to"])


def fit_speaker_names(names: list[str], room: int) -> str:
    """The names, cut to ``room`` cells; empty if there are none.

    A person loses first names before the last, for that is what the text calls them by; other
    names lose their end.
    """
    if not names:
        return ""
    if len(names) > 1:
        return _cut(" · ".join(map(_drawn, names)), room)
    name = _drawn(names[0])
    words = name.split()
    if not _SMALL_WORDS.intersection(words):
        for first in range(len(words)):
            short = " ".join(words[first:])
            short = f"…{short}" if first else short
            if cell_width(short) <= room:
                return short
    return _cut(name, room)


def _drawn(name: str) -> str:
    return sanitize(" ".join(name.split()))


def _cut(name: str, room: int) -> str:
    if cell_width(name) <= room:
        return name
    while name and cell_width(name) > room - 1:
        name = name[:-1]
    return f"{name.rstrip()}…"[: max(room, 0)]
