"""Many articles at once, by several processes."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue

from tui.analysis.analyser import Analyser
from tui.analysis.analyser_selection import fitting
from tui.analysis.findings_cache import FindingsCache
from tui.analysis.serialization import Failed
from tui.analysis.workers.analysis_process import AnalysisProcess
from tui.analysis.workers.worker_process import WorkerProcess
from tui.errors import AnalysisError
from tui.model import Analysis, Article

_AHEAD = 16
"""Articles per process that are read and worked on before the first of them is asked for."""


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class WorkerPool:
    """Several workers that look for findings, which are kept as soon as they are there."""

    def __init__(self, analyser: Analyser, cache: FindingsCache, size: int) -> None:
        self._analyser = analyser
        self._cache = cache
        self._size = size
        self._processes: list[AnalysisProcess] = []
        self._free: SimpleQueue[AnalysisProcess] = SimpleQueue()
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="analysis")

    def __enter__(self) -> WorkerPool:
        """The crew; its processes start with the first article that is not in the cache."""
        return self

    def __exit__(self, *problem: object) -> None:
        """End the processes, whatever they do."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._processes:
            process.close()

    def find(
        self, articles: Iterable[Article]
    ) -> Iterator[tuple[Article, Analysis | AnalysisError]]:
        """Each article with its findings, or why there are none, in the order of the articles."""
        waiting: deque[tuple[Article, Future[Analysis | AnalysisError]]] = deque()
        for article in articles:
            waiting.append((article, self._begin(article)))
            while waiting and (waiting[0][1].done() or len(waiting) > self._size * _AHEAD):
                first, future = waiting.popleft()
                yield first, future.result()
        for article, future in waiting:
            yield article, future.result()

    def _begin(self, article: Article) -> Future[Analysis | AnalysisError]:
        kept = self._cache.load(article.sha256, fitting(self._analyser, article.text))
        if kept is not None:
            done: Future[Analysis | AnalysisError] = Future()
            done.set_result(kept)
            return done
        if not self._processes:
            self._start()
        return self._threads.submit(self._find, article)

    def _start(self) -> None:
        children: list[WorkerProcess | None] = [None] * self._size
        if self._size > 1 and sys.platform == "linux":
            try:
                children = [*WorkerProcess.team(self._analyser.name, self._size)]
            except Failed as error:
                raise AnalysisError(f"The analysing process {error}.") from error
        for child in children:
            process = AnalysisProcess(self._analyser.name, child)
            self._processes.append(process)
            self._free.put(process)

    def _find(self, article: Article) -> Analysis | AnalysisError:
        process = self._free.get()
        try:
            analysis = process.analyse(article)
        except AnalysisError as error:
            return error
        finally:
            self._free.put(process)
        assert analysis is not None  # nobody else asks this process
        self._cache.save(analysis, fitting(self._analyser, article.text))
        return analysis
