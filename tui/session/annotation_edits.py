"""Many passages at once: pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tui.model import Annotation, Edit, Reading, Span


def spans_without_theme(reading: Reading, spans: Iterable[Span], theme_id: str) -> list[Span]:
    """The spans, each once, on which there is no annotation of exactly that span and theme."""
    found = []
    for span in dict.fromkeys(spans):
        annotation = reading.on(span)
        if annotation is None or theme_id not in annotation.themes:
            found.append(span)
    return found


def tagging_edits(
    reading: Reading,
    spans: Iterable[Span],
    theme_id: str,
    new: Callable[[Span], Annotation],
    now: str,
) -> tuple[Edit[Annotation], ...]:
    """The edits that give the theme to every span that lacks it.

    Args:
        reading: The open article.
        spans: Where.
        theme_id: A theme of the codebook.
        new: Makes the annotation of a span that has none.
        now: When those that are there change.
    """
    edits = []
    for span in spans_without_theme(reading, spans, theme_id):
        before = reading.on(span)
        after = (before or new(span)).toggled(theme_id)
        edits.append(Edit(before, after._replace(changed=now)))
    return tuple(edits)
