"""Which annotations are under the cursor, and which of them is in hand: pure."""

from __future__ import annotations

from tui.errors import UsageError
from tui.model import Annotation, Reading, Selector, Span
from tui.session.navigation.caret import ActiveAnnotation, Caret
from tui.session.navigation.motions import selected

Placed = tuple[Span, Annotation]


def under(reading: Reading, caret: Caret) -> tuple[Placed, ...]:
    """The annotations under the cursor: the one in hand first, then the smaller before the larger.

    The one in hand is among them wherever its edges are being moved to.
    """
    stack = reading.at(caret.point)
    held = _placed(reading, caret)
    return (held, *(one for one in stack if one[1].id != held[1].id)) if held else stack


def in_hand(reading: Reading, caret: Caret) -> Annotation | None:
    """The annotation that the caret holds, as it is today; ``None`` if it is gone."""
    held = _placed(reading, caret)
    return held[1] if held else None


def lifted(reading: Reading, caret: Caret) -> Caret | None:
    """The caret with the next of the annotations under it in hand; ``None`` if there are none."""
    stack = reading.at(caret.point)
    if not stack:
        return None
    ids = [annotation.id for _, annotation in stack]
    place = ids.index(caret.held.id) + 1 if caret.held and caret.held.id in ids else 0
    span, annotation = stack[place % len(stack)]
    return caret._replace(selection=None, held=ActiveAnnotation(annotation.id, span))


def reshaping(reading: Reading, caret: Caret) -> Caret | None:
    """The caret about to move the edges of the first annotation under it; ``None`` without one."""
    stack = under(reading, caret)
    if not stack:
        return None
    span, annotation = stack[0]
    caret = caret._replace(selection=span, held=ActiveAnnotation(annotation.id, span))
    return selected(reading, caret, span, "end")


def moved_to(reading: Reading, annotation: Annotation, span: Span) -> Annotation:
    """The annotation on other words.

    Raises:
        UsageError: if another annotation has exactly that span.
        SpanError: if the span is not inside the text.
    """
    selector = Selector.describe(reading.article, span)
    for there, other in reading.over(span):
        if there == span and other.id != annotation.id:
            raise UsageError(
                "Another tagged passage has exactly these edges; choose others, or leave it so."
            )
    return annotation._replace(selector=selector)


def _placed(reading: Reading, caret: Caret) -> Placed | None:
    held = caret.held
    if held is None:
        return None
    return next((one for one in reading.at(held.span.start) if one[1].id == held.id), None)
