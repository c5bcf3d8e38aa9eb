"""Which annotations are under the cursor, and which of them is in hand: pure."""

from __future__ import annotations

from tui.errors import UsageError
from tui.model import Annotation, Reading, Selector, Span
from tui.session.navigation.caret import ActiveAnnotation, Caret
from tui.session.navigation.motions import with_selection

Placed = tuple[Span, Annotation]


def annotations_at_caret(reading: Reading, caret: Caret) -> tuple[Placed, ...]:
    """The annotations under the cursor: the one in hand first, then the smaller before the larger.

    The one in hand is among them wherever its edges are being moved to.
    """
    stack = reading.at(caret.point)
    active = _placed(reading, caret)
    return (active, *(one for one in stack if one[1].id != active[1].id)) if active else stack


def active_annotation(reading: Reading, caret: Caret) -> Annotation | None:
    """The annotation that the caret holds, as it is today; ``None`` if it is gone."""
    active = _placed(reading, caret)
    return active[1] if active else None


def activate_next(reading: Reading, caret: Caret) -> Caret | None:
    """The caret with the next of the annotations under it in hand; ``None`` if there are none."""
    stack = reading.at(caret.point)
    if not stack:
        return None
    ids = [annotation.id for _, annotation in stack]
    place = ids.index(caret.active.id) + 1 if caret.active and caret.active.id in ids else 0
    span, annotation = stack[place % len(stack)]
    return caret._replace(selection=None, active=ActiveAnnotation(annotation.id, span))


def start_moving_edges(reading: Reading, caret: Caret) -> Caret | None:
    """The caret about to move the edges of the first annotation under it; ``None`` without one."""
    stack = annotations_at_caret(reading, caret)
    if not stack:
        return None
    span, annotation = stack[0]
    caret = caret._replace(selection=span, active=ActiveAnnotation(annotation.id, span))
    return with_selection(reading, caret, span, "end")


def moved_to(reading: Reading, annotation: Annotation, span: Span) -> Annotation:
    """The annotation on other words.

    Raises:
        UsageError: if another annotation has exactly that span.
        SpanError: if the span is not inside the text.
    """
    selector = Selector.describe(reading.article, span)
    for there, other in reading.overlapping(span):
        if there == span and other.id != annotation.id:
            raise UsageError(
                "Another tagged passage has exactly these edges; choose others, or leave it so."
            )
    return annotation._replace(selector=selector)


def _placed(reading: Reading, caret: Caret) -> Placed | None:
    active = caret.active
    if active is None:
        return None
    return next((one for one in reading.at(active.span.start) if one[1].id == active.id), None)
