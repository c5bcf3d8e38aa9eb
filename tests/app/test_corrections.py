"""The keys that correct the speakers, quotes and names of an analysis."""

from __future__ import annotations

from tests.app.conftest import Open, Reader
from tui.session.library import Library

TEXT = "Rain fell on the port. “Trade will slow,” said Ana Ruiz. Ships waited.\n"


def saved_corrections(reader: Reader) -> list[tuple[str, str, str]]:
    records = Library(reader.session.library.workspace).records
    return [(c.kind, c.selector.exact, c.name) for c in records.corrections.values()]


async def test_w_names_the_speaker_and_u_takes_it_back(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("]", "q", "w")
        await reader.type("Eva Lund")
        await reader.press("enter")
        assert saved_corrections(reader) == [("speaker", "“Trade will slow,”", "Eva Lund")]
        await reader.press("l")
        assert "direct quote: Eva Lund (reader)" in reader.status
        await reader.press("s")
        assert any("Eva Lund" in line for line in reader.screen_text.splitlines())
        await reader.press("u")
        assert saved_corrections(reader) == []
        assert reader.session.reading.analysis.quotes[0].name != "Eva Lund"


async def test_part_of_a_name_chooses_who_is_in_the_article(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("V", "W")
        await reader.type("rui")
        await reader.press("enter")
        assert saved_corrections(reader) == [("quote", "Rain fell on the port.", "Ana Ruiz")]


async def test_the_last_choice_is_nobody(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("]", "q", "w", "up", "enter")
        assert saved_corrections(reader) == [("speaker", "“Trade will slow,”", "")]


async def test_escape_leaves_the_speaker_as_it_was(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("]", "q", "w", "escape")
        assert (saved_corrections(reader), reader.status) == ([], "Nothing changed")


async def test_r_rejects_the_quote_or_the_name_under_the_cursor(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("]", "q", "r")
        assert reader.session.reading.analysis.quotes == ()
        await reader.press("]", "e", "r")
        assert [kind for kind, _, _ in saved_corrections(reader)] == ["no-quote", "no-entity"]
        await reader.press("g", "r")
        assert reader.status == "Neither a name nor a quote is found here."


async def test_without_a_quote_or_a_selection_the_keys_say_what_helps(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("w")
        assert reader.status.startswith("No quote is found here")
        await reader.press("W")
        assert reader.status.startswith("Select the words")
