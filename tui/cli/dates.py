"""Days and moments as the reader writes them."""

from __future__ import annotations

from datetime import UTC, datetime

from tui.errors import UsageError

_DAY = len("2026-01-31")


def moment(words: str) -> str:
    """A day as it is, a moment in UTC as annotations keep it; nothing for no words.

    Raises:
        UsageError: if it is neither.
    """
    if not words:
        return ""
    try:
        when = datetime.fromisoformat(words)
    except ValueError:
        raise UsageError(
            f"“{words}” is no date; write a day as 2026-01-31 or a moment as 2026-01-31T12:00:00Z."
        ) from None
    if len(words) <= _DAY:
        return when.strftime("%Y-%m-%d")
    return (
        (when if when.tzinfo else when.replace(tzinfo=UTC))
        .astimezone(UTC)
        .strftime("%Y-%m-%dT%H:%M:%SZ")
    )
