"""The commands that pages, tools and messages name exist, and nothing is installed in secret."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tui.cli.argv import extract_workspace
from tui.cli.dispatch import parse_command
from tui.errors import UsageError

ROOT = Path(__file__).parents[2]
MAKEFILE = ROOT / "Makefile"
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE.read_text("utf-8"), re.MULTILINE))
SCRIPTS = [MAKEFILE, *sorted((ROOT / "tools").glob("*.sh")), *sorted((ROOT / ".ci").iterdir())]
PAGES = [
    *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "ARCHITECTURE", "CHANGELOG")),
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "benchmarks" / "RESULTS.md",
]
MESSAGES = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "tui").rglob("*.py")))


def logical_lines(path: Path) -> list[str]:
    """The lines of a script without comments; those that end with a backslash are joined."""
    text = path.read_text("utf-8").replace("\\\n", " ")
    return [line.strip() for line in text.splitlines() if not line.lstrip().startswith("#")]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("command", ["make run", "make test"])
def test_the_readme_names_the_two_commands(command: str):
    assert command in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("path", [*PAGES, *SCRIPTS], ids=relative)
def test_every_make_command_exists(path: Path):
    command = r"(?:`|^ *(?:exec )?)make (?:--\S+ )*([a-z-]+)"

    assert set(re.findall(command, path.read_text("utf-8"), re.MULTILINE)) <= TARGETS


def pullquote_commands() -> list[str]:
    """Every ``pullquote ...`` in a page, and in quotation marks in a message of the app."""
    text = "\n".join(path.read_text("utf-8") for path in PAGES)
    in_page = re.compile(r"`(pullquote [^`|]+)`|^(pullquote .*?)(?: *[#>].*)?$", re.MULTILINE)
    quoted = re.findall(r"“(pullquote [^”{]+)”", MESSAGES)
    return sorted({first or second for first, second in in_page.findall(text)} | set(quoted))


@pytest.mark.parametrize("command", pullquote_commands())
def test_every_pullquote_command_is_understood(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("tui.cli.reset_terminal.reset_terminal", lambda: None)
    argv = shlex.split(command.replace("COMMAND", "list").replace("S:E", "0:4"))[1:]
    _, others = extract_workspace(argv)
    if others[-1] in ("--help", "--reset-terminal"):
        with pytest.raises(SystemExit, match=r"^0?$"):
            parse_command(others)
    else:
        verb, args = parse_command(others)
        assert verb is not None or args.target is not None


def test_a_command_that_does_not_exist_is_not_understood():
    commands = pullquote_commands()

    assert len(commands) > 15
    assert "pullquote check --repair" in commands
    with pytest.raises(UsageError):
        parse_command(["check", "--mend"])


def test_ci_runs_what_the_readme_says():
    script = ROOT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert re.search(r"make (--\S+ )*test\b", script.read_text("utf-8"))


@pytest.mark.parametrize(
    "tool", ["ruff check", "ruff format --check", "mypy", "lint-imports", "pytest"]
)
def test_make_test_runs_every_tool(tool: str):
    # A dry run from a make that runs these tests must not inherit its flags.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    dry = subprocess.run(
        ["make", "--dry-run", "test"], cwd=ROOT, env=clean, capture_output=True, text=True
    )

    assert re.search(rf"bin/{tool}\b", dry.stdout), dry.stdout + dry.stderr


# Installing

INSTALL = re.compile(r"(\S*(?:pip3?|uv|pipx|conda|apt(?:-get)?|brew)\"?) (?:pip )?install\b(.*)")
OWN = re.compile(r'"?(\$venv|\$home|\$work/venv)/bin/(python"? -m )?pip"?')
"""An environment that the script itself has made: below the checkout or a temporary folder."""


def installs() -> list[tuple[str, str]]:
    """The script and the text of each installation."""
    return [
        (relative(path), line) for path in SCRIPTS for line in logical_lines(path)
        if INSTALL.search(line)
    ]  # fmt: skip


def test_the_scripts_that_install_are_known():
    assert {path for path, _ in installs()} == {
        "tools/clients.sh",
        "tools/constraints.sh",
        "tools/venv.sh",
    }


@pytest.mark.parametrize(("path", "line"), installs())
def test_nothing_is_installed_outside_an_own_environment(path: str, line: str):
    assert len(re.findall(r"\binstall\b", line)) == len(OWN.findall(line)), line


@pytest.mark.parametrize("path", ["tools/clients.sh", "tools/constraints.sh", "tools/venv.sh"])
def test_an_installation_is_announced_on_the_screen(path: str):
    assert re.search(r'echo "Installing .*\.\.\."', (ROOT / path).read_text("utf-8"))


@pytest.mark.parametrize("path", ["tools/clients.sh", "tools/venv.sh"])
def test_every_package_of_another_is_checked_by_its_hash(path: str):
    commands = [
        command.split()
        for name, line in installs() if name == path
        for command in re.split(r"&&|;", line) if " install " in command
    ]  # fmt: skip
    foreign = [words for words in commands if words[-2:] != ["--editable", "."]]

    assert foreign
    assert [words for words in foreign if "--require-hashes" not in words] == []
    assert all("--no-deps" in words for words in commands if words not in foreign)


def test_the_app_runs_no_installer():
    """It names the command that installs a pipeline, and leaves it to the reader."""
    assert re.findall(r"[\"'](?:pip|download|ensurepip)[\"']", MESSAGES) == []
