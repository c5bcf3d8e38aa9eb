import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.samples import make_article
from tui.analysis import ANALYSERS
from tui.analysis.analyser import PartialAnalysis
from tui.analysis.finding_stages import overlaid, stream_findings
from tui.analysis.findings_cache import FindingsCache
from tui.analysis.workers import analysis_process, worker_process
from tui.analysis.workers.analysis_process import AnalysisProcess
from tui.analysis.workers.protocol import WorkerError
from tui.errors import AnalysisError
from tui.model import Analysis, Span

pytestmark = pytest.mark.slow


RULES = ANALYSERS.get("rules")
STORY = make_article("“We will go on,” Ann Lee said in Paris.")


@pytest.fixture
def worker():
    process = AnalysisProcess("rules")
    yield process
    process.close()


def replace_worker(monkeypatch, code):
    """Start a script instead of the worker."""
    original = subprocess.Popen

    def start(command, **options):
        return original([sys.executable, "-c", code, *command[4:]], **options)

    monkeypatch.setattr(worker_process.subprocess, "Popen", start)


def test_analyses_in_another_process(worker):
    analysis = worker.analyse(STORY)
    assert [quote.name for quote in analysis.quotes] == ["Ann Lee"]
    assert worker.pid not in (None, os.getpid())
    assert worker.analyse(make_article("Nothing here.")).quotes == ()


def test_importing_it_loads_no_model():
    code = (
        "import sys, tui.analysis.workers.analysis_process;"
        " print([m for m in sys.modules if 'spacy' in m])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_worker_that_was_killed_between_is_replaced(worker):
    worker.analyse(STORY)
    first = worker.pid
    os.kill(first, signal.SIGKILL)
    assert worker.analyse(STORY).quotes
    assert worker.pid != first


def test_a_worker_that_dies_while_analysing_is_replaced_once(monkeypatch, tmp_path):
    mark = tmp_path / "died"
    replace_worker(
        monkeypatch,
        f"import pathlib, sys; mark = pathlib.Path({str(mark)!r})\n"
        "if not mark.exists(): mark.touch(); sys.stdin.readline(); sys.exit(1)\n"
        "from tui.analysis.workers.worker_main import main; main(sys.argv[1:])",
    )
    worker = AnalysisProcess("rules")
    assert worker.analyse(STORY).quotes
    worker.close()


def test_a_second_death_is_reported_in_one_sentence(monkeypatch):
    replace_worker(monkeypatch, "import sys; sys.stdin.readline(); sys.exit(1)")
    worker = AnalysisProcess("rules")
    with pytest.raises(AnalysisError, match="died, twice"):
        worker.analyse(STORY)
    worker.close()


@pytest.mark.parametrize(
    ("code", "reason", "timeout"),
    [
        ("import time; time.sleep(600)", "did not answer in time", 0.3),
        ("print('what?', flush=True); input()", "nonsense", 60),
        ("print('[1]', flush=True); input()", "nonsense", 60),
    ],
)
def test_a_worker_that_answers_late_or_nonsense_is_reported(monkeypatch, code, reason, timeout):
    replace_worker(monkeypatch, code)
    worker = AnalysisProcess("rules")
    with pytest.raises(AnalysisError, match=reason):
        worker.analyse(STORY, timeout=timeout)
    worker.close()


def test_closing_ends_a_blocked_analysis(monkeypatch):
    replace_worker(monkeypatch, "import time; time.sleep(600)")
    worker = AnalysisProcess("rules")
    with ThreadPoolExecutor(1) as threads:
        analysis = threads.submit(worker.analyse, STORY)
        while worker.pid is None:
            time.sleep(0.01)
        worker.close()
        with pytest.raises(AnalysisError, match="closing"):
            analysis.result()
    with pytest.raises(AnalysisError, match="closing"):
        worker.analyse(STORY)
    worker.close()


def test_an_unknown_analyser_is_reported():
    worker = AnalysisProcess("crystal-ball")
    with pytest.raises(AnalysisError, match="no analyser “crystal-ball”"):
        worker.analyse(STORY)
    worker.close()


def test_the_child_ends_with_its_parent():
    code = (
        "from tui.analysis.workers.analysis_process import AnalysisProcess as P; import os\n"
        "p = P('rules'); p.preload(); print(p.pid, flush=True); os._exit(0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    child = int(done.stdout)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("the child is still there")


def test_refining_ends_with_the_cache(tmp_path, worker):
    cache = FindingsCache(tmp_path)
    stages = list(stream_findings(STORY, cache, worker))
    assert [analysis.analyser for analysis in stages] == ["rules"]
    worker.close()
    assert list(stream_findings(STORY, cache, worker)) == stages[-1:]


LONG = make_article("Ann Lee said the road was closed. Bob Ray was in Paris.\n" * 500)


def test_a_long_text_comes_in_parts_the_place_of_reading_first(md):
    worker = AnalysisProcess("spacy-md")
    partials = []
    whole = worker.analyse(LONG, partials.append, offset=len(LONG.text) // 2)
    worker.close()
    assert partials[0].analysed_span.holds(len(LONG.text) // 2)
    assert partials[0].analysed_span.start > 0
    assert [partial.analysed_span.start for partial in partials[1:]] == [0] * (len(partials) - 1)
    assert whole == md.analyse(LONG)


def test_rules_stand_in_for_what_is_not_read_yet(md, tmp_path):
    worker = AnalysisProcess("spacy-md")
    stages = list(stream_findings(LONG, FindingsCache(tmp_path), worker))
    worker.close()
    assert [analysis.analyser for analysis in stages] == [
        "rules",
        *["spacy-md"] * (len(stages) - 1),
    ]
    assert len(stages) >= 3
    assert all(analysis.entities[-1].span.start > 27_000 for analysis in stages)
    for analysis in stages:
        spans = [entity.span for entity in analysis.entities]
        assert not any(left.overlaps(right) for left, right in pairwise(spans))
    assert stages[-1] == md.analyse(LONG)


@given(st.integers(0, 40), st.integers(1, 40))
def test_partial_findings_replace_those_in_their_span_only(start, length):
    read = Span(start, start + length)
    before = RULES.analyse(
        make_article("Ann Lee met Bob Ray. “So we meet,” Ann Lee said in Paris.")
    )
    shown = overlaid(before, PartialAnalysis(Analysis(before.sha256, "other"), read))
    assert shown.analyser == "other"
    assert shown.entities == tuple(e for e in before.entities if not e.span.overlaps(read))
    assert shown.quotes == tuple(
        q for q in before.quotes if not Span(q.start, q.end).overlaps(read)
    )
    assert overlaid(shown, PartialAnalysis(before, Span(0, 60))) == before


SLOW = """
import time
from tui.analysis.analysers.rules import Rules
fast = Rules.stream
def stream(self, article, offset):
    while article.text.startswith("Slow"):
        time.sleep(0.01)
        yield None
    yield from fast(self, article, offset)
Rules.stream = stream
from tui.analysis.workers.worker_main import main
import sys
main(sys.argv[1:])
"""


def test_a_new_article_ends_the_analysis_of_the_one_before(monkeypatch):
    replace_worker(monkeypatch, SLOW)
    worker = AnalysisProcess("rules")
    worker.analyse(STORY)
    first = worker.pid
    answers = []
    old = threading.Thread(target=lambda: answers.append(worker.analyse(make_article("Slow one."))))
    old.start()
    while worker._conversation_lock.acquire(blocking=False):
        worker._conversation_lock.release()
    assert worker.analyse(STORY).quotes
    old.join()
    assert answers == [None]
    assert worker.pid == first
    worker.close()


def test_only_the_newest_of_many_is_answered(monkeypatch):
    replace_worker(monkeypatch, SLOW)
    worker = AnalysisProcess("rules")
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(worker.analyse(make_article("Slow one."))))
        for _ in range(5)
    ]
    for thread in threads:
        thread.start()
    while worker._latest_request < 5:
        time.sleep(0.01)
    assert worker.analyse(STORY).quotes
    for thread in threads:
        thread.join()
    assert answers == [None] * 5
    worker.close()


def test_a_worker_that_takes_too_much_memory_is_ended_and_reported(monkeypatch):
    replace_worker(monkeypatch, "held = bytearray(200 << 20)\ninput()\nimport time; time.sleep(60)")
    monkeypatch.setattr(worker_process, "MEMORY_LIMIT", 150 << 20)
    worker = AnalysisProcess("rules")
    with pytest.raises(AnalysisError, match="needed too much memory, twice"):
        worker.analyse(STORY)
    worker.close()


def test_a_worker_that_has_grown_is_replaced_between_articles(monkeypatch, worker):
    monkeypatch.setattr(analysis_process, "_RECYCLE_MEMORY", 1)
    assert worker.analyse(STORY).quotes
    second = worker.pid
    assert second is not None
    assert worker.analyse(STORY).quotes
    assert worker.pid not in (None, second)


def test_no_other_worker_is_started_when_the_analyser_cannot_be_loaded(monkeypatch):
    worker = AnalysisProcess("crystal-ball")
    for _ in range(2):
        with pytest.raises(AnalysisError, match="no analyser “crystal-ball”"):
            worker.analyse(STORY)
        monkeypatch.setattr(worker_process.subprocess, "Popen", None)
    worker.close()


def test_the_timeout_grows_with_the_text(monkeypatch):
    replace_worker(monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr(analysis_process, "_BASE_TIMEOUT", 0.1)
    asked = []

    def receive(self, deadline):
        asked.append(deadline - time.monotonic())
        raise WorkerError("did not answer in time")

    monkeypatch.setattr(worker_process.WorkerProcess, "receive", receive)
    worker = AnalysisProcess("rules")
    for text in ("Short.", "Long. " * 10_000):
        with pytest.raises(AnalysisError, match="did not answer in time, twice"):
            worker.analyse(make_article(text))
    worker.close()
    assert asked[0] < 0.2
    assert asked[2] > 50
