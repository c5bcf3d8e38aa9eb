"""Values -> JSON text that loses nothing and that no terminal obeys."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from tui.exports.passage_text import ACTING


def dumps(value: Any, indent: int | None = None) -> str:
    """The value as JSON, keys in the order given.

    Letters stay readable; whatever acts on a terminal is written as its number, which reads back
    as the same character.
    """
    text = _encoder(indent).encode(value)
    return text if text.isprintable() else _acting().sub(_escaped, text)


@cache
def _acting() -> re.Pattern[str]:
    return re.compile(f"[{ACTING}]")


@cache
def _encoder(indent: int | None) -> json.JSONEncoder:
    return json.JSONEncoder(ensure_ascii=False, indent=indent)


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]
