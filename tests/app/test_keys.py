"""The commands by their keys, on the reading screen and in its dialogs."""

from __future__ import annotations

import pytest
from textual.events import Click

from tests.app.conftest import Open
from tests.pilot_waits import wait_for_app

TEXT = (
    "Rain fell on the port. “Trade will slow,” said Ana Ruiz. Ships waited.\n"
    "The mayor left. Nobody was hurt.\n"
    "Officials in Mexico gave aid. It was late.\n"
)


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        (["j"], "“Trade will slow,” said Ana Ruiz."),
        (["down", "down"], "Ships waited."),
        (["j", "j", "k"], "“Trade will slow,” said Ana Ruiz."),
        (["j", "up"], "Rain fell on the port."),
        (["}"], "The mayor left."),
        (["}", "}", "{"], "The mayor left."),
        (["G"], "It was late."),
        (["end", "home"], "Rain fell on the port."),
        (["G", "g"], "Rain fell on the port."),
        (["]", "q"], "“Trade will slow,” said Ana Ruiz."),
        (["G", "[", "q"], "“Trade will slow,” said Ana Ruiz."),
        (["}", "]", "e"], "Officials in Mexico gave aid."),
        (["G", "[", "e"], "Officials in Mexico gave aid."),
        (["j", "1", "g", "]", "t"], "“Trade will slow,” said Ana Ruiz."),
        (["1", "G", "[", "t"], "Rain fell on the port."),
        (["j", "1", "g", "]", "u"], "Ships waited."),
        (["G", "[", "u"], "Officials in Mexico gave aid."),
        (["0", "3", "j"], "The mayor left."),
        (["G", "0", "2", "k"], "Nobody was hurt."),
        (["0", "9", "9", "j"], "It was late."),
        (["0", "3", "]", "u"], "The mayor left."),
        (["0", "2", "G"], "The mayor left."),
        (["0", "5", "0", "%"], "The mayor left."),
        (["%"], "Rain fell on the port."),
        (["0", "3", "escape", "j"], "“Trade will slow,” said Ana Ruiz."),
        ([":", "3", "enter"], "Officials in Mexico gave aid."),
        ([":", "1", "0", "0", "%", "enter"], "It was late."),
        ([":", "3", "j", "enter"], "The mayor left."),
        ([":", "3", "escape", "j"], "“Trade will slow,” said Ana Ruiz."),
    ],
)
async def test_motions(open_app: Open, keys: list[str], sentence: str) -> None:
    async with open_app(TEXT) as reader:
        await reader.press(*keys)
        assert reader.sentence == sentence


@pytest.mark.parametrize(
    ("keys", "word"), [(["l"], "fell"), (["right", "right"], "on"), (["l", "l", "h"], "fell"),
                       (["l", "left"], "Rain")],
)  # fmt: skip
async def test_word_motions(open_app: Open, keys: list[str], word: str) -> None:
    async with open_app(TEXT) as reader:
        await reader.press(*keys)
        assert reader.word == word


async def test_pages_take_the_cursor_along(open_app: Open) -> None:
    async with open_app(size=(80, 24)) as reader:
        start = reader.screen.caret.point
        for keys in ("pagedown", "pageup"), ("space", "b"), ("ctrl+f", "ctrl+b"):
            await reader.press(keys[0])
            assert reader.screen.caret.point > start + 200
            await reader.press(keys[1])
            assert reader.screen.caret.point <= start + 60


@pytest.mark.parametrize(("key", "theme"), [("1", "trade"), ("2", "asylum"), ("3", "fentanyl"),
                                            ("4", "aid")])  # fmt: skip
async def test_digits_toggle_themes(open_app: Open, key: str, theme: str) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("j", key)
        assert reader.saved == [("“Trade will slow,” said Ana Ruiz.", (theme,), "")]
        assert reader.status == f"Tagged {theme}"
        await reader.press(key)
        assert reader.saved == []
        assert reader.status == f"Untagged {theme}"


async def test_digits_without_a_theme_say_so(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        for key in "56789":
            await reader.press(key)
            assert reader.status == f"No theme has the key {key}."
        assert reader.saved == []


async def test_notes_are_saved_or_not(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("m")
        await reader.type("ask why")
        await reader.press("ctrl+s")
        assert reader.saved == [("Rain fell on the port.", (), "ask why")]
        await reader.press("m")
        await reader.type(" now")
        await reader.press("escape")
        assert reader.saved == [("Rain fell on the port.", (), "ask why")]
        await reader.press("m", "ctrl+u", "ctrl+s")
        assert reader.saved == []


async def test_d_removes_and_u_and_redo_go_back_and_forth(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("d")
        assert "Nothing is tagged here" in reader.status
        await reader.press("1", "2", "l", "d")
        assert reader.saved == []
        await reader.press("u")
        assert reader.saved == [("Rain fell on the port.", ("trade", "asylum"), "")]
        await reader.press("u", "u")
        assert reader.saved == []
        await reader.press("u")
        assert reader.status == "There is nothing to undo."
        await reader.press("ctrl+r", "ctrl+r", "ctrl+r", "ctrl+r")
        assert reader.status == "There is nothing to redo."
        assert reader.saved == []


async def test_lists_are_shown_one_after_the_other(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        assert "Ana Ruiz" in reader.screen_text
        await reader.press("s")
        assert reader.screen.side_pane.listing == "entities"
        assert "People" in reader.screen_text
        await reader.press("s")
        assert "Nothing is tagged yet" in reader.screen_text


async def test_enter_in_a_list_jumps(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("G", "tab", "enter")
        assert reader.sentence == "“Trade will slow,” said Ana Ruiz."
        await reader.press("tab", "j")
        assert reader.sentence == "Ships waited."


async def test_the_list_can_be_hidden(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("S")
        assert not reader.screen.side_pane.display
        await reader.press("tab")
        assert reader.screen.side_pane.display
        assert reader.screen.side_pane.has_focus_within


async def test_two_clicks_beside_the_palette_close_nothing_more(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("ctrl+p")
        palette = reader.app.screen
        for _ in range(2):
            click = Click(palette, 2, 25, 0, 0, 1, False, False, False, screen_x=2, screen_y=25)
            palette.post_message(click)
        await wait_for_app(reader.pilot)
        assert reader.app.is_running
        assert reader.app.screen is reader.screen


async def test_where_the_list_is_hidden_tab_shows_it_for_a_visit(open_app: Open) -> None:
    async with open_app(TEXT, size=(60, 20)) as reader:
        side = reader.screen.side_pane
        for leave in ("tab", "click"):
            await reader.press("tab")
            assert side.display
            assert side.has_focus_within
            if leave == "tab":
                await reader.press("tab")
            else:
                await reader.pilot.click("#text", offset=(9, 1))
            assert not side.display
        await reader.press("S", "tab", "tab")
        assert side.display


async def test_a_visited_list_leaves_a_smaller_screen_to_the_text(open_app: Open) -> None:
    async with open_app(TEXT, size=(60, 20)) as reader:
        await reader.press("tab", "tab")
        await reader.pilot.resize_terminal(20, 5)
        await reader.pilot.pause()
        assert "Rain fell on" in reader.row(1)


async def test_the_palette_runs_commands(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("ctrl+p")
        await reader.type("tag or untag: aid")
        await reader.press("enter")
        assert reader.saved == [("Rain fell on the port.", ("aid",), "")]


async def test_the_library_opens_another_article(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("j", "L", "k", "enter")
        assert reader.text.startswith("As the United States")
        await reader.press("L", "j", "enter")
        assert reader.sentence == "“Trade will slow,” said Ana Ruiz."


async def test_colours_change(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        for name in ("light", "ansi", "mono", "dark"):
            await reader.press("c")
            assert reader.status == f"Colours: {name}"
            assert "Rain fell" in reader.screen_text


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_quitting_keeps_the_place(open_app: Open, key: str) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("}", "j", key)
        assert reader.app._exit
    async with open_app(TEXT) as reader:
        assert reader.sentence == "Nobody was hurt."


async def test_wrong_keys_do_nothing(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        before = reader.screen.caret
        await reader.press("z", "ctrl+g", "f5", "]", "z")
        assert reader.screen.caret == before
        assert "No command" in reader.status
        await reader.press("j")
        assert reader.sentence.startswith("“Trade")


async def test_a_prefix_shows_what_may_follow(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("]")
        assert "]u next untagged" in reader.row(29)
        await reader.press("escape")
        assert "]u next untagged" not in reader.row(29)


async def test_a_number_is_shown_while_it_is_typed(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("0")
        assert "0… number, then:" in reader.row(29)
        await reader.press("1", "2")
        assert "12× then:  j sentence" in reader.row(29)
        assert reader.saved == []
        await reader.press("j")
        assert "12×" not in reader.row(29)


async def test_a_number_undoes_and_repeats(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("1", "2", "3", "0", "2", "u")
        assert reader.saved == [("Rain fell on the port.", ("trade",), "")]
        await reader.press("0", "2", "ctrl+r")
        assert reader.saved == [("Rain fell on the port.", ("trade", "asylum", "fentanyl"), "")]


async def test_a_place_that_is_none_is_said(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press(":", "x", "enter")
        assert reader.status.startswith("“x” is no place; 12 is a paragraph")


async def test_undo_belongs_to_the_open_article(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("1", "L", "k", "enter", "u")
        assert reader.status == "There is nothing to undo."
        assert len(reader.saved) == 1
        await reader.press("L", "j", "enter", "u")
        assert reader.saved == []


async def test_a_note_that_cannot_be_kept_is_not_lost(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app(TEXT, size=(120, 30)) as reader:
        await reader.press("m", *"important")

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            for name in ("fsync", "fdatasync"):
                patch.setattr(f"os.{name}", full)
            await reader.press("ctrl+s")
        assert "important" in reader.screen_text
        assert "full" in reader.screen_text
        await reader.press("ctrl+s")
        assert reader.saved == [("Rain fell on the port.", (), "important")]


async def test_a_draft_is_not_thrown_away_by_quitting(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("m", *"draft", "ctrl+q")
        assert not reader.app._exit
        await reader.press("ctrl+s")
        assert reader.saved == [("Rain fell on the port.", (), "draft")]
