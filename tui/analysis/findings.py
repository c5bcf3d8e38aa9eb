"""Findings from wherever they are soonest: the cache, the rules, the model."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator

from tui.analysis import ANALYSERS, Analyser
from tui.analysis.cache import FindingsCache
from tui.analysis.process import AnalysisProcess
from tui.errors import PullquoteError
from tui.model import Analysis, Article

_LONG = 100_000
"""Code points; the rules alone would take too long for a longer text."""


def find(article: Article, cache: FindingsCache, analyser: Analyser) -> Analysis:
    """The findings of an article, from the cache or worked out here and kept.

    Raises:
        AnalysisError: if the analyser cannot be loaded.
    """
    cached = cache.load(article.sha256, analyser)
    if cached is not None:
        return cached
    analysis = analyser.analyse(article)
    cache.save(analysis, analyser)
    return analysis


def refine(article: Article, cache: FindingsCache, process: AnalysisProcess) -> Iterator[Analysis]:
    """Better and better findings of an article; blocks between them, so ask from a thread.

    Cached findings are the only ones. Else: what rules alone see (unless the text is very long),
    what the worker process has seen so far, and at last all of it, which is kept in the cache.

    Raises:
        AnalysisError: if the worker process failed; what came before still stands.
    """
    analyser = ANALYSERS.get(process.analyser_name)
    cached = cache.load(article.sha256, analyser)
    if cached is not None:
        yield cached
        return
    process.warm()
    if len(article.text) <= _LONG and analyser.name != "rules":
        yield ANALYSERS.get("rules").analyse(article)
    for analysis in _streamed(article, process):
        yield analysis
    cache.save(analysis, analyser)


def _streamed(article: Article, process: AnalysisProcess) -> Iterator[Analysis]:
    """What the process reports while it works, turned from calls into an iterator."""
    arrived: queue.SimpleQueue[Analysis | PullquoteError | None] = queue.SimpleQueue()

    def work() -> None:
        try:
            arrived.put(process.analyse(article, arrived.put))
        except PullquoteError as error:
            arrived.put(error)
        arrived.put(None)

    threading.Thread(target=work, name="analysis", daemon=True).start()
    while (item := arrived.get()) is not None:
        if isinstance(item, PullquoteError):
            raise item
        yield item
