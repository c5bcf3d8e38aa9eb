"""`pullquote analyze` of many files as a process: interrupted, killed, on a terminal."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND, ROOT

pytestmark = pytest.mark.slow

HELD = """
import os, time
from tui.analysis.analysers.rules import Rules
fast = Rules.stream
def stream(self, article, offset):
    while "Lee2" in article.text and "Lee2 " not in article.text and not os.path.exists("go on"):
        time.sleep(0.01)
        yield None
    yield from fast(self, article, offset)
Rules.stream = stream
"""
"""At the twenty-first article the workers wait for a file to appear."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Thirty articles."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(30):
        (corpus / f"{number:02}.txt").write_text(f"“We go on,” Ann Lee{number} said.\n", "utf-8")
    return corpus


@pytest.fixture
def start(tmp_path: Path) -> Iterator:
    """Start `pullquote analyze` with workers that wait, and an empty cache."""
    held = tmp_path / "held"
    held.mkdir()
    (held / "sitecustomize.py").write_text(HELD)
    env = {
        **os.environ,
        "PYTHONPATH": f"{ROOT}{os.pathsep}{held}",
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    started = []

    def start_analyze(*arguments: str, **options) -> subprocess.Popen[bytes]:
        command = [*COMMAND, "analyze", *arguments, "--model", "rules", "--jobs", "2"]
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        started.append(subprocess.Popen(command, env=env, cwd=tmp_path, **options))
        return started[-1]

    yield start_analyze
    for process in started:
        process.kill()
        process.communicate()


def descendants_of(parent: int) -> list[int]:
    """The processes that a process has started, and those that these have started."""
    descendants = []
    with suppress(OSError):
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text()
        for child in map(int, children.split()):
            descendants += [child, *descendants_of(child)]
    return descendants


def all_end(process_files: list[int]) -> bool:
    """Whether all processes end; the descriptors become readable when they do, and are closed."""
    have_ended = [bool(select.select([file], [], [], 60)[0]) for file in process_files]
    for file in process_files:
        os.close(file)
    return all(have_ended)


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_run_leaves_no_process_and_the_next_one_continues(
    start, folder: Path, tmp_path: Path, end: signal.Signals
) -> None:
    run = start("corpus", "--json")
    first = [json.loads(run.stdout.readline()) for _ in range(4)]
    workers = [os.pidfd_open(pid) for pid in descendants_of(run.pid)]
    run.send_signal(end)
    _, err = run.communicate(timeout=60)
    assert run.returncode == (130 if end is signal.SIGINT else -signal.SIGKILL)
    assert err == b""
    assert workers
    assert all_end(workers)
    cached_count = len(list((tmp_path / "cache/pullquote/findings").glob("*.json")))
    assert 4 <= cached_count <= 20
    (tmp_path / "go on").touch()
    again = start("corpus", "--json")
    out, err = again.communicate(timeout=60)
    lines = [json.loads(line) for line in out.splitlines()]
    assert again.returncode == 0
    assert [line["id"] for line in lines] == [f"{number:02}" for number in range(30)]
    assert lines[:4] == first
    assert err == b""


def test_a_terminal_shows_the_progress(start, folder: Path, tmp_path: Path) -> None:
    terminal, child_side = pty.openpty()
    run = start("corpus", stderr=child_side)
    os.close(child_side)
    shown = b""
    try:
        while part := os.read(terminal, 4096):
            shown += part
            if b"/30" in shown:
                (tmp_path / "go on").touch()
    except OSError:
        pass  # how Linux says that the program has closed the terminal
    out, _ = run.communicate(timeout=60)
    os.close(terminal)
    assert run.returncode == 0
    assert b"Looking for names and quotes" in shown
    assert b"/30" in shown
    assert len(out.splitlines()) == 30
    assert b"\x1b" not in out
