"""Turns the use of private names off: ``PULLQUOTE_TEXTUAL_INTERNALS=off``."""

from __future__ import annotations

import os

ENABLED = os.environ.get("PULLQUOTE_TEXTUAL_INTERNALS") != "off"
"""Whether private names may be used; the environment is read once, at import."""


def has_private(owner: object, *names: str) -> bool:
    """Whether private names may be used and ``owner`` has all of these."""
    return ENABLED and all(hasattr(owner, name) for name in names)
