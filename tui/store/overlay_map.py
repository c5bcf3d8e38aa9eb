"""A mapping that is changed without being copied, and never changes."""

from __future__ import annotations

from collections.abc import Collection, ItemsView, Iterator, KeysView, Mapping, ValuesView
from typing import TypeVar

T = TypeVar("T")
_MOST = 1000
"""Values in the upper layer, which every change copies."""


class OverlayMap(Mapping[str, T]):
    """A dictionary that is shared with others, under the few values in which they differ.

    To copy ten thousand references takes as long as a disk takes to keep a tag. So the layers
    become one only when somebody wants to see all of them.
    """

    __slots__ = ("_layers", "_step")

    def __init__(self, base: Mapping[str, T], over: Mapping[str, T | None]) -> None:
        # One attribute, so that another thread sees both layers as they belong together.
        self._layers: tuple[dict[str, T], Mapping[str, T | None]]
        self._step: tuple[object, Mapping[str, T | None]]
        if isinstance(base, OverlayMap):
            base, below = base._layers
            self._step = below, over
            over = {**below, **over}
        else:
            self._step = base, over
        self._layers = base if isinstance(base, dict) else dict(base), over
        if len(over) > _MOST:
            self._whole()

    def __getitem__(self, key: str) -> T:
        base, over = self._layers
        if key not in over:
            return base[key]
        value = over[key]
        if value is None:
            raise KeyError(key)
        return value

    def __contains__(self, key: object) -> bool:
        base, over = self._layers
        return over[key] is not None if key in over else key in base  # type: ignore[index]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def __eq__(self, other: object) -> bool:
        return self._whole() == (other._whole() if isinstance(other, OverlayMap) else other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"OverlayMap({self._whole()!r})"

    def keys(self) -> KeysView[str]:
        """As of a dictionary."""
        return self._whole().keys()

    def values(self) -> ValuesView[T]:
        """As of a dictionary."""
        return self._whole().values()

    def items(self) -> ItemsView[str, T]:
        """As of a dictionary."""
        return self._whole().items()

    def keys_since(self, earlier: Mapping[str, T]) -> Collection[str] | None:
        """The keys under which it may differ from what it was made of, if that is ``earlier``."""
        origin, over = self._step
        known = earlier._layers[1] if isinstance(earlier, OverlayMap) else earlier
        return over.keys() if origin is known else None

    def _whole(self) -> dict[str, T]:
        base, over = self._layers
        if over:
            base = dict(base)
            for key, value in over.items():
                if value is None:
                    base.pop(key, None)
                else:
                    base[key] = value
            self._layers = base, {}
        return base


def differing(earlier: Mapping[str, T], later: Mapping[str, T]) -> Iterator[str]:
    """The keys under which the two do not hold the same object, or only one holds any."""
    keys = later.keys_since(earlier) if isinstance(later, OverlayMap) else None
    if later is earlier:
        keys = ()
    elif keys is None:
        keys = {**earlier, **later}
    return (key for key in keys if earlier.get(key) is not later.get(key))
