"""The help screen lists every command and scrolls to its end."""

from __future__ import annotations

import pytest

from tests.app.conftest import Open
from tests.app.test_keys import TEXT
from tui.commands import COMMANDS


@pytest.mark.parametrize("key", ["?", "f1"])
async def test_help_lists_every_command_and_closes(open_app: Open, key: str) -> None:
    async with open_app(TEXT, size=(120, 200)) as reader:
        await reader.press(key)
        text = reader.screen_text
        for command in COMMANDS:
            if not command.theme_key:
                assert command.help[:40] in text, command.id
        assert text.count("1 … 9  Tag the selection") == 1
        await reader.press("j", "k", "pagedown", "pageup", "escape")
        assert reader.app.screen is reader.screen


async def test_help_scrolls_where_it_is_longer_than_the_screen(open_app: Open) -> None:
    async with open_app(TEXT, size=(80, 24)) as reader:
        await reader.press("?")
        assert "Go to the next sentence." in reader.screen_text
        await reader.press(*["space"] * 8)
        assert "Quit; everything is kept already." in reader.screen_text
        await reader.press("escape")
        assert reader.app.screen is reader.screen


async def test_help_can_be_read_to_its_end(open_app: Open) -> None:
    async with open_app(TEXT, size=(80, 24)) as reader:
        await reader.press("?")
        assert COMMANDS[-1].help not in reader.screen_text
        await reader.press(*["pagedown"] * 8)
        assert COMMANDS[-1].help in reader.screen_text
