"""A row of the table of results, and what the rows share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from benchmarks.measurements import Series
from benchmarks.samples import Sample, write_sample

T = TypeVar("T")


@dataclass
class Context:
    """The samples and the results of experiments, which several rows use."""

    folder: Path
    _results: dict[Callable[[Context], object], object] = field(default_factory=dict)

    @cached_property
    def article(self) -> Sample:
        """800 words, the length of a news article."""
        return write_sample(self.folder, "article", size=4_500, annotations=12)

    @cached_property
    def report(self) -> Sample:
        """300 KB with 1,000 annotations."""
        return write_sample(self.folder, "report", size=300_000, annotations=1_000)

    @cached_property
    def book(self) -> Sample:
        """3 MB with 50,000 findings and 10,000 annotations."""
        return write_sample(self.folder, "book", size=3_000_000, annotations=10_000)

    def result(self, experiment: Callable[[Context], T]) -> T:
        """The result of an experiment; it is run once."""
        if experiment not in self._results:
            self._results[experiment] = experiment(self)
        return self._results[experiment]  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its figure is what Pullquote takes divided by what the peer takes."""

    what: str
    against: str
    goal: float
    """The largest figure that meets the goal."""
    figure: Callable[[Context], float]


def ratio_of(
    experiment: Callable[[Context], Series],
    contender: str,
    peer: str,
    quantity: str,
    peer_quantity: str | None = None,
) -> Callable[[Context], float]:
    """The figure of a row: a ratio of medians from an experiment, see ``Series.ratio``."""
    return lambda context: context.result(experiment).ratio(
        contender, peer, quantity, peer_quantity
    )
