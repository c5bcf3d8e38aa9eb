"""Taking turns, and what the turns add up to."""

from __future__ import annotations

import math
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median
from typing import TypeVar

from benchmarks.peers import Missing, Peer
from benchmarks.terminal import NoAnswer

C = TypeVar("C")


class Series:
    """Values by contender and by what was measured, from runs that took turns."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], list[float]] = defaultdict(list)
        self.failures: dict[str, Exception] = {}
        """Why a contender could not be measured."""

    def add(self, contender: str, measured: Mapping[str, Iterable[float]]) -> None:
        """Keep the values of one turn."""
        for what, values in measured.items():
            self._values[contender, what].extend(values)

    def median(self, contender: str, what: str) -> float:
        """The middle value.

        Raises:
            Missing, NoAnswer: if the contender could not be measured.
        """
        return median(self._of(contender, what))

    def worst(self, contender: str, what: str) -> float:
        """The 95th percentile."""
        values = sorted(self._of(contender, what))
        return values[math.ceil(len(values) * 0.95) - 1]

    def ratio(self, ours: str, theirs: str, what: str, their_what: str | None = None) -> float:
        """Our median in theirs."""
        return self.median(ours, what) / self.median(theirs, their_what or what)

    def _of(self, contender: str, what: str) -> list[float]:
        if contender in self.failures:
            raise self.failures[contender]
        return self._values[contender, what]


def take_turns(
    contenders: Mapping[str, C],
    measure: Callable[[C], Mapping[str, Iterable[float]]],
    rounds: int,
) -> Series:
    """Measure each contender once a round, in turning order, so that noise hits all alike."""
    series = Series()
    names = list(contenders)
    for number in range(rounds):
        for name in names if number % 2 == 0 else reversed(names):
            if name in series.failures:
                continue
            try:
                series.add(name, measure(contenders[name]))
            except (Missing, NoAnswer) as error:
                series.failures[name] = error
    return series


def by_name(peers: Sequence[Peer]) -> dict[str, Peer]:
    """The peers by their names."""
    return {peer.name: peer for peer in peers}


def timed(work: Callable[[], object]) -> dict[str, list[float]]:
    """Seconds that the work takes, under the name "time"."""
    start = time.perf_counter()
    work()
    return {"time": [time.perf_counter() - start]}
