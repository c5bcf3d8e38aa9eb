import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from tui.analysis import process as process_module
from tui.analysis.cache import FindingsCache
from tui.analysis.findings import refine
from tui.analysis.process import AnalysisProcess
from tui.errors import AnalysisError
from tui.model import Article

pytestmark = pytest.mark.slow


def article(text):
    return Article(id="story", text=text, title="story")


STORY = article("“We will go on,” Ann Lee said in Paris.")


@pytest.fixture
def worker():
    process = AnalysisProcess("rules")
    yield process
    process.close()


def stand_in(monkeypatch, code):
    """Let a script take the place of the worker."""
    real = subprocess.Popen

    def start(command, **options):
        return real([sys.executable, "-c", code, *command[4:]], **options)

    monkeypatch.setattr(process_module.subprocess, "Popen", start)


def test_analyses_in_another_process(worker):
    analysis = worker.analyse(STORY)
    assert [quote.name for quote in analysis.quotes] == ["Ann Lee"]
    assert worker.pid not in (None, os.getpid())
    assert worker.analyse(article("Nothing here.")).quotes == ()


def test_importing_it_loads_no_model():
    code = "import sys, tui.analysis.process; print([m for m in sys.modules if 'spacy' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_worker_that_was_killed_between_is_replaced(worker):
    worker.analyse(STORY)
    first = worker.pid
    os.kill(first, signal.SIGKILL)
    assert worker.analyse(STORY).quotes
    assert worker.pid != first


def test_a_worker_that_dies_on_the_job_is_replaced_once(monkeypatch, tmp_path):
    mark = tmp_path / "died"
    stand_in(
        monkeypatch,
        f"import pathlib, sys; mark = pathlib.Path({str(mark)!r})\n"
        "if not mark.exists(): mark.touch(); sys.stdin.readline(); sys.exit(1)\n"
        "from tui.analysis.worker import main; main(sys.argv[1:])",
    )
    worker = AnalysisProcess("rules")
    assert worker.analyse(STORY).quotes
    worker.close()


def test_a_second_death_is_reported_in_one_sentence(monkeypatch):
    stand_in(monkeypatch, "import sys; sys.stdin.readline(); sys.exit(1)")
    worker = AnalysisProcess("rules")
    with pytest.raises(AnalysisError, match="died, twice"):
        worker.analyse(STORY)
    worker.close()


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import time; time.sleep(60)", "did not answer in time"),
        ("print('what?', flush=True); input()", "nonsense"),
        ("print('[1]', flush=True); input()", "nonsense"),
    ],
)
def test_a_worker_out_of_its_mind_is_reported(monkeypatch, code, reason):
    stand_in(monkeypatch, code)
    worker = AnalysisProcess("rules")
    with pytest.raises(AnalysisError, match=reason):
        worker.analyse(STORY, timeout=0.3)
    worker.close()


def test_closing_frees_whoever_waits(monkeypatch):
    stand_in(monkeypatch, "import time; time.sleep(60)")
    worker = AnalysisProcess("rules")
    threading.Timer(0.3, worker.close).start()
    started = time.monotonic()
    with pytest.raises(AnalysisError, match="closing"):
        worker.analyse(STORY)
    assert time.monotonic() - started < 5
    with pytest.raises(AnalysisError, match="closing"):
        worker.analyse(STORY)
    worker.close()


def test_an_analyser_that_is_not_there_is_said_at_once():
    worker = AnalysisProcess("crystal-ball")
    with pytest.raises(AnalysisError, match="no analyser “crystal-ball”"):
        worker.analyse(STORY)
    worker.close()


def test_the_child_ends_with_its_parent():
    code = (
        "from tui.analysis.process import AnalysisProcess as P; import os\n"
        "p = P('rules'); p.warm(); print(p.pid, flush=True); os._exit(0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    child = int(done.stdout)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("the child is still there")


def test_refining_ends_with_the_cache(tmp_path, worker):
    cache = FindingsCache(tmp_path)
    first = list(refine(STORY, cache, worker))
    assert [analysis.analyser for analysis in first] == ["rules"]
    worker.close()
    assert list(refine(STORY, cache, worker)) == first[-1:]


def test_a_long_text_comes_in_parts(md, tmp_path):
    worker = AnalysisProcess("spacy-md")
    paragraph = "Ann Lee said the road was closed. Bob Ray was in Paris.\n"
    story = article(paragraph * 500)
    found = list(refine(story, FindingsCache(tmp_path), worker))
    worker.close()
    sizes = [len(analysis.entities) for analysis in found]
    assert [analysis.analyser for analysis in found[:2]] == ["rules", "spacy-md"]
    assert len(found) >= 3
    assert sizes[1:] == sorted(sizes[1:])
    assert found[-1] == md.analyse(story)
