"""The review of passages that were not found for certain."""

from __future__ import annotations

from tests.app.conftest import Open
from tui.config import Workspace
from tui.model import Span
from tui.session.library import Library
from tui.session.session import Session

OLD = """Harbour talks

Rain fell on the port. The mayor left the hall before noon, and nobody followed her out.
“Trade will slow,” said Ana Ruiz. The ferry was sold in spring to a buyer who gave no name.
"""
FUZZY = "The mayor left the hall before noon, and nobody followed her out."
GONE = "The ferry was sold in spring to a buyer who gave no name."
NEW = """Harbour talks

Rain fell on the port. The mayor left the hall after noon, and nobody followed her in.
“Trade will slow,” said Ana Ruiz. Ships wait.
"""
NOW = "The mayor left the hall after noon, and nobody followed her in."


def tag(workspace: Workspace, text: str = OLD) -> None:
    """Tag two sentences of the old text."""
    workspace.seeds.mkdir(exist_ok=True)
    (workspace.seeds / "own.txt").write_text(text, "utf-8")
    session = Session(Library(workspace))
    article = session.library.article("own")
    session.open(article)
    for passage, theme in ((FUZZY, "trade"), (GONE, "aid")):
        start = text.index(passage)
        session.annotate(Span(start, start + len(passage)), (theme,))


async def test_opening_says_how_many_need_review(workspace: Workspace, open_app: Open) -> None:
    tag(workspace)
    async with open_app(NEW) as reader:
        assert reader.status == "2 passages need review, for the text was changed; R lists them."
        await reader.press("j", "j")
        assert reader.status.startswith("T trade · 95% like its old words")
        assert "95%" in reader.screen_text


async def test_without_doubts_there_is_nothing_to_review(open_app: Open) -> None:
    async with open_app(OLD) as reader:
        assert "review" not in reader.status
        await reader.press("R")
        assert reader.status.startswith("Nothing needs review")


async def test_old_words_stand_beside_the_new(workspace: Workspace, open_app: Open) -> None:
    tag(workspace)
    async with open_app(NEW, size=(80, 24)) as reader:
        await reader.press("R")
        assert f"Was: {FUZZY} Now: {NOW} As: trade" in reader.flat_text
        await reader.press("j")
        assert f"Was: {GONE} Now: not found in the text As: aid" in reader.flat_text
        await reader.press("k", "escape")
        assert reader.app.screen is reader.screen


async def test_long_words_and_notes_leave_room_for_the_answer(
    workspace: Workspace, open_app: Open
) -> None:
    old = [f"Line {n} of the report tells of {' and '.join(['long'] * 70)} days." for n in range(9)]
    (workspace.seeds / "own.txt").write_text("\n".join(old) + "\n")
    session = Session(Library(workspace))
    session.open(session.library.article("own"))
    text = session.reading.article.text
    for line in old:
        session.annotate(
            Span(text.index(line), text.index(line) + len(line)), ("aid",), "why " * 99
        )
    new = [line.replace("report", "letter").replace("days", "weeks") for line in old]
    async with open_app("\n".join(new) + "\n", size=(80, 24)) as reader:
        await reader.press("R")
        for words in ("Was: Line 0 of the report", "Now: Line 0 of the letter", "As: aid ✎ why"):
            assert words in reader.flat_text
        await reader.press("m")
        assert "Leave with Esc, select the words in the text" in reader.flat_text
        assert "c confirms" in reader.flat_text


async def test_c_confirms_and_u_takes_it_back(workspace: Workspace, open_app: Open) -> None:
    tag(workspace)
    async with open_app(NEW) as reader:
        await reader.press("R", "c")
        assert reader.saved == [(NOW, ("trade",), ""), (GONE, ("aid",), "")]
        assert "Confirmed" in reader.flat_text
        assert FUZZY not in reader.flat_text
        await reader.press("c")
        assert "It has no place to confirm" in reader.flat_text
        await reader.press("u")
        assert reader.saved == [(FUZZY, ("trade",), ""), (GONE, ("aid",), "")]
        assert "Undone: confirmed" in reader.flat_text
        await reader.press("escape")
    async with open_app(NEW) as reader:
        assert len(reader.session.reading.needs_review) == 2


async def test_what_is_confirmed_is_exact_from_then_on(
    workspace: Workspace, open_app: Open
) -> None:
    tag(workspace)
    async with open_app(NEW) as reader:
        await reader.press("R", "c", "escape")
    async with open_app(NEW) as reader:
        assert [a.state for a in reader.session.reading.annotations] == ["exact", "orphan"]
        assert reader.status.startswith("1 passage needs review")


async def test_m_moves_to_the_selection(workspace: Workspace, open_app: Open) -> None:
    tag(workspace)
    async with open_app(NEW) as reader:
        await reader.press("R", "j", "m")
        assert "select the words in the text, then come back with R" in reader.flat_text
        await reader.press("escape", "j", "j", "j", "V")
        selection = reader.selection
        await reader.press("R")
        assert f"Was: {GONE}" in reader.flat_text
        assert f"m moves it to the selection: {selection}" in reader.flat_text
        await reader.press("m")
        assert (selection, ("aid",), "") in reader.saved
        assert "Moved" in reader.flat_text
        await reader.press("escape")
        assert reader.selection is None
        await reader.press("u")
        assert (GONE, ("aid",), "") in reader.saved


async def test_m_refuses_what_carries_another(workspace: Workspace, open_app: Open) -> None:
    tag(workspace)
    async with open_app(NEW) as reader:
        await reader.press("j", "1", "V", "R", "m")
        assert "Another tagged passage has exactly these edges" in reader.flat_text
        assert (FUZZY, ("trade",), "") in reader.saved


async def test_d_deletes_and_u_brings_back(workspace: Workspace, open_app: Open) -> None:
    tag(workspace)
    async with open_app(NEW) as reader:
        await reader.press("R", "d")
        assert reader.saved == [(GONE, ("aid",), "")]
        await reader.press("d")
        assert reader.saved == []
        assert "Nothing needs review any more." in reader.flat_text
        await reader.press("c", "m", "d", "u", "u")
        assert reader.saved == [(FUZZY, ("trade",), ""), (GONE, ("aid",), "")]


async def test_enter_goes_there_with_the_passage_in_hand(
    workspace: Workspace, open_app: Open
) -> None:
    tag(workspace)
    async with open_app(NEW) as reader:
        await reader.press("R", "enter")
        assert reader.sentence == NOW
        assert reader.status.startswith("T trade in hand")
        await reader.press("R", "j", "enter")
        assert "It has no place in the text any more." in reader.flat_text


async def test_a_deleted_article_opens_with_its_kept_text(
    workspace: Workspace, open_app: Open
) -> None:
    tag(workspace)
    (workspace.seeds / "own.txt").unlink()
    async with open_app(size=(120, 30)) as reader:
        await reader.press("L")
        assert "Harbour talks 2 annotations kept." in reader.flat_text
        await reader.press("end", "enter")
        assert reader.text == OLD
        assert [a.state for a in reader.session.reading.annotations] == ["exact", "exact"]
        (notice,) = reader.app._notifications
        assert notice.message.endswith("This is its text as it was when you tagged it.")
        await reader.press("j", "2", "u")
        assert len(reader.saved) == 2


async def test_a_deleted_article_without_its_text_says_so(
    workspace: Workspace, open_app: Open
) -> None:
    tag(workspace)
    (workspace.seeds / "own.txt").unlink()
    for path in workspace.texts.iterdir():
        path.unlink()
    async with open_app(size=(120, 30)) as reader:
        before = reader.session.reading.article
        await reader.press("L", "end", "enter")
        assert reader.session.reading.article is before
        assert "own.txt" in reader.status
