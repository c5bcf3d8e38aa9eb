"""Values of arguments: what ``argparse`` calls with the text of one."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import UTC, datetime

from tui.errors import UsageError

_DAY_LENGTH = len("2026-01-31")


def positive_int(text: str) -> int:
    """The whole number, 1 or more.

    Raises:
        ArgumentTypeError: if the text is no such number.
    """
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError("it is a number from 1 on")
    return int(text)


def day_or_moment(text: str) -> str:
    """A day as ``2026-01-31``, a moment as ``2026-01-31T12:00:00Z``, an empty text as it is.

    A moment without a time zone is taken as UTC; one in another zone is converted to UTC.

    Raises:
        UsageError: if the text is neither.
    """
    if not text:
        return ""
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"“{text}” is no date; write a day as 2026-01-31 or a moment as 2026-01-31T12:00:00Z."
        ) from None
    if len(text) <= _DAY_LENGTH:
        return parsed.strftime("%Y-%m-%d")
    aware = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
