"""The commands on tagged passages, and on every hit of a search."""

from __future__ import annotations

from tests.app.conftest import Open
from tests.app.test_keys import TEXT

FIRST = "Rain fell on the port."


async def test_a_dot_tags_the_same_again(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press(".")
        assert reader.status == "Nothing was tagged yet; a digit tags."
        await reader.press("2", "}", ".", "v", "l", ".")
        assert reader.saved == [
            (FIRST, ("asylum",), ""),
            ("The mayor", ("asylum",), ""),
            ("The mayor left.", ("asylum",), ""),
        ]
        assert reader.status == "Tagged asylum"
        assert reader.selection is None


BOTH = "Rain fell on the port. “Trade will slow,” said Ana Ruiz."


async def test_O_takes_one_of_several_in_hand(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("O")
        assert reader.status.startswith("Nothing is tagged here")
        await reader.press("1", "v", "j", "j", "2", "g")
        assert reader.status.startswith("T trade · A asylum")
        await reader.press("O")
        assert reader.status.startswith("T trade in hand · A asylum")
        await reader.press("O")
        assert reader.status.startswith("A asylum in hand · T trade")
        assert reader.screen.pane.lifted is not None
        await reader.press("3")
        assert reader.saved == [(FIRST, ("trade",), ""), (BOTH, ("asylum", "fentanyl"), "")]
        await reader.press("m")
        await reader.type("both")
        await reader.press("ctrl+s")
        assert reader.saved[1] == (BOTH, ("asylum", "fentanyl"), "both")
        await reader.press("d")
        assert reader.saved == [(FIRST, ("trade",), "")]
        assert reader.screen.pane.lifted is None


async def test_escape_and_a_step_let_go(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("1", "O")
        for key in "escape", "l":
            await reader.press("O", key)
            assert reader.screen.caret.active is None
            assert reader.screen.pane.lifted is None


async def test_e_moves_edges_and_enter_keeps_them(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("e")
        assert reader.status.startswith("Nothing is tagged here")
        await reader.press("1", "l", "e")
        assert reader.selection == FIRST
        assert reader.status.startswith("Enter keeps the edges, Esc leaves them, moving the end")
        await reader.press("2", ".", "m")
        assert reader.status == "Enter keeps the new edges first; Esc leaves them where they were."
        await reader.press("h", "o", "l", "enter")
        assert reader.status == "Moved the edges"
        assert reader.saved == [("fell on the port", ("trade",), "")]
        assert reader.selection is None
        await reader.press("u")
        assert reader.saved == [(FIRST, ("trade",), "")]
        await reader.press("ctrl+r")
        assert reader.saved == [("fell on the port", ("trade",), "")]


async def test_escape_leaves_the_edges(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("1", "e", "j", "escape")
        assert reader.status == "The edges stay where they were"
        assert reader.saved == [(FIRST, ("trade",), "")]
        assert reader.selection is None
        await reader.press("enter")
        assert reader.status == "e moves the edges of a tagged passage, then Enter keeps them."


async def test_edges_that_another_passage_has_are_refused(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("1", "v", "l", "2", "g", "e", "V", "enter")
        assert reader.status.startswith("Another tagged passage has exactly these edges")
        assert reader.selection == FIRST
        await reader.press("escape")
        assert [passage for passage, _, _ in reader.saved] == ["Rain fell", FIRST]


async def test_undo_while_edges_move_lets_go(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("1", "e", "u", "enter")
        assert reader.saved == []
        assert reader.status == "e moves the edges of a tagged passage, then Enter keeps them."


async def test_every_hit_is_tagged_at_once(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("T")
        assert reader.status == "No hits are marked; / searches."
        await reader.press("/")
        await reader.type("the|late")
        await reader.press("enter")
        caret = reader.screen.caret
        await reader.press("T")
        assert "Tag 3 matches as:  1 trade  2 asylum" in reader.screen_text
        await reader.press("9", "enter", "j", "2")
        assert "Tag 3 matches as asylum? Enter / Esc" in reader.screen_text
        await reader.press("1")
        assert "Tag 3 matches as trade? Enter / Esc" in reader.screen_text
        await reader.press("enter")
        assert reader.status == "Tagged 3 passages trade"
        assert reader.saved == [
            ("the", ("trade",), ""), ("The", ("trade",), ""), ("late", ("trade",), ""),
        ]  # fmt: skip
        assert reader.screen.caret == caret
        await reader.press("T", "1")
        assert "All 3 are tagged trade already." in reader.screen_text
        await reader.press("enter")
        assert reader.status == "Nothing changed"
        await reader.press("u")
        assert reader.saved == []


async def test_n_searches_again_for_what_was_searched_last(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("n")
        assert reader.status == "Nothing was searched for; / searches."
        await reader.press("/", *"the|late", "enter")
        await reader.press("escape")
        assert reader.screen.hits == ()
        await reader.press("n")
        assert (reader.status, len(reader.screen.hits)) == ("Hit 2 of 3", 3)
        await reader.press("escape", "0", "2", "N")
        assert reader.status == "Hit 3 of 3 (from the other end)"
        seeds = reader.session.library.workspace.seeds
        (seeds / "other.txt").write_text("Nobody came.\nIt was late.\n")
        reader.screen.open(reader.session.library.article("other"))
        await reader.press("n")
        assert (reader.status, reader.word) == ("Hit 1 of 1", "late")


async def test_n_asks_for_something_else_where_nothing_is_found(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        await reader.press("/", *"the", "enter")
        seeds = reader.session.library.workspace.seeds
        (seeds / "other.txt").write_text("Nobody came.\n")
        reader.screen.open(reader.session.library.article("other"))
        await reader.press("n")
        assert "0 hits" in reader.screen_text
        await reader.press("backspace", "backspace", "backspace", *"came", "enter")
        assert reader.word == "came"


async def test_escape_tags_no_hit(open_app: Open) -> None:
    async with open_app(TEXT) as reader:
        reader.screen.show_hits((reader.screen.caret.word,))
        await reader.press("T", "1", "escape")
        assert reader.status == "Nothing changed"
        assert reader.saved == []
        await reader.press("v", "1", "T", "2")
        assert "Tag 1 match as asylum? Enter / Esc" in reader.screen_text
