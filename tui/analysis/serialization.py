"""Findings as JSON: for the cache, the worker process and the command line."""

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


class Failed(Exception):
    """The worker process died, hung, wrote nonsense or took too much; the text says which."""


def analysis_to_json(analysis: Analysis) -> Json:
    """The findings as plain lists and numbers, short rather than telling, a list a field."""
    starts = [entity.span.start for entity in analysis.entities]
    return {
        "sha256": analysis.sha256,
        "analyser": analysis.analyser,
        "entities": {
            # Small numbers are no objects of their own when they are read.
            "gaps": [start - before for before, start in pairwise([0, *starts])],
            "lengths": [entity.span.length for entity in analysis.entities],
            "labels": _numbered(entity.label for entity in analysis.entities),
            "names": _numbered(entity.name for entity in analysis.entities),
        },
        "quotes": [
            [q.kind, [list(part) for part in q.content], q.cue, q.speaker, q.name]
            for q in analysis.quotes
        ],
    }


def analysis_from_json(data: Json) -> Analysis:
    """What ``analysis_to_json`` wrote; words that are there many times become one object.

    Raises:
        LookupError, TypeError, ValueError, OverflowError: if it is something else.
    """
    return Analysis(
        str(data["sha256"]),
        str(data["analyser"]),
        _entities(data["entities"]),
        tuple(_quote(*fields) for fields in data["quotes"]),
    )


def _numbered(words: Iterable[str]) -> tuple[list[str], list[int]]:
    """Each of the words once, and where among these each of them is."""
    known: dict[str, int] = {}
    numbers = [known.setdefault(word, len(known)) for word in words]
    return list(known), numbers


def _worded(known: Sequence[Any], numbers: Sequence[int]) -> list[str]:
    """What `_numbered` took: one object for all words that are alike."""
    if {*map(type, known)} - {str} or min(numbers, default=0) < 0:
        raise TypeError("not words")
    return list(map(known.__getitem__, numbers))


def _entities(columns: dict[str, Any]) -> EntityTable:
    starts, lengths = offsets(accumulate(columns["gaps"])), columns["lengths"]
    ends = offsets(map(add, starts, lengths))
    labels, names = _worded(*columns["labels"]), _worded(*columns["names"])
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
