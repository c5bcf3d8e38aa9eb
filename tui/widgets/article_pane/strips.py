"""A strip that is fast to make and short to send."""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import takewhile
from typing import Literal

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS, Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.text_layout.ascii_wrapping import ONE_CELL_TEXT
from tui.textual_internals.strip_caches import UncachedStrip

_ATTRIBUTES = (
    ("bold", "1", "22"),
    ("dim", "2", "22"),
    ("italic", "3", "23"),
    ("underline", "4", "24"),
    ("reverse", "7", "27"),
)


class LineStrip(UncachedStrip):
    """A whole line of a widget.

    Textual's strip sends every segment with all of its attributes. This one sends what changes
    from segment to segment, which is half the bytes. Caches for parts of it are left out, for
    lines are kept by whoever draws them and their parts are rarely asked for.
    """

    _rendered: str | None = None

    def crop(self, start: int, end: int | None = None) -> LineStrip:
        """The cells from ``start`` up to ``end``."""
        start = max(start, 0)
        end = self.cell_length if end is None else min(end, self.cell_length)
        if start == 0 and end == self.cell_length:
            return self
        if start >= end:
            return LineStrip([], 0)
        _, segments, *_ = Segment.divide(self, [start, end])
        return LineStrip(segments, end - start)

    @cached_property
    def is_plain(self) -> bool:
        """Whether every character takes one cell on every terminal."""
        return ONE_CELL_TEXT.fullmatch(self.text) is not None

    def render(self, console: Console) -> str:
        """The bytes for the terminal."""
        if self._rendered is None:
            name = console.color_system
            system = COLOR_SYSTEMS[name] if name else ColorSystem.TRUECOLOR
            parts: list[str] = []
            previous: Style | None = None
            for text, style, _ in self:
                if style is not previous:
                    parts.append(_style_change(previous, style, system))
                    previous = style
                parts.append(text)
            parts.append("\x1b[0m")
            self._rendered = "".join(parts)
        return self._rendered


def differing_cells(old: LineStrip, new: LineStrip) -> tuple[int, int] | None:
    """The cells at which two strips look different, from the first up to the end of the last.

    ``None`` if they look the same; all cells unless both strips are plain.
    """
    before, after = list(old), list(new)
    if old.cell_length != new.cell_length or not (old.is_plain and new.is_plain):
        return None if before == after else (0, max(old.cell_length, new.cell_length))
    start = _equal_cells(before, after, 1)
    end = new.cell_length - _equal_cells(before[::-1], after[::-1], -1)
    return (start, end) if start < end else None


def _equal_cells(old: list[Segment], new: list[Segment], step: Literal[1, -1]) -> int:
    """The number of cells that look the same, from the start (1) or from the end (-1)."""
    cells = 0
    for (old_text, old_style, _), (new_text, new_style, _) in zip(old, new, strict=False):
        if old_style is not new_style and old_style != new_style:
            break
        if old_text != new_text:
            pairs = zip(old_text[::step], new_text[::step], strict=False)
            return cells + len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
        cells += len(old_text)
    return cells


@lru_cache(maxsize=8192)
def _style_change(before: Style | None, after: Style | None, system: ColorSystem) -> str:
    """The escape sequence that turns one style into the other."""
    if before is None or after is None:
        attributes = Strip.render_ansi(after, system) if after else ""
        return f"\x1b[0;{attributes}m" if attributes else "\x1b[0m"
    off = {
        code
        for attribute, _, code in _ATTRIBUTES
        if getattr(before, attribute) and not getattr(after, attribute)
    }
    codes = sorted(off)
    for attribute, code, reset in _ATTRIBUTES:
        # Bold and dim are switched off together.
        if getattr(after, attribute) and (not getattr(before, attribute) or reset in off):
            codes.append(code)
    for old, new, is_text in (
        (before.color, after.color, True),
        (before.bgcolor, after.bgcolor, False),
    ):
        if old != new:
            codes.extend(
                new.downgrade(system).get_ansi_codes(foreground=is_text)
                if new
                else ("39" if is_text else "49",)
            )
    return f"\x1b[{';'.join(codes)}m" if codes else ""
