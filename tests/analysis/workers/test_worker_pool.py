"""Many articles and several processes: order, interruption, failures."""

import os
import signal

import pytest

from tui.analysis import ANALYSERS
from tui.analysis.findings_cache import FindingsCache
from tui.analysis.workers import worker_pool
from tui.analysis.workers.worker_pool import WorkerPool
from tui.analysis.workers.worker_process import WorkerProcess
from tui.errors import AnalysisError
from tui.model import Article

pytestmark = pytest.mark.slow

RULES = ANALYSERS.get("rules")
ARTICLES = [
    # The first take longest, so that they are not done first.
    Article(f"a{k}", f"“We will go on,” Ann Lee{k} said in Paris.\n" * (2 * (12 - k) ** 2), f"a{k}")
    for k in range(12)
]


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def cache(tmp_path):
    return FindingsCache(tmp_path / "cache")


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_findings_come_in_the_order_of_the_articles(cache, monkeypatch, platform):
    monkeypatch.setattr(worker_pool.sys, "platform", platform)
    with WorkerPool(RULES, cache, 3) as pool:
        results = list(pool.find(ARTICLES))
        pids = {process.pid for process in pool._processes}
    assert [article.id for article, _ in results] == [article.id for article in ARTICLES]
    assert [analysis for _, analysis in results] == [RULES.analyse(a) for a in ARTICLES]
    assert len(pids) == 3
    assert not any(map(is_alive, pids))


def test_what_is_in_the_cache_needs_no_process(cache, monkeypatch):
    with WorkerPool(RULES, cache, 2) as pool:
        results = list(pool.find(ARTICLES))
    monkeypatch.setattr(WorkerProcess, "start_group", None)
    with WorkerPool(RULES, cache, 2) as pool:
        assert list(pool.find(ARTICLES)) == results


def test_what_was_done_before_an_interruption_is_kept(cache):
    with WorkerPool(RULES, cache, 2) as pool:
        results = pool.find(ARTICLES)
        for _ in range(4):
            next(results)
        pids = [process.pid for process in pool._processes]
    assert not any(map(is_alive, pids))
    cached = [article for article in ARTICLES if cache.load(article.sha256, RULES)]
    assert set(ARTICLES[:4]) <= set(cached)
    with WorkerPool(RULES, cache, 2) as pool:
        assert [analysis for _, analysis in pool.find(ARTICLES)] == [
            RULES.analyse(a) for a in ARTICLES
        ]


def test_killed_workers_are_replaced_and_nothing_is_missing(cache):
    with WorkerPool(RULES, cache, 2) as pool:
        results = []
        for article, analysis in pool.find(ARTICLES):
            results.append(analysis)
            if article.id in ("a0", "a1"):
                # Each of them once: an article whose worker dies twice is given up.
                os.kill(pool._processes[len(results) - 1].pid, signal.SIGKILL)
    assert results == [RULES.analyse(article) for article in ARTICLES]


def test_an_article_that_cannot_be_analysed_does_not_keep_the_others(cache, monkeypatch):
    original = worker_pool.AnalysisProcess.analyse

    def analyse(self, article):
        if article.id == "a2":
            raise AnalysisError("The analysing process died, twice.")
        return original(self, article)

    monkeypatch.setattr(worker_pool.AnalysisProcess, "analyse", analyse)
    with WorkerPool(RULES, cache, 2) as pool:
        results = [analysis for _, analysis in pool.find(ARTICLES)]
    assert [index for index, result in enumerate(results) if isinstance(result, AnalysisError)] == [
        2
    ]


def test_one_text_twice_is_found_twice(cache):
    with WorkerPool(RULES, cache, 2) as pool:
        results = [analysis for _, analysis in pool.find([ARTICLES[3]] * 4)]
    assert results == [RULES.analyse(ARTICLES[3])] * 4


@pytest.mark.parametrize("size", [1, 2])
def test_nothing_to_do_starts_nothing(cache, monkeypatch, size):
    monkeypatch.setattr(WorkerProcess, "start", None)
    monkeypatch.setattr(WorkerProcess, "start_group", None)
    with WorkerPool(RULES, cache, size) as pool:
        assert list(pool.find([])) == []
