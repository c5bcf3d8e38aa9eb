"""The objects that ``--json`` prints: programs rely on their keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

from tui.exports.passages import passage_text
from tui.model import Anchored, Annotation, Article, Codebook, Reading


def annotation_record(reading: Reading, anchored: Anchored) -> dict[str, Any]:
    """An annotation; of an orphan ``start`` and ``end`` are ``None``, ``text`` is the old text."""
    annotation, span = anchored.annotation, anchored.span
    return {
        "id": annotation.id,
        "article": annotation.article,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "text": passage_text(reading, anchored),
        "themes": list(annotation.themes),
        "note": annotation.note,
        "speaker": reading.speaker(anchored),
        "coder": annotation.coder,
        "anchor": anchored.state,
        "created": annotation.created,
        "changed": annotation.changed,
    }


def article_record(
    article: Article, path: str, annotations: Collection[Annotation], codebook: Codebook
) -> dict[str, Any]:
    """An article; ``themes`` counts the annotations of each theme, in codebook order."""
    counts = Counter(theme for annotation in annotations for theme in annotation.themes)
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "date": article.date,
        "path": path,
        "words": article.words,
        "annotations": len(annotations),
        "themes": {theme: counts[theme] for theme in sorted(counts, key=codebook.order)},
    }


def format_counts(counts: dict[str, int]) -> str:
    """Names with their counts: "trade 3, aid 1"."""
    return ", ".join(f"{name} {count}" for name, count in counts.items())
