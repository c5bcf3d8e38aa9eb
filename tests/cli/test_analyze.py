"""`analyze` of many files as the shell meets it: interrupted, killed, watched."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import time
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
    place = tmp_path / "corpus"
    place.mkdir()
    for number in range(30):
        (place / f"{number:02}.txt").write_text(f"“We go on,” Ann Lee{number} said.\n", "utf-8")
    return place


@pytest.fixture
def start(tmp_path: Path) -> Iterator:
    """Start `analyze` on workers that are held up, with a cache of its own."""
    held = tmp_path / "held"
    held.mkdir()
    (held / "sitecustomize.py").write_text(HELD)
    env = {
        **os.environ,
        "PYTHONPATH": f"{ROOT}{os.pathsep}{held}",
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    started = []

    def begin(*words: str, **options) -> subprocess.Popen[bytes]:
        command = [*COMMAND, "analyze", *words, "--model", "rules", "--jobs", "2"]
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        started.append(subprocess.Popen(command, env=env, cwd=tmp_path, **options))
        return started[-1]

    yield begin
    for one in started:
        one.kill()
        one.communicate()


def workers(parent: int) -> list[int]:
    """All processes below that one."""
    found = []
    with suppress(OSError):
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text()
        for child in map(int, children.split()):
            found += [child, *workers(child)]
    return found


def gone(pids: list[int]) -> bool:
    """Whether they end within seconds."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if not any(_is_alive(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_run_leaves_nobody_and_the_next_one_goes_on(
    start, folder: Path, tmp_path: Path, end: signal.Signals
) -> None:
    run = start("corpus", "--json")
    first = [json.loads(run.stdout.readline()) for _ in range(4)]
    pids = workers(run.pid)
    run.send_signal(end)
    _, err = run.communicate(timeout=60)
    assert run.returncode == (130 if end is signal.SIGINT else -signal.SIGKILL)
    assert err == b""
    assert pids
    assert gone(pids)
    kept = len(list((tmp_path / "cache/pullquote/findings").glob("*.json")))
    assert 4 <= kept <= 20
    (tmp_path / "go on").touch()
    again = start("corpus", "--json")
    out, err = again.communicate(timeout=60)
    lines = [json.loads(line) for line in out.splitlines()]
    assert again.returncode == 0
    assert [line["id"] for line in lines] == [f"{number:02}" for number in range(30)]
    assert lines[:4] == first
    assert err == b""


def test_whoever_watches_sees_how_far_it_is(start, folder: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    run = start("corpus", stderr=theirs)
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 4096):
            shown += part
            if b"/30" in shown:
                (tmp_path / "go on").touch()
    except OSError:
        pass  # the terminal is closed with its last user
    out, _ = run.communicate(timeout=60)
    os.close(ours)
    assert run.returncode == 0
    assert b"Looking for names and quotes" in shown
    assert b"/30" in shown
    assert len(out.splitlines()) == 30
    assert b"\x1b" not in out
