"""The search screen, and going from hit to hit."""

from __future__ import annotations

from tests.app.conftest import Open
from tests.app.test_keys import TEXT


async def test_search_counts_and_goes(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("/")
        await reader.type("wa")
        assert "3 hits" in reader.screen_text
        await reader.press("enter")
        assert reader.sentence == "Ships waited."
        await reader.press("n")
        assert reader.sentence == "Nobody was hurt."
        await reader.press("n", "n")
        assert reader.sentence == "Ships waited."
        await reader.press("N")
        assert reader.sentence == "It was late."
        await reader.press("escape")
        assert reader.screen.hits == ()
        await reader.press("T")
        assert "/ searches" in reader.status


async def test_a_bad_pattern_is_said_and_nothing_breaks(open_app: Open) -> None:
    async with open_app(TEXT, size=(120, 30)) as reader:
        await reader.press("/")
        await reader.type("(")
        assert "is not a regular" in reader.screen_text
        await reader.press("enter", "escape", "j")
        assert reader.sentence.startswith("“Trade")


async def test_a_search_for_signs_goes_both_ways(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("/", "\\", "full_stop")
        await reader.press("enter", "n", "n")
        forward = reader.word
        await reader.press("N", "N")
        back = reader.word
        await reader.press("n", "n")
        assert reader.word == forward != back
