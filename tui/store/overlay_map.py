"""An immutable mapping that shares its base with the mapping it was made from."""

from __future__ import annotations

from collections.abc import Collection, ItemsView, Iterator, KeysView, Mapping, ValuesView
from typing import TypeVar

T = TypeVar("T")
_MAX_OVERLAY = 1000
"""Keys in the overlay, which every change copies."""


class OverlayMap(Mapping[str, T]):
    """A shared dictionary below an overlay of the keys that differ from it.

    Copying ten thousand references takes as long as writing a change to the disk, so the two
    layers are merged only when all items are asked for.

    Args:
        base: The mapping below; it must not be modified later.
        overlay: The values that differ from it; ``None`` for a key that is removed.
    """

    __slots__ = ("_layers", "_origin")

    def __init__(self, base: Mapping[str, T], overlay: Mapping[str, T | None]) -> None:
        # Both layers are one attribute, so that another thread never sees an unfitting pair.
        self._layers: tuple[dict[str, T], Mapping[str, T | None]]
        self._origin: tuple[object, Mapping[str, T | None]]
        """What identifies the mapping it was made from, and the overlay on that."""
        if isinstance(base, OverlayMap):
            base, lower_overlay = base._layers
            self._origin = lower_overlay, overlay
            overlay = {**lower_overlay, **overlay}
        else:
            self._origin = base, overlay
        self._layers = base if isinstance(base, dict) else dict(base), overlay
        if len(overlay) > _MAX_OVERLAY:
            self._merged()

    def __getitem__(self, key: str) -> T:
        base, overlay = self._layers
        if key not in overlay:
            return base[key]
        value = overlay[key]
        if value is None:
            raise KeyError(key)
        return value

    def __contains__(self, key: object) -> bool:
        base, overlay = self._layers
        return overlay[key] is not None if key in overlay else key in base  # type: ignore[index]

    def __iter__(self) -> Iterator[str]:
        return iter(self._merged())

    def __len__(self) -> int:
        return len(self._merged())

    def __eq__(self, other: object) -> bool:
        return self._merged() == (other._merged() if isinstance(other, OverlayMap) else other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"OverlayMap({self._merged()!r})"

    def keys(self) -> KeysView[str]:
        """As in a dictionary."""
        return self._merged().keys()

    def values(self) -> ValuesView[T]:
        """As in a dictionary."""
        return self._merged().values()

    def items(self) -> ItemsView[str, T]:
        """As in a dictionary."""
        return self._merged().items()

    def keys_since(self, earlier: Mapping[str, T]) -> Collection[str] | None:
        """The keys that may differ from ``earlier``; ``None`` if it was not made from that."""
        origin, overlay = self._origin
        known = earlier._layers[1] if isinstance(earlier, OverlayMap) else earlier
        return overlay.keys() if origin is known else None

    def _merged(self) -> dict[str, T]:
        base, overlay = self._layers
        if overlay:
            base = dict(base)
            for key, value in overlay.items():
                if value is None:
                    base.pop(key, None)
                else:
                    base[key] = value
            self._layers = base, {}
        return base


def changed_keys(earlier: Mapping[str, T], later: Mapping[str, T]) -> Iterator[str]:
    """The keys whose values are not the same object, or that only one of the two has."""
    keys = later.keys_since(earlier) if isinstance(later, OverlayMap) else None
    if later is earlier:
        keys = ()
    elif keys is None:
        keys = {**earlier, **later}
    return (key for key in keys if earlier.get(key) is not later.get(key))
