"""Counts in sentences for the reader."""

from __future__ import annotations


def plural(count: int, singular: str, plural: str | None = None) -> str:
    """A count with its noun: ``1 change``, ``2,000 changes``.

    Args:
        count: How many there are; written with thousands separators.
        singular: The noun for exactly one.
        plural: The noun for any other count; ``singular`` with an ``s`` by default.
    """
    if count == 1:
        return f"1 {singular}"
    return f"{count:,} {plural or f'{singular}s'}"
