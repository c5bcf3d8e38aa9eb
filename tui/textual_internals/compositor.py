"""A compositor that repaints the cells that changed and no others."""

from __future__ import annotations

from rich.console import Console
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tui.textual_internals.switch import has_private

CellRanges = dict[int, list[tuple[int, int]]]
"""Ranges of cells by row of the screen, each from its first cell up to its end."""


class PartialUpdate(ChopsUpdate):
    """Strips, each with the column and the row of the screen where it goes."""

    def __init__(self, pieces: list[tuple[int, int, Strip]]) -> None:
        super().__init__([], [], [])
        self.pieces = pieces

    def render_segments(self, console: Console) -> str:
        """The bytes for the terminal."""
        return "".join(
            f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for x, y, strip in self.pieces
        )


class PartialRepaintCompositor(Compositor):
    """Textual's compositor with another way to repaint regions of the screen.

    Textual's own draws every widget between the highest and the lowest region, sends each
    changed line of a widget from the widget's left edge on, and after a change of size paints
    everything up to three times.
    """

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        """The whole screen; widgets that wait to be repainted do not wait any more.

        Textual simplifies for a picture, which the terminal does not get.
        """
        if not simplify:
            for widget in self.visible_widgets:
                widget._exchange_repaint_regions()
        return super().render_full_update(simplify)

    def render_partial_update(self) -> PartialUpdate | None:
        """The cells of the dirty regions, each from the topmost widget that has it."""
        dirty: CellRanges = {}
        for y, first, last in self._regions_to_spans(self._dirty_regions):
            dirty.setdefault(y, []).append((first, last))
        self._dirty_regions.clear()
        if not dirty:
            return None
        pieces: list[tuple[int, int, Strip]] = []
        for widget, (region, clip) in self.visible_widgets.items():
            visible = region.intersection(clip)
            lines = [y for y in visible.line_range if y in dirty and _overlap(dirty[y], visible)]
            if not lines:
                continue
            top, height = lines[0], lines[-1] + 1 - lines[0]
            crop = Region(visible.x - region.x, top - region.y, visible.width, height)
            strips = widget.render_lines(crop)
            for y in lines:
                _take_cells(dirty, pieces, visible.x, y, strips[y - top])
            if not dirty:
                break
        return PartialUpdate(pieces)


def is_compatible(compositor: Compositor) -> bool:
    """Whether `PartialRepaintCompositor` can take the place of this one of Textual's."""
    return has_private(compositor, "_regions_to_spans", "_dirty_regions")


def _overlap(ranges: list[tuple[int, int]], region: Region) -> bool:
    return any(first < region.right and last > region.x for first, last in ranges)


def _take_cells(
    dirty: CellRanges, pieces: list[tuple[int, int, Strip]], x: int, y: int, strip: Strip
) -> None:
    """Move the cells that the strip covers from ``dirty`` to ``pieces``."""
    remaining: list[tuple[int, int]] = []
    end_of_strip = x + strip.cell_length
    for first, last in dirty.pop(y):
        start, end = max(first, x), min(last, end_of_strip)
        if start >= end:
            remaining.append((first, last))
            continue
        pieces.append((start, y, strip.crop(start - x, end - x)))
        if first < start:
            remaining.append((first, start))
        if end < last:
            remaining.append((end, last))
    if remaining:
        dirty[y] = remaining
