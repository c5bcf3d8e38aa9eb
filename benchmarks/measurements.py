"""Measures contenders in alternating order and summarises the values."""

from __future__ import annotations

import math
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median
from typing import TypeVar

from benchmarks.peers import Peer, PeerMissing
from benchmarks.terminal import NoResponse

C = TypeVar("C")


class Series:
    """Measured values by contender and quantity."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], list[float]] = defaultdict(list)
        self.failures: dict[str, Exception] = {}
        """The errors of contenders that could not be measured."""

    def add(self, contender: str, values_by_quantity: Mapping[str, Iterable[float]]) -> None:
        """Add the values of one round."""
        for quantity, values in values_by_quantity.items():
            self._values[contender, quantity].extend(values)

    def median(self, contender: str, quantity: str) -> float:
        """The median of the values.

        Raises:
            Missing, NoAnswer: if the contender could not be measured.
        """
        return median(self._values_of(contender, quantity))

    def percentile_95(self, contender: str, quantity: str) -> float:
        """The 95th percentile of the values.

        Raises:
            PeerMissing, NoResponse: if the contender could not be measured.
        """
        values = sorted(self._values_of(contender, quantity))
        return values[math.ceil(len(values) * 0.95) - 1]

    def ratio(
        self, contender: str, peer: str, quantity: str, peer_quantity: str | None = None
    ) -> float:
        """The median of a contender divided by that of a peer.

        Raises:
            PeerMissing, NoResponse: if one of them could not be measured.
        """
        return self.median(contender, quantity) / self.median(peer, peer_quantity or quantity)

    def _values_of(self, contender: str, quantity: str) -> list[float]:
        if contender in self.failures:
            raise self.failures[contender]
        return self._values[contender, quantity]


def run_alternately(
    contenders: Mapping[str, C],
    measure: Callable[[C], Mapping[str, Iterable[float]]],
    rounds: int,
) -> Series:
    """Measure each contender once per round, in alternating order, so that noise affects all.

    A contender that fails is left out of further rounds.
    """
    series = Series()
    names = list(contenders)
    for number in range(rounds):
        for name in names if number % 2 == 0 else reversed(names):
            if name in series.failures:
                continue
            try:
                series.add(name, measure(contenders[name]))
            except (PeerMissing, NoResponse) as error:
                series.failures[name] = error
    return series


def by_name(peers: Sequence[Peer]) -> dict[str, Peer]:
    """The peers, by name."""
    return {peer.name: peer for peer in peers}


def time_call(function: Callable[[], object]) -> dict[str, list[float]]:
    """The seconds that a call takes, as the quantity "time"."""
    start = time.perf_counter()
    function()
    return {"time": [time.perf_counter() - start]}
