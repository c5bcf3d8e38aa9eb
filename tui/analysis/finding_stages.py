"""Findings from wherever they are soonest: the cache, the rules, the model."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator

from tui.analysis import ANALYSERS, Analyser
from tui.analysis.analyser import PartialAnalysis
from tui.analysis.analyser_selection import fitting
from tui.analysis.findings_cache import FindingsCache
from tui.analysis.workers.analysis_process import AnalysisProcess
from tui.errors import PullquoteError
from tui.model import Analysis, Article, Quote, Span
from tui.model.sorted_spans import SortedSpans

_LONG = 100_000
"""Code points; the rules alone would take too long for a longer text."""


def find(article: Article, cache: FindingsCache, named: Analyser) -> Analysis:
    """The findings of an article, from the cache or worked out here and kept.

    Raises:
        AnalysisError: if the analyser cannot be loaded.
    """
    analyser = fitting(named, article.text)
    cached = cache.load(article.sha256, analyser)
    if cached is not None:
        return cached
    analysis = analyser.analyse(article)
    cache.save(analysis, analyser)
    return analysis


def refine(
    article: Article, cache: FindingsCache, process: AnalysisProcess, offset: int = 0
) -> Iterator[Analysis]:
    """Better and better findings of an article; blocks between them, so ask from a thread.

    Cached findings are the only ones. Else: what rules alone see (unless the text is very long),
    what the worker process has seen so far, around ``offset`` first, and at last all of it, which
    is kept in the cache. A newer call for the same process ends this one.

    Raises:
        AnalysisError: if the worker process failed; what came before still stands.
    """
    analyser = fitting(ANALYSERS.get(process.analyser_name), article.text)
    cached = cache.load(article.sha256, analyser)
    if cached is not None:
        yield cached
        return
    if analyser.name == "punctuation":
        yield analyser.analyse(article)
        return
    process.warm()
    shown = Analysis(article.sha256, analyser.name)
    if analyser.language == "en" and analyser.name != "rules" and len(article.text) <= _LONG:
        shown = ANALYSERS.get("rules").analyse(article)
        yield shown
    for item in _streamed(article, process, offset):
        if isinstance(item, PartialAnalysis):
            shown = merged(shown, item)
            yield shown
        else:
            cache.save(item, analyser)
            yield item


def merged(before: Analysis, view: PartialAnalysis) -> Analysis:
    """The findings of a view, and those from before where it has not read yet."""
    read, new = view.read, view.analysis
    # A name that a view knows is found wherever it is mentioned, also where it has not read.
    named = SortedSpans(entity.span for entity in new.entities)
    entities = [
        entity
        for entity in before.entities
        if not (entity.span.overlaps(read) or named.overlapping(entity.span))
    ]
    quotes = [quote for quote in before.quotes if not _extent(quote).overlaps(read)]
    return Analysis(
        new.sha256,
        new.analyser,
        tuple(sorted((*entities, *new.entities), key=lambda entity: entity.span)),
        tuple(sorted((*quotes, *new.quotes), key=_extent)),
    )


def _extent(quote: Quote) -> Span:
    return Span(quote.start, quote.end)


def _streamed(
    article: Article, process: AnalysisProcess, offset: int
) -> Iterator[PartialAnalysis | Analysis]:
    """What the process reports, turned from calls into an iterator; all of it comes last."""
    arrived: queue.SimpleQueue[PartialAnalysis | Analysis | PullquoteError | None] = (
        queue.SimpleQueue()
    )

    def work() -> None:
        try:
            analysis = process.analyse(article, arrived.put, offset)
            if analysis is not None:
                arrived.put(analysis)
        except PullquoteError as error:
            arrived.put(error)
        arrived.put(None)

    threading.Thread(target=work, name="analysis", daemon=True).start()
    while (item := arrived.get()) is not None:
        if isinstance(item, PullquoteError):
            raise item
        yield item
