"""Notices are shown whole, and cover nothing that the reader needs."""

from __future__ import annotations

import pytest
from textual.widgets._toast import Toast

from tests.app.conftest import Open, Reader

TEXT = "Rain fell on the port. Ships waited.\nThe mayor left.\n"
LINES_BELOW = 3


def toast_messages(reader: Reader) -> list[str]:
    """The messages of the notifications, which must not cover the bars below the text."""
    toasts = list(reader.app.query(Toast))
    assert all(t.region.bottom <= reader.app.size.height - LINES_BELOW for t in toasts)
    return [toast._notification.message for toast in toasts]


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_a_long_notice_is_shown_whole_until_the_next_key(
    open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(TEXT, size=size, notifications=True) as reader:
        for _ in range(2):
            await reader.press(":", *"abc", "enter")
            (message,) = toast_messages(reader)
            assert message == (
                "“abc” is no place; 12 is a paragraph, 50% half of the text, 3j a number and a key."
            )
        await reader.press("j")
        assert not toast_messages(reader)


async def test_an_export_says_where_it_is_and_what_it_lacks(open_app: Open) -> None:
    async with open_app(TEXT, notifications=True) as reader:
        await reader.press("1", "x", "enter")
        await reader.app.workers.wait_for_complete()
        await reader.pilot.pause()
        (message,) = toast_messages(reader)
        assert "own.md. Passages lose their times: 1." in message


async def test_escape_takes_away_what_the_app_said_by_itself(open_app: Open) -> None:
    async with open_app(TEXT, notifications=True) as reader:
        reader.app.warn("Something happened.")
        await reader.press("j")
        assert toast_messages(reader) == ["Something happened."]
        await reader.press("escape")
        assert not toast_messages(reader)


async def test_a_long_note_hides_no_name_under_the_cursor(open_app: Open) -> None:
    async with open_app("Rain fell, said Ana Ruiz of Mexico.\n", size=(80, 24)) as reader:
        await reader.press("m", *("why" * 40), "ctrl+s", *"lll")
        assert "✎ why" in reader.row(21)
        assert "Ana Ruiz" in reader.row(21)


async def test_a_narrow_status_line_keeps_its_room_for_names(open_app: Open) -> None:
    async with open_app("Rain fell, said Ana Ruiz of Mexico.\n", size=(40, 12)) as reader:
        await reader.press(*"lll")
        assert "PERSON Ana Ruiz" in reader.row(9)
        assert reader.row(9).endswith("% ")
