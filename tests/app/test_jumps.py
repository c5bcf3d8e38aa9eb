"""The jump list and marks."""

from __future__ import annotations

import pytest

from tests.app.conftest import Open
from tests.app.test_keys import TEXT
from tui.commands import COMMANDS

FIRST = "Rain fell on the port."
QUOTE = "“Trade will slow,” said Ana Ruiz."
LAST = "It was late."


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        (["G", "ctrl+o"], FIRST),
        (["G", "ctrl+o", "ctrl+n"], LAST),
        (["j", "j", "G", "ctrl+o"], "Ships waited."),
        (["]", "q", "G", "g", "ctrl+o", "ctrl+o"], QUOTE),
        (["]", "q", "G", "g", "0", "2", "ctrl+o"], QUOTE),
        (["]", "q", "G", "g", "0", "9", "ctrl+o", "ctrl+n"], LAST),
        (["}", ":", "3", "enter", "ctrl+o"], "The mayor left."),
        (["}", "0", "3", "G", "ctrl+o"], "The mayor left."),
        (["j", "M", "a", "G", "'", "a"], QUOTE),
        (["j", "M", "a", "G", "'", "a", "ctrl+o"], LAST),
        (["G", "tab", "enter", "tab", "ctrl+o"], LAST),
    ],
)
async def test_jumps_have_a_way_back(open_app: Open, keys: list[str], sentence: str) -> None:
    async with open_app(TEXT) as reader:
        await reader.press(*keys)
        assert reader.sentence == sentence


async def test_a_search_has_a_way_back(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("/")
        await reader.type("late")
        await reader.press("enter")
        assert reader.sentence == LAST
        await reader.press("ctrl+o")
        assert reader.sentence == FIRST


@pytest.mark.parametrize(
    ("keys", "notice"),
    [
        (["ctrl+o"], "There is no jump to go back from."),
        (["ctrl+n"], "There is no jump further on."),
        (["M", "b"], "Marked as b; 'b comes back here"),
        (["'", "b"], "Nothing is marked b; Mb marks this place."),
        (["M", "1"], "No command has these keys; ? lists them all."),
        (["z"], "No command has this key; ? lists them all."),
        (["é"], "No command has this key; ? lists them all."),
    ],
)
async def test_what_leads_nowhere_is_said(open_app: Open, keys: list[str], notice: str) -> None:
    async with open_app(TEXT) as reader:
        await reader.press(*keys)
        assert reader.status == notice
        assert reader.sentence == FIRST


async def test_a_key_after_the_answer_acts_on_what_the_answer_did(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press(":")
        reader.app.screen.dismiss("3")
        assert reader.sentence == "Officials in Mexico gave aid."


async def test_a_mark_is_there_at_the_next_start(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("j", "M", "a", "G")
    async with open_app(TEXT) as reader:
        await reader.press("'", "a")
        assert reader.sentence == QUOTE


@pytest.mark.parametrize(
    ("id", "notice"),
    [
        ("set-mark", "Type M and a letter to mark the place."),
        ("go-to-mark", "Type ' and the letter of a mark."),
        ("count", "Type 0, a number and a key: 0 1 2 j goes 12 sentences on."),
        ("percent", "Type how far first: 0 5 0 % goes to the middle."),
    ],
)
async def test_what_wants_more_than_a_key_says_so_from_the_palette(
    open_app: Open, id: str, notice: str
) -> None:
    async with open_app(TEXT) as reader:
        reader.screen.perform(next(command for command in COMMANDS if command.id == id))
        await reader.pilot.pause()
        assert reader.status == notice
