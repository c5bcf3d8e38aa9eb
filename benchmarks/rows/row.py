"""What a row of the table is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from benchmarks.texts import Sample, write_sample

T = TypeVar("T")


@dataclass
class Lab:
    """The samples, and every experiment that has been made: rows share them."""

    folder: Path
    _results: dict[Callable[[Lab], object], object] = field(default_factory=dict)

    @cached_property
    def article(self) -> Sample:
        """As long as what people read for a living: 800 words."""
        return write_sample(self.folder, "article", size=4_500, annotations=12)

    @cached_property
    def report(self) -> Sample:
        """300 KB with 1,000 annotations."""
        return write_sample(self.folder, "report", size=300_000, annotations=1_000)

    @cached_property
    def book(self) -> Sample:
        """3 MB with 50,000 findings and 10,000 annotations."""
        return write_sample(self.folder, "book", size=3_000_000, annotations=10_000)

    def result(self, experiment: Callable[[Lab], T]) -> T:
        """What the experiment gave; it is made once."""
        if experiment not in self._results:
            self._results[experiment] = experiment(self)
        return self._results[experiment]  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Row:
    """One line: our figure is the ratio of what we take to what the peer takes."""

    what: str
    against: str
    goal: float
    """The figure is to be at most this."""
    figure: Callable[[Lab], float]
