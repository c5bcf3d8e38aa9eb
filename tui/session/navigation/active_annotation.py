"""Which annotations are under the cursor, and which of them commands act on."""

from __future__ import annotations

from tui.model import Annotation, Reading, Span
from tui.session.navigation.caret import ActiveAnnotation, Caret
from tui.session.navigation.motions import with_selection

Placed = tuple[Span, Annotation]


def annotations_at_caret(reading: Reading, caret: Caret) -> tuple[Placed, ...]:
    """The annotations under the cursor: the active one first, then smaller before larger.

    The active one is included even if the cursor has left it to move its edges.
    """
    at_point = reading.at(caret.point)
    active = _active_placed(reading, caret)
    if active is None:
        return at_point
    return (active, *(placed for placed in at_point if placed[1].id != active[1].id))


def active_annotation(reading: Reading, caret: Caret) -> Annotation | None:
    """The current state of the active annotation; ``None`` if it no longer exists."""
    active = _active_placed(reading, caret)
    return active[1] if active else None


def activate_next(reading: Reading, caret: Caret) -> Caret | None:
    """The caret with the next annotation under it active; ``None`` if there are none."""
    at_point = reading.at(caret.point)
    if not at_point:
        return None
    ids = [annotation.id for _, annotation in at_point]
    index = ids.index(caret.active.id) + 1 if caret.active and caret.active.id in ids else 0
    span, annotation = at_point[index % len(at_point)]
    return caret._replace(selection=None, active=ActiveAnnotation(annotation.id, span))


def start_moving_edges(reading: Reading, caret: Caret) -> Caret | None:
    """The caret with the first annotation under it active and selected; ``None`` without one."""
    placed = annotations_at_caret(reading, caret)
    if not placed:
        return None
    span, annotation = placed[0]
    caret = caret._replace(selection=span, active=ActiveAnnotation(annotation.id, span))
    return with_selection(reading, caret, span, "end")


def _active_placed(reading: Reading, caret: Caret) -> Placed | None:
    active = caret.active
    if active is None:
        return None
    at_start = reading.at(active.span.start)
    return next((placed for placed in at_start if placed[1].id == active.id), None)
