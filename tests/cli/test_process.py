"""The command as a process: exit codes, closed pipes, interrupts, locales, loaded modules."""

from __future__ import annotations

import gc
import json
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND, ROOT, CommandLine, process
from tests.cli.samples import PORT, AnnotationIds, span_argument
from tui.cli.verbs import find_verb, verb_names
from tui.cli.verbs.list import ListArticles
from tui.config import Workspace


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["list"], 0),
        (["find", "--theme", "asylum"], 1),
        (["find", "--theme", "nothing"], 2),
        (["show", "nowhere.txt"], 2),
        (["--version"], 0),
        (["find", "--help"], 0),
        ([], 2),
    ],
)
def test_the_process_ends_with_the_exit_code(
    current_workspace: Workspace, annotation_ids: AnnotationIds, arguments: list[str], code: int
) -> None:
    result = process(*arguments, cwd=current_workspace.root)
    assert result.returncode == code
    assert b"Traceback" not in result.stderr
    assert bool(result.stdout) == (code == 0)
    assert bool(result.stderr) == (code != 0)


def test_garbage_is_collected_once_the_verb_is_loaded(
    pullquote: CommandLine, annotation_ids: AnnotationIds, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    run = ListArticles.run
    monkeypatch.setattr(
        ListArticles, "run", lambda *given: seen.append(gc.isenabled()) or run(*given)
    )
    gc.disable()
    try:
        assert pullquote("list").code == 0
    finally:
        gc.enable()
        gc.unfreeze()
    assert seen == [True]


def test_a_pipe_may_be_shown_and_tagged(current_workspace: Workspace) -> None:
    shown = process("show", "-", cwd=current_workspace.root, input=PORT.encode())
    assert shown.stdout.decode() == PORT
    tagged = process(
        "tag", "-", "--span", span_argument("Port closes"), "--theme", "aid",
        cwd=current_workspace.root, input=PORT.encode(),
    )  # fmt: skip
    assert tagged.returncode == 0
    assert len(list(current_workspace.seeds.glob("pipe-*"))) == 1
    listed = process("list", "--json", cwd=current_workspace.root).stdout.splitlines()
    assert json.loads(listed[1])["annotations"] == 1


def test_a_pipe_may_be_analyzed(current_workspace: Workspace) -> None:
    result = process(
        "analyze",
        "-",
        "--json",
        "--model",
        "rules",
        cwd=current_workspace.root,
        input=PORT.encode(),
    )
    assert result.returncode == 0
    assert json.loads(result.stdout)["path"] == ""


def test_a_closed_pipe_is_no_error(current_workspace: Workspace) -> None:
    (current_workspace.seeds / "long.txt").write_text("A long story.\n" * 50_000)
    reader = subprocess.Popen(
        [*COMMAND, "show", "long"], cwd=current_workspace.root, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert reader.stdout is not None
    assert reader.stderr is not None
    with reader:
        assert reader.stdout.readline() == b"A long story.\n"
        reader.stdout.close()
        assert reader.stderr.read() == b""
        assert reader.wait(30) == 0


def shell(line: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    command = " ".join(map(shlex.quote, COMMAND))
    return subprocess.run(
        ["/bin/sh", "-c", line.replace("pullquote", command)], cwd=cwd, capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60,
    )  # fmt: skip


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
@pytest.mark.parametrize("arguments", ["list", "show port", "--help"])
def test_a_full_disk_is_reported(current_workspace: Workspace, arguments: str) -> None:
    result = shell(f"pullquote {arguments} >/dev/full", current_workspace.root)
    assert result.returncode == 2
    assert result.stderr == b"The answer could not be read or written: No space left on device.\n"


@pytest.mark.parametrize(
    "line", ["pullquote list >&-", "pullquote list 2>&-", "pullquote x.y 2>&-"]
)
def test_closed_streams_are_no_error(current_workspace: Workspace, line: str) -> None:
    result = shell(line, current_workspace.root)
    assert result.returncode == (2 if "x.y" in line else 0)
    assert b"Traceback" not in result.stderr


def test_an_interrupt_ends_quietly(current_workspace: Workspace) -> None:
    fifo = current_workspace.root / "slow.txt"
    os.mkfifo(fifo)
    with (
        subprocess.Popen(
            [*COMMAND, "show", "slow.txt"], cwd=current_workspace.root, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
        ) as waiting,
        fifo.open("wb"),  # returns when the process opens it for reading
    ):  # fmt: skip
        waiting.send_signal(signal.SIGINT)
        assert waiting.communicate(timeout=30) == (b"", b"")
        assert waiting.returncode == 130


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONUNBUFFERED": "1"},
    ],
)
def test_pipes_get_utf8_in_every_locale(
    current_workspace: Workspace, locale: dict[str, str]
) -> None:
    result = process("show", "port", cwd=current_workspace.root, env=locale)
    assert result.stdout == PORT.encode()
    bad = process("show", "пусто", cwd=current_workspace.root, env=locale)
    assert bad.returncode == 2
    assert b"Traceback" not in bad.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_read_only_workspace_is_reported(current_workspace: Workspace) -> None:
    current_workspace.annotations.chmod(0o500)
    try:
        result = process(
            "tag", "port", "--span", "0:4", "--theme", "aid", cwd=current_workspace.root
        )
    finally:
        current_workspace.annotations.chmod(0o700)
    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1


# What a call loads

ARGUMENTS = {
    "add": ["add", "new.txt"],
    "analyze": ["analyze", "seeds", "--model", "rules"],
    "backup": ["backup"],
    "check": ["check"],
    "codebook": ["codebook", "list"],
    "export": ["export", "--to", "markdown"],
    "find": ["find", "--theme", "aid", "--json"],
    "import": ["import", "codes.csv"],
    "list": ["list"],
    "log": ["log", "--json"],
    "redo": ["redo"],
    "show": ["show", "port"],
    "stats": ["stats"],
    "tag": ["tag", "port", "--span", "0:4", "--theme", "aid"],
    "undo": ["undo"],
}
HEAVY = {"textual", "rich", "spacy", "numpy", "tinydb", "pygments", "regex"}
EXPECTED = {
    "import": {"tinydb"},
    "redo": {"tinydb"},
    "tag": {"tinydb"},
    "undo": {"tinydb"},
}


def loaded_by(arguments: list[str], cwd: Path) -> set[str]:
    code = (
        "import sys\n"
        "from tui.cli.main import run\n"
        "code = run(sys.argv[1:])\n"
        "sys.stderr.write(' '.join(sys.modules))\n"
        "sys.exit(code)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=cwd, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=subprocess.DEVNULL, timeout=60,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    return set(result.stderr.splitlines()[-1].split())


def test_every_verb_has_arguments_here() -> None:
    assert sorted(ARGUMENTS) == verb_names()


@pytest.mark.parametrize("verb", ARGUMENTS)
def test_a_verb_loads_only_what_it_needs(
    current_workspace: Workspace, annotation_ids: AnnotationIds, verb: str
) -> None:
    (current_workspace.root / "new.txt").write_text("A story.")
    (current_workspace.root / "codes.csv").write_text("tag\ntaxes\n")
    if verb == "redo":
        process("undo", cwd=current_workspace.root)
    modules = loaded_by(ARGUMENTS[verb], current_workspace.root)
    tops = {module.partition(".")[0] for module in modules}
    assert tops & HEAVY == EXPECTED.get(verb, set())
    files = {name for name in modules if name.startswith("tui.cli.verbs.")}
    assert files == {type(find_verb(verb)).__module__}


def test_the_version_loads_no_core_package(current_workspace: Workspace) -> None:
    modules = loaded_by(["--version"], current_workspace.root)
    assert not {"tui.session.library", "tui.store", "tui.analysis", "tui.exports"} & modules
