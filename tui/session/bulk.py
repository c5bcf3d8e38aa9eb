"""Many passages at once: pure."""

from __future__ import annotations

from collections.abc import Iterable

from tui.model import Reading, Span


def lacking(reading: Reading, spans: Iterable[Span], theme_id: str) -> list[Span]:
    """The spans, each once, on which there is no annotation of exactly that span and theme."""
    found = []
    for span in dict.fromkeys(spans):
        annotation = reading.on(span)
        if annotation is None or theme_id not in annotation.themes:
            found.append(span)
    return found
