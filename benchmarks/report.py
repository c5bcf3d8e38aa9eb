"""The table of results, for the screen and for RESULTS.md."""

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

HEADERS = ("what", "against", "goal", "figure", "verdict")
LIBRARIES = ("textual", "rich", "pygments", "tinydb", "spacy")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row with its figure, or the reason why there is none."""

    row: Row
    figure: float | None
    reason: str = ""

    @property
    def verdict(self) -> str:
        """Met or missed, or why it was not measured."""
        if self.figure is None:
            return f"not measured: {self.reason}"
        return "met" if self.figure <= self.row.goal else "missed"

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of the row."""
        figure = "-" if self.figure is None else format_ratio(self.figure)
        row = self.row
        return row.what, row.against, f"<= {format_ratio(row.goal)}", figure, self.verdict


def format_ratio(value: float) -> str:
    """A ratio with three digits: 1.25, 17, or 1/280 below 0.13."""
    if value == 0:
        return "0"
    if value < 0.13:
        return f"1/{1 / value:.3g}" if value > 0.001 else f"1/{1 / value:.0f}"
    return f"{value:.3g}" if value < 1000 else f"{value:.0f}"


def describe_machine() -> list[str]:
    """Processor, memory, versions and date, a line each."""
    model = re.search(r"model name\s*: (.*)", _read_or_empty("/proc/cpuinfo"))
    memory = re.search(r"MemTotal:\s*(\d+)", _read_or_empty("/proc/meminfo"))
    size = f"{int(memory[1]) / 2**20:.0f} GiB, " if memory else ""
    processor = model[1] if model else platform.processor() or platform.machine()
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    peers = ", ".join(filter(None, (_version_of(name) for name in ("less", "vim"))))
    return [
        f"{processor}, {os.cpu_count()} cores, {size}{platform.system()}",
        f"Python {platform.python_version()}, {libraries}" + (f"; {peers}" if peers else ""),
        f"{datetime.date.today():%Y-%m-%d}",
    ]


def render_page(outcomes: Iterable[Outcome], seconds: float) -> str:
    """The content of RESULTS.md."""
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`. Every figure is a ratio of medians: what Pullquote takes,",
        "divided by what the peer beside it takes, in runs that took turns on one machine, seen",
        "through a pseudo-terminal. Smaller is better. “Textual floor” is an app that does nothing",
        "but repaint ready-made lines (`apps/floor.py`); the empty app is `apps/hello.py`. The",
        "texts are invented by `samples.py`: 800 words; 300 KB with 1,000 annotations; 3 MB with",
        "50,000 findings and 10,000 annotations.",
        "",
        *(f"- {line}" for line in describe_machine()),
        f"- {seconds:.0f} s for the whole table",
        "",
        _table_line(HEADERS),
        _table_line(["---"] * len(HEADERS)),
        *(_table_line(outcome.cells) for outcome in outcomes),
    ]
    return "\n".join(lines) + "\n"


def align_cells(cells: tuple[str, ...]) -> str:
    """A line for the screen."""
    what, against, goal, figure, verdict = cells
    return f"{what:<52} {against:<26} {goal:>9} {figure:>9}  {verdict}"


def _table_line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _read_or_empty(path: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except OSError:
        return ""


def _version_of(program: str) -> str:
    if shutil.which(program) is None:
        return ""
    output = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
    number = re.search(r"\d+(\.\d+)*", output)
    return f"{program} {number[0]}" if number else program
