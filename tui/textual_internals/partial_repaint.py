"""Painting what has changed, and not a cell beside it."""

from __future__ import annotations

import time

from rich.console import Console
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.strip import Strip

PlainLine = dict[int, list[tuple[int, int]]]
"""By line of the screen: the stretches of cells, from and up to, that wait for a widget's strip."""


class PartialUpdate(ChopsUpdate):
    """Pieces of lines, each with the column and the line of the screen where it goes."""

    def __init__(self, pieces: list[tuple[int, int, Strip]]) -> None:
        super().__init__([], [], [])
        self.pieces = pieces

    def render_segments(self, console: Console) -> str:
        """What the terminal gets."""
        return "".join(
            f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for x, y, strip in self.pieces
        )


class PartialRepaintCompositor(Compositor):
    """Textual's compositor, with another way to repaint regions of the screen.

    Textual's own draws every widget between the highest and the lowest region, sends each
    changed line of a widget from the widget's left edge on, and after a change of size paints
    everything up to three times.
    """

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        """The whole screen, and with it whatever waits to be painted on it."""
        if not simplify:  # then it is for a picture, not for the terminal
            for widget in self.visible_widgets:
                widget._exchange_repaint_regions()
        return super().render_full_update(simplify)

    def render_partial_update(self) -> PartialUpdate | None:
        """The cells of the dirty regions, each from the topmost widget that has it."""
        bare: PlainLine = {}
        for y, first, last in self._regions_to_spans(self._dirty_regions):
            bare.setdefault(y, []).append((first, last))
        self._dirty_regions.clear()
        if not bare:
            return None
        pieces: list[tuple[int, int, Strip]] = []
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            lines = [y for y in shown.line_range if y in bare and _meets(bare[y], shown)]
            if not lines:
                continue
            top, height = lines[0], lines[-1] + 1 - lines[0]
            crop = Region(shown.x - region.x, top - region.y, shown.width, height)
            strips = widget.render_lines(crop)
            for y in lines:
                _cover(bare, pieces, shown.x, y, strips[y - top])
            if not bare:
                break
        return PartialUpdate(pieces)


class PartialRepaintScreen(Screen[None]):
    """A screen that paints no more than has changed, and does so at once when it is asked to."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = PartialRepaintCompositor()

    def _screen_resized(self, size: Size) -> None:
        # While an app starts, Textual tells its screen of one and the same size three times.
        if size != self._compositor.size:
            super()._screen_resized(size)

    def paint_now(self) -> None:
        """Paint what has changed, unless more is to come or widgets have to be laid out first.

        Textual's own way there leads through the queues of each widget and a timer.
        """
        widgets = list(self._compositor.visible_widgets)
        is_moving = any(one._layout_required or one._scroll_required for one in widgets)
        if is_moving or not self.is_current or not self._message_queue.empty():
            return
        for one in widgets:
            if one._repaint_required:
                one._repaint_required = False
                self._dirty_widgets.add(one)
        self._on_timer_update()
        time.sleep(0)  # the thread that writes to the terminal goes first


def _meets(stretches: list[tuple[int, int]], shown: Region) -> bool:
    return any(first < shown.right and last > shown.x for first, last in stretches)


def _cover(
    bare: PlainLine, pieces: list[tuple[int, int, Strip]], x: int, y: int, strip: Strip
) -> None:
    """Take what the strip has for the bare stretches of its line; the rest stays bare."""
    left: list[tuple[int, int]] = []
    end_of_strip = x + strip.cell_length
    for first, last in bare.pop(y):
        start, end = max(first, x), min(last, end_of_strip)
        if start >= end:
            left.append((first, last))
            continue
        pieces.append((start, y, strip.crop(start - x, end - x)))
        if first < start:
            left.append((first, start))
        if end < last:
            left.append((end, last))
    if left:
        bare[y] = left
