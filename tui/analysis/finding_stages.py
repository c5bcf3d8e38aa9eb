"""The stages of an analysis: cache, rules, then the model in the worker process."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator

from tui.analysis import ANALYSERS, Analyser
from tui.analysis.analyser import PartialAnalysis
from tui.analysis.analyser_selection import analyser_for_text
from tui.analysis.findings_cache import FindingsCache
from tui.analysis.workers.analysis_process import AnalysisProcess
from tui.errors import PullquoteError
from tui.model import Analysis, Article, Quote, Span
from tui.model.sorted_spans import SortedSpans

_MAX_LENGTH_FOR_RULES = 100_000
"""Code points; the rules stage would take too long in the caller's thread for a longer text."""


def load_or_analyse(article: Article, cache: FindingsCache, requested: Analyser) -> Analysis:
    """The findings of an article from the cache, else analysed in this process and cached.

    Raises:
        AnalysisError: If the analyser cannot be loaded.
    """
    analyser = analyser_for_text(requested, article.text)
    cached = cache.load(article.sha256, analyser)
    if cached is not None:
        return cached
    analysis = analyser.analyse(article)
    cache.save(analysis, analyser)
    return analysis


def stream_findings(
    article: Article, cache: FindingsCache, process: AnalysisProcess, offset: int = 0
) -> Iterator[Analysis]:
    """Findings of an article in stages, each better than the one before.

    Cached findings are the only stage. Otherwise the stages are the rules (unless the text is very
    long), then the partial findings of the worker process laid over them, then all findings of the
    worker, which are cached. The iterator blocks between stages, so use it in a thread. A newer
    call for the same process ends this one.

    Args:
        article: The article to analyse.
        cache: Where findings are looked up and saved.
        process: The worker process.
        offset: Code points; the worker analyses the text around it first.

    Raises:
        AnalysisError: If the worker process failed; the stages before remain valid.
    """
    analyser = analyser_for_text(ANALYSERS.get(process.analyser_name), article.text)
    cached = cache.load(article.sha256, analyser)
    if cached is not None:
        yield cached
        return
    if analyser.name == "punctuation":
        yield analyser.analyse(article)
        return
    process.preload()
    latest = Analysis(article.sha256, analyser.name)
    has_rules_stage = analyser.language == "en" and analyser.name != "rules"
    if has_rules_stage and len(article.text) <= _MAX_LENGTH_FOR_RULES:
        latest = ANALYSERS.get("rules").analyse(article)
        yield latest
    for item in _worker_findings(article, process, offset):
        if isinstance(item, PartialAnalysis):
            latest = overlaid(latest, item)
            yield latest
        else:
            cache.save(item, analyser)
            yield item


def overlaid(earlier: Analysis, partial: PartialAnalysis) -> Analysis:
    """The partial findings, with the earlier ones outside the span that they cover."""
    analysis, covered = partial
    # A name that was found once is found at all its mentions, also outside the analysed span.
    new_entities = SortedSpans(entity.span for entity in analysis.entities)
    entities = [
        entity
        for entity in earlier.entities
        if not (entity.span.overlaps(covered) or new_entities.overlapping(entity.span))
    ]
    quotes = [quote for quote in earlier.quotes if not _extent(quote).overlaps(covered)]
    return Analysis(
        analysis.sha256,
        analysis.analyser,
        tuple(sorted((*entities, *analysis.entities), key=lambda entity: entity.span)),
        tuple(sorted((*quotes, *analysis.quotes), key=_extent)),
        unread=analysis.unread,
    )


def _extent(quote: Quote) -> Span:
    return Span(quote.start, quote.end)


def _worker_findings(
    article: Article, process: AnalysisProcess, offset: int
) -> Iterator[PartialAnalysis | Analysis]:
    """The partial findings of the worker, then all of them, as an iterator over its callbacks."""
    results: queue.SimpleQueue[PartialAnalysis | Analysis | PullquoteError | None] = (
        queue.SimpleQueue()
    )

    def run() -> None:
        try:
            analysis = process.analyse(article, results.put, offset)
            if analysis is not None:
                results.put(analysis)
        except PullquoteError as error:
            results.put(error)
        results.put(None)

    threading.Thread(target=run, name="analysis", daemon=True).start()
    while (result := results.get()) is not None:
        if isinstance(result, PullquoteError):
            raise result
        yield result
