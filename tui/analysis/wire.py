"""Findings as JSON: for the cache, the worker process and the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from tui.model import Analysis, Article, Entity, Quote, QuoteKind, Span

Json = dict[str, Any]


def analysis_to_json(analysis: Analysis) -> Json:
    """The findings as plain lists and numbers, short rather than telling."""
    return {
        "sha256": analysis.sha256,
        "analyser": analysis.analyser,
        "entities": [[*e.span, e.label, e.name] for e in analysis.entities],
        "quotes": [
            [q.kind, [list(part) for part in q.content], q.cue, q.speaker, q.name]
            for q in analysis.quotes
        ],
    }


def analysis_from_json(data: Json) -> Analysis:
    """What ``analysis_to_json`` wrote.

    Raises:
        KeyError, TypeError, ValueError: if it is something else.
    """
    return Analysis(
        str(data["sha256"]),
        str(data["analyser"]),
        tuple(
            Entity(_span((start, end)), str(label), str(name))
            for start, end, label, name in data["entities"]
        ),
        tuple(_quote(*fields) for fields in data["quotes"]),
    )


def _span(pair: Sequence[int]) -> Span:
    start, end = pair
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
        raise ValueError("not a span")
    return Span(start, end)


def _quote(kind: str, content: Any, cue: Any, speaker: Any, name: str | None) -> Quote:
    if kind not in ("direct", "mixed", "indirect") or not content:
        raise ValueError("not a quote")
    return Quote(
        cast("QuoteKind", kind),
        tuple(_span(part) for part in content),
        _span(cue) if cue else None,
        _span(speaker) if speaker else None,
        name,
    )


def analysis_line(article: Article, sentences: Sequence[Span], analysis: Analysis) -> Json:
    """One article as ``analyze --json`` prints it; offsets are code points into its text."""
    text = article.text
    return {
        "id": article.id,
        "path": article.path,
        "sentences": [list(span) for span in sentences],
        "entities": [
            {
                "start": entity.span.start,
                "end": entity.span.end,
                "label": entity.label,
                "text": entity.span.of(text),
                "name": entity.name,
            }
            for entity in analysis.entities
        ],
        "quotes": [
            {
                "kind": quote.kind,
                "content": [list(part) for part in quote.content],
                "cue": list(quote.cue) if quote.cue else None,
                "speaker": list(quote.speaker) if quote.speaker else None,
                "name": quote.name,
            }
            for quote in analysis.quotes
        ],
    }
