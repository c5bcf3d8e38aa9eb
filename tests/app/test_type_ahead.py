"""A key typed right after one that opens or closes a dialog is neither lost nor misdirected."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input, TextArea

from tests.app.conftest import Open, Reader
from tests.pilot_waits import TIMEOUT, wait_for_app
from tui.model import Article
from tui.screens import library_screen
from tui.sources.article_loading import read_article

TEXT = "Rain fell on the port. Ships waited.\nThe mayor left.\n"
ESCAPE, ENTER = ("escape", None), ("enter", "\r")


def send_early(reader: Reader, opening: str, *keys: tuple[str, str | None]) -> None:
    """Send keys before the dialog that the first one opens has been composed."""
    reader.screen.on_key(events.Key(opening, opening))
    for key, character in keys:
        reader.app.screen.post_message(events.Key(key, character))


@pytest.mark.parametrize("opening", ["L", "m", "x", "?", "/", ":", "T", "H"])
@pytest.mark.parametrize(
    "early", [("j", "j"), ("k", "k"), ("1", "1"), ("ctrl+s", "\x13"), ("q", "q"), ESCAPE, ENTER],
    ids=lambda early: early[0],
)  # fmt: skip
async def test_an_early_key_ends_nothing(
    open_app: Open, opening: str, early: tuple[str, str | None]
) -> None:
    async with open_app(TEXT) as reader:
        reader.screen.show_hits(())
        await reader.press("/", *"ships", "enter")
        send_early(reader, opening, early)
        await reader.pilot.pause()
        await reader.press("escape", "escape")
        assert reader.app.is_running
        assert reader.app.screen is reader.screen


async def test_early_keys_move_in_the_library(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        send_early(reader, "L", ("k", "k"))
        await reader.pilot.pause()
        await reader.press("enter")
        assert reader.session.reading.article.id != "own"


async def test_the_library_shows_its_rows_before_it_has_read_the_articles(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_read = threading.Event()

    def read_later(path: Path) -> Article:
        assert may_read.wait(TIMEOUT)
        return read_article(path)

    monkeypatch.setattr(library_screen, read_article.__name__, read_later)
    async with open_app(TEXT) as reader:
        seeds = reader.session.library.workspace.seeds
        for number in range(60):
            (seeds / f"extra-{number:02}.txt").write_text(f"Title {number}\n\nSome words.\n")
        (seeds / "broken.txt").write_bytes(b"\x00\x01\x02" * 99)
        # `Reader.press` would wait for the thread that waits for this test.
        await reader.pilot.press("L")
        rows = reader.app.screen.query_one("OptionList").options
        assert len(rows) == len(reader.session.library.article_paths())
        assert not any(" words, " in str(row.prompt) for row in rows)
        may_read.set()
        await wait_for_app(reader.pilot)
        assert sum(" words, 0 annotations" in str(row.prompt) for row in rows) > 60


@pytest.mark.parametrize("focus", [[], ["tab"]], ids=["text", "list"])
async def test_words_typed_at_once_all_reach_the_dialog_that_they_open(
    open_app: Open, focus: list[str]
) -> None:
    async with open_app(TEXT) as reader:
        await reader.press(*focus)
        target = reader.app.focused or reader.screen
        for key in "/mexicosj1":
            target.post_message(events.Key({"/": "slash"}.get(key, key), key))
        await reader.pilot.pause()
        await reader.pilot.pause()
        assert reader.app.screen.query_one(Input).value == "mexicosj1"
        assert len(reader.app.screen_stack) == 2
        assert not reader.saved


async def test_a_second_escape_closes_nothing_more(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        send_early(reader, "L", ESCAPE, ESCAPE)
        await reader.pilot.pause()
        assert reader.app.screen is reader.screen


def send_at_once(reader: Reader, *keys: str) -> None:
    """Put keys in the queue of the focused widget before it handles the first of them."""
    for key in keys:
        character = {"enter": "\r", "backspace": "\x7f"}.get(key, key)
        reader.app.focused.post_message(events.Key(key, character if len(character) == 1 else None))


async def test_a_correction_is_done_before_what_is_typed_behind_it(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("/")
        send_at_once(reader, *"shix", "backspace", *"ps", "home", "W")
        await wait_for_app(reader.pilot)
        assert reader.app.screen.query_one(Input).value == "Wships"
        await reader.press("escape", "m")
        send_at_once(reader, *"sof", "left", "left", "backspace", "S", "end", "t")
        await wait_for_app(reader.pilot)
        assert reader.app.screen.query_one(TextArea).text == "Soft"


async def test_what_is_typed_behind_the_end_of_a_note_is_not_in_it(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("m")
        send_at_once(reader, *"why", "ctrl+s", "j", "1")
        await wait_for_app(reader.pilot)
        assert reader.saved == [
            ("Rain fell on the port.", (), "why"),
            ("Ships waited.", ("trade",), ""),
        ]


async def test_what_is_typed_behind_a_search_goes_on_from_its_hits(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("/")
        send_at_once(reader, *"the", "enter", "n")
        await wait_for_app(reader.pilot)
        assert (reader.app.screen, len(reader.screen.hits)) == (reader.screen, 2)
        assert reader.status == "Hit 2 of 2"


async def test_what_is_typed_behind_a_search_without_hits_corrects_it(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("/")
        send_at_once(reader, *"then", "enter", "backspace", "enter")
        await wait_for_app(reader.pilot)
        assert (reader.app.screen, len(reader.screen.hits)) == (reader.screen, 2)


async def test_what_is_typed_behind_a_place_starts_there(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press(":")
        send_at_once(reader, "2", "enter", "1")
        await wait_for_app(reader.pilot)
        assert reader.saved == [("The mayor left.", ("trade",), "")]


async def test_the_article_is_opened_that_was_chosen(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("L", "k")
        send_at_once(reader, "enter", "j")
        await wait_for_app(reader.pilot)
        assert reader.session.reading.article.id != "own"
