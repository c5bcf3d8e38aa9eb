"""Analysis of many articles by several worker processes."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue

from tui.analysis.analyser import Analyser
from tui.analysis.analyser_selection import analyser_for_text
from tui.analysis.findings_cache import FindingsCache
from tui.analysis.workers.analysis_process import AnalysisProcess
from tui.analysis.workers.protocol import WorkerError
from tui.analysis.workers.worker_process import WorkerProcess
from tui.errors import AnalysisError
from tui.model import Analysis, Article

_LOOKAHEAD = 16
"""Articles per process that are read and analysed ahead of the one that is yielded next."""


def cores() -> int:
    """The number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class WorkerPool:
    """Several worker processes; each article's findings are cached as soon as they are there.

    Use it as a context manager. The processes start with the first article that is not cached, and
    end with the context.
    """

    def __init__(self, analyser: Analyser, cache: FindingsCache, size: int) -> None:
        self._analyser = analyser
        self._cache = cache
        self._size = size
        self._processes: list[AnalysisProcess] = []
        self._idle: SimpleQueue[AnalysisProcess] = SimpleQueue()
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="analysis")

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, *exception: object) -> None:
        """End the processes, also in the middle of an article."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._processes:
            process.close()

    def find(
        self, articles: Iterable[Article]
    ) -> Iterator[tuple[Article, Analysis | AnalysisError]]:
        """Each article with its findings, or with the reason why there are none, in input order.

        Raises:
            AnalysisError: If the processes cannot be started.
        """
        pending: deque[tuple[Article, Future[Analysis | AnalysisError]]] = deque()
        for article in articles:
            pending.append((article, self._submit(article)))
            while pending and (pending[0][1].done() or len(pending) > self._size * _LOOKAHEAD):
                first, future = pending.popleft()
                yield first, future.result()
        for article, future in pending:
            yield article, future.result()

    def _submit(self, article: Article) -> Future[Analysis | AnalysisError]:
        cached = self._cache.load(article.sha256, analyser_for_text(self._analyser, article.text))
        if cached is not None:
            done: Future[Analysis | AnalysisError] = Future()
            done.set_result(cached)
            return done
        if not self._processes:
            self._start_processes()
        return self._threads.submit(self._analyse, article)

    def _start_processes(self) -> None:
        workers: list[WorkerProcess | None] = [None] * self._size
        # Forking a process that has loaded the model is only safe on Linux.
        if self._size > 1 and sys.platform == "linux":
            try:
                workers = [*WorkerProcess.start_group(self._analyser.name, self._size)]
            except WorkerError as error:
                raise AnalysisError(f"The analysing process {error}.") from error
        for worker in workers:
            process = AnalysisProcess(self._analyser.name, worker)
            self._processes.append(process)
            self._idle.put(process)

    def _analyse(self, article: Article) -> Analysis | AnalysisError:
        process = self._idle.get()
        try:
            analysis = process.analyse(article)
        except AnalysisError as error:
            return error
        finally:
            self._idle.put(process)
        assert analysis is not None  # only a newer request for the same process cancels one
        self._cache.save(analysis, analyser_for_text(self._analyser, article.text))
        return analysis
