"""The table, for the screen and for RESULTS.md."""

from __future__ import annotations

import datetime
import os
import platform
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.rows import Row

HEAD = ("what", "against", "goal", "figure", "verdict")
LIBRARIES = ("textual", "rich", "pygments", "tinydb", "spacy")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row with its figure, or with the reason why there is none."""

    row: Row
    figure: float | None
    reason: str = ""

    @property
    def verdict(self) -> str:
        """Met or missed, or why nobody knows."""
        if self.figure is None:
            return f"not measured: {self.reason}"
        return "met" if self.figure <= self.row.goal else "missed"

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as words."""
        figure = "-" if self.figure is None else ratio(self.figure)
        row = self.row
        return row.what, row.against, f"<= {ratio(row.goal)}", figure, self.verdict


def ratio(value: float) -> str:
    """A ratio as people say it: 1.25, 17, 1/280."""
    if value == 0:
        return "0"
    if value < 0.13:
        return f"1/{1 / value:.3g}" if value > 0.001 else f"1/{1 / value:.0f}"
    return f"{value:.3g}" if value < 1000 else f"{value:.0f}"


def machine() -> list[str]:
    """What the figures depend on."""
    found = re.search(r"model name\s*: (.*)", _text("/proc/cpuinfo"))
    memory = re.search(r"MemTotal:\s*(\d+)", _text("/proc/meminfo"))
    size = f"{int(memory[1]) / 2**20:.0f} GiB, " if memory else ""
    name = found[1] if found else platform.processor() or platform.machine()
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    peers = ", ".join(filter(None, (_first_line(name) for name in ("less", "vim"))))
    return [
        f"{name}, {os.cpu_count()} cores, {size}{platform.system()}",
        f"Python {platform.python_version()}, {libraries}" + (f"; {peers}" if peers else ""),
        f"{datetime.date.today():%Y-%m-%d}",
    ]


def page(outcomes: Iterable[Outcome], seconds: float) -> str:
    """RESULTS.md."""
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`. Every figure is a ratio of medians: what Pullquote takes,",
        "divided by what the peer beside it takes, in runs that took turns on one machine, seen",
        "through a pseudo-terminal. Smaller is better. “Textual floor” is an app that does nothing",
        "but repaint ready-made lines (`apps/floor.py`); the empty app is `apps/hello.py`. The",
        "texts are made up by `texts.py`: 800 words; 300 KB with 1,000 annotations; 3 MB with",
        "50,000 findings and 10,000 annotations.",
        "",
        *(f"- {line}" for line in machine()),
        f"- {seconds:.0f} s for the whole table",
        "",
        _line(HEAD),
        _line(["---"] * len(HEAD)),
        *(_line(outcome.cells) for outcome in outcomes),
    ]
    return "\n".join(lines) + "\n"


def aligned(cells: tuple[str, ...]) -> str:
    """A row for the screen."""
    what, against, goal, figure, verdict = cells
    return f"{what:<52} {against:<26} {goal:>9} {figure:>9}  {verdict}"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _text(path: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except OSError:
        return ""


def _first_line(program: str) -> str:
    if shutil.which(program) is None:
        return ""
    said = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
    found = re.search(r"\d+(\.\d+)*", said)
    return f"{program} {found[0]}" if found else program
