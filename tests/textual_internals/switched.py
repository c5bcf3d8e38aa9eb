"""Marks tests that measure what only the private way does."""

from __future__ import annotations

import pytest

from tui.textual_internals.switch import ENABLED

needs_internals = pytest.mark.skipif(
    not ENABLED, reason="measures what is sent or painted, which the public way does not save"
)
