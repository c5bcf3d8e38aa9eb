"""Telling a flipped bit from an edit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_BYTE = re.compile(r"\\u00(1c|dc)")


def is_flip(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Whether they differ by one bit of the file, as no reader's edit does; ``one`` is damaged."""
    # The bit may be one of a letter, of the sequence that stands for a letter in the file, or of
    # the backslash with which such a sequence begins.
    ways = ((_letters, _letters), (_sequences, _sequences), (_broken_sequences, _sequences))
    return any(_differ_by_a_bit(damaged(one), sound(other)) for damaged, sound in ways)


def _letters(value: tuple[Any, ...]) -> str:
    return "\0".join(_words(value))


def _sequences(value: tuple[Any, ...]) -> str:
    return json.dumps(_letters(value))


def _broken_sequences(value: tuple[Any, ...]) -> str:
    return _BYTE.sub(lambda found: chr(int(found[1], 16)), _sequences(value))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str | int):
        yield str(value)
    else:
        for one in value:
            yield from _words(one)


def _differ_by_a_bit(first: str, second: str) -> bool:
    bits = [ord(a) ^ ord(b) for a, b in zip(first, second, strict=False) if a != b]
    return len(first) == len(second) and [bit.bit_count() for bit in bits] == [1]
