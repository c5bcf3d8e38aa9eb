"""The commands by their keys, on the reading screen and in its dialogs."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Click

from tests.app.conftest import Open
from tests.pilot_waits import wait_for_app
from tui.commands import COMMANDS

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


@pytest.mark.parametrize(
    ("keys", "selection"),
    [
        (["v"], "Rain"),
        (["v", "l"], "Rain fell"),
        (["v", "j"], "Rain fell on the port."),
        (["v", "}"], TEXT[: TEXT.index("\n")]),
        (["l", "l", "v", "o", "h"], "fell on"),
        (["l", "V"], "Rain fell on the port."),
        (["l", "P"], TEXT[: TEXT.index("\n")]),
        (["j", "Q"], "“Trade will slow,”"),
        (["]", "e", "E"], "Ana Ruiz"),
        (["1", "l", "I"], "Rain fell on the port."),
        (["+"], "Rain"),
        (["+", "+"], "Rain fell on the port."),
        (["0", "9", "+"], TEXT[: TEXT.index("\n")]),
        (["j", "+", "+", "+"], "“Trade will slow,” said Ana Ruiz."),
        (["j", "+", "+", "+", "_"], "“Trade will slow,”"),
        (["j", "+", "+", "+", "backspace", "backspace"], "Trade"),
        (["+", "_"], None),
        (["_"], None),
        (["v", "l", "escape"], None),
        (["v", "v"], None),
    ],
)
async def test_selection(open_app: Open, keys: list[str], selection: str | None) -> None:
    async with open_app(TEXT) as reader:
        await reader.press(*keys)
        assert reader.selection == selection


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


async def test_a_selection_is_tagged_and_dropped(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("v", "l", "2", "1")
        assert reader.saved == [("Rain fell", ("asylum", "trade"), "")]
        await reader.press("l", "3")
        assert reader.saved[1:] == [("Rain fell on the port.", ("fentanyl",), "")]


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


async def test_export_writes_a_file(open_app: Open) -> None:
    async with open_app(TEXT, size=(120, 40)) as reader:
        await reader.press("1", "x")
        assert "Markdown" in reader.screen_text
        await reader.press("enter")
        path = reader.session.library.workspace.annotations / "exports" / "own.md"
        assert "Rain fell on the port." in path.read_text()
        assert reader.status.startswith("Exported 1 annotation to")
        await reader.press("x", "escape")
        assert reader.status == "Nothing exported"


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


async def test_a_search_for_signs_goes_both_ways(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("/", "\\", "full_stop")
        await reader.press("enter", "n", "n")
        forward = reader.word
        await reader.press("N", "N")
        back = reader.word
        await reader.press("n", "n")
        assert reader.word == forward != back


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


async def test_a_file_that_the_reader_named_keeps_its_name(open_app: Open, tmp_path: Path) -> None:
    named = tmp_path / "mine.md"
    async with open_app(TEXT) as reader:
        await reader.press("1", "x", "tab", "ctrl+u")
        await reader.type(str(named))
        await reader.press("tab", "space", "enter")
        await reader.app.workers.wait_for_complete()
        await reader.pilot.pause()
        assert reader.status.startswith(f"Exported 1 annotation to {named}.")
    assert "Rain fell on the port." in named.read_text()


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_an_export_asks_before_it_replaces_a_file(
    open_app: Open, tmp_path: Path, size: tuple[int, int]
) -> None:
    thesis = tmp_path / "thesis.md"
    thesis.write_text("Chapter one")
    async with open_app(TEXT, size=size) as reader:
        await reader.press("1", "x", "tab", "ctrl+u")
        await reader.type(str(thesis))
        await reader.press("enter", "tab")
        await reader.app.workers.wait_for_complete()
        await reader.pilot.pause()
        assert "Enter once more replaces it." in reader.flat_text
        assert thesis.read_text() == "Chapter one"
        await reader.press("enter")
        await reader.app.workers.wait_for_complete()
    assert "Rain fell on the port." in thesis.read_text()


async def test_an_export_never_replaces_what_it_is_about(open_app: Open) -> None:
    async with open_app(TEXT, size=(120, 40)) as reader:
        await reader.press("1", "x", "tab")
        workspace = reader.session.library.workspace
        for target in (workspace.data_file, workspace.seeds / "own.txt"):
            before = target.read_bytes()
            reader.app.screen.query_one("Input").value = str(target)
            await reader.press("enter")
            assert "; choose another." in reader.flat_text
            assert target.read_bytes() == before


async def test_help_can_be_read_to_its_end(open_app: Open) -> None:
    async with open_app(TEXT, size=(80, 24)) as reader:
        await reader.press("?")
        assert COMMANDS[-1].help not in reader.screen_text
        await reader.press(*["pagedown"] * 8)
        assert COMMANDS[-1].help in reader.screen_text


@pytest.mark.parametrize(
    ("keys", "starts", "ends"),
    [
        (["G"], "Nobody", "It was late."),
        (["g"], "Rain fell", "Nobody"),
        (["end"], "Nobody", "It was late."),
        (["home"], "Rain fell", "Nobody"),
        (["g", "G"], "Nobody", "It was late."),
        (["G", "g"], "Rain fell", "Nobody"),
        (["0", "1", "G"], "Rain", "Nobody"),
        (["0", "9", "9", "%"], "Nobody", "gave aid. It"),
        (["pagedown"], "Nobody", "Mexico"),
        ([":", "3", "enter"], "Nobody", "Officials"),
        (["g", "ctrl+o"], "Nobody", "Nobody"),
        (["M", "a", "G", "'", "a"], "Nobody", "Nobody"),
        (["]", "q"], "Nobody", "Nobody"),
        (["[", "q"], "“Trade", "Nobody"),
    ],
)
async def test_every_motion_stretches_the_selection(
    open_app: Open, keys: list[str], starts: str, ends: str
) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("}", "j", "v", *keys)
        assert reader.selection is not None
        assert reader.selection.startswith(starts)
        assert reader.selection.endswith(ends)


async def test_a_hit_stretches_the_selection(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("v", "/")
        await reader.type("ana|late")
        await reader.press("enter")
        assert reader.selection == "Rain fell on the port. “Trade will slow,” said Ana"
        await reader.press("n")
        assert reader.selection is not None
        assert reader.selection.endswith("It was late")
        await reader.press("N")
        assert reader.selection.endswith("said Ana")
