"""The way back from jumps, and marks."""

from __future__ import annotations

import pytest

from tests.app.conftest import Open
from tests.app.test_keys import TEXT

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
        await reader.app.workers.wait_for_complete()
        await reader.pilot.pause()
        assert reader.sentence == LAST
        await reader.press("ctrl+o")
        assert reader.sentence == FIRST


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["ctrl+o"], "There is no jump to go back from."),
        (["ctrl+n"], "There is no jump further on."),
        (["M", "b"], "Marked as b; 'b comes back here"),
        (["'", "b"], "Nothing is marked b; Mb marks this place."),
        (["M", "1"], "No command has these keys; ? lists them all."),
    ],
)
async def test_what_leads_nowhere_is_said(open_app: Open, keys: list[str], words: str) -> None:
    async with open_app(TEXT) as reader:
        await reader.press(*keys)
        assert reader.status == words
        assert reader.sentence == FIRST


async def test_a_key_after_the_answer_acts_on_what_the_answer_did(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press(":")
        reader.app.screen.dismiss("3")
        assert reader.sentence == "Officials in Mexico gave aid."
