"""Edits of annotations that need a look at the other annotations of the article."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tui.errors import UsageError
from tui.model import Annotation, Edit, Reading, Selector, Span


def moved_annotation(reading: Reading, annotation: Annotation, span: Span) -> Annotation:
    """The annotation with another span.

    Raises:
        UsageError: if another annotation has exactly that span.
        SpanError: if the span is not inside the text.
    """
    selector = Selector.describe(reading.article, span)
    for other_span, other in reading.overlapping(span):
        if other_span == span and other.id != annotation.id:
            raise UsageError(
                "Another tagged passage has exactly these edges; choose others, or leave it so."
            )
    return annotation._replace(selector=selector)


def spans_without_theme(reading: Reading, spans: Iterable[Span], theme_id: str) -> list[Span]:
    """The spans, each once, that no annotation of exactly that span tags with the theme."""
    without: list[Span] = []
    for span in dict.fromkeys(spans):
        annotation = reading.on(span)
        if annotation is None or theme_id not in annotation.themes:
            without.append(span)
    return without


def tagging_edits(
    reading: Reading,
    spans: Iterable[Span],
    theme_id: str,
    new: Callable[[Span], Annotation],
    now: str,
) -> tuple[Edit[Annotation], ...]:
    """The edits that tag every span that lacks the theme.

    Args:
        reading: The open article.
        spans: The passages to tag.
        theme_id: A theme of the codebook.
        new: Makes the annotation of a span that has none.
        now: The time of the change, in ISO 8601.
    """
    edits: list[Edit[Annotation]] = []
    for span in spans_without_theme(reading, spans, theme_id):
        before = reading.on(span)
        after = (before or new(span)).toggled(theme_id)
        edits.append(Edit(before, after._replace(changed=now)))
    return tuple(edits)
