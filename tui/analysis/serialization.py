"""Findings as JSON, for the cache, the worker process and the command line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from operator import add, lt
from sys import intern
from typing import Any, cast

from tui.model import Analysis, Article, Quote, QuoteKind, Span
from tui.model.findings import EntityTable
from tui.model.sorted_spans import offsets

Json = dict[str, Any]
"""A JSON object."""


def analysis_to_json(analysis: Analysis) -> Json:
    """The findings in the compact form of the cache: one list per field, spans as differences."""
    starts = [entity.span.start for entity in analysis.entities]
    return {
        "sha256": analysis.sha256,
        "analyser": analysis.analyser,
        "entities": {
            # Differences are small, and Python shares one object for all equal small integers.
            "gaps": [start - before for before, start in pairwise([0, *starts])],
            "lengths": [entity.span.length for entity in analysis.entities],
            "labels": _dictionary_encoded(entity.label for entity in analysis.entities),
            "names": _dictionary_encoded(entity.name for entity in analysis.entities),
        },
        "quotes": [
            [q.kind, [list(part) for part in q.content], q.cue, q.speaker, q.name]
            for q in analysis.quotes
        ],
        "unread": [list(span) for span in analysis.unread],
    }


def analysis_from_json(data: Json) -> Analysis:
    """The findings that `analysis_to_json` wrote; equal strings become one object.

    Raises:
        LookupError, TypeError, ValueError, OverflowError: If the data has another format.
    """
    return Analysis(
        str(data["sha256"]),
        str(data["analyser"]),
        _entities(data["entities"]),
        tuple(_quote(*fields) for fields in data["quotes"]),
        unread=tuple(_span(pair) for pair in data.get("unread", ())),
    )


def _dictionary_encoded(strings: Iterable[str]) -> tuple[list[str], list[int]]:
    """The distinct strings, and the index among them of each string."""
    codes: dict[str, int] = {}
    indices = [codes.setdefault(string, len(codes)) for string in strings]
    return list(codes), indices


def _dictionary_decoded(distinct: Sequence[Any], indices: Sequence[int]) -> list[str]:
    """The strings that `_dictionary_encoded` encoded."""
    if {*map(type, distinct)} - {str} or min(indices, default=0) < 0:
        raise TypeError("not a list of strings with their indices")
    return list(map(distinct.__getitem__, indices))


def _entities(columns: dict[str, Any]) -> EntityTable:
    starts, lengths = offsets(accumulate(columns["gaps"])), columns["lengths"]
    ends = offsets(map(add, starts, lengths))
    labels, names = _dictionary_decoded(*columns["labels"]), _dictionary_decoded(*columns["names"])
    sizes = {len(starts), len(lengths), len(labels), len(names)}
    if len(sizes) != 1 or not all(map(lt, starts, ends)):
        raise ValueError("not entities")
    return EntityTable(starts, ends, labels, names)


def _span(pair: Sequence[int]) -> Span:
    start, end = pair
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
        raise ValueError("not a span")
    return Span(start, end)


def _quote(kind: str, content: Any, cue: Any, speaker: Any, name: str | None) -> Quote:
    if kind not in ("direct", "mixed", "indirect") or not content:
        raise ValueError("not a quote")
    return Quote(
        cast("QuoteKind", intern(kind)),
        tuple(_span(part) for part in content),
        _span(cue) if cue else None,
        _span(speaker) if speaker else None,
        name,
    )


def analysis_record(article: Article, sentences: Sequence[Span], analysis: Analysis) -> Json:
    """One article as a record of ``analyze --json``.

    Offsets are code points into the article's text; ends are exclusive.
    """
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
                "by": "machine",
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
                "by": "reader" if quote.correction else "machine",
            }
            for quote in analysis.quotes
        ],
    }
