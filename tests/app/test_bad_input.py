"""Whatever is opened, the app stays up, says what is wrong, and loses nothing."""

from __future__ import annotations

import pytest

from tests.app.conftest import Open
from tests.terminals import ESCAPE, Window, command
from tui.analysis.workers.analysis_process import AnalysisProcess
from tui.app import PullquoteApp, _target_article
from tui.config import Workspace
from tui.screens.messages import AnalysisFailed
from tui.session.background_loading import BackgroundLoading
from tui.session.library import Library
from tui.session.session import Session

HOSTILE = (
    "Rain \x1b[2Jfell \x1b]52;c;cHduZWQ=\x07on [sic] the \x9b31mport. \u202egnp.exe\u202c done.\n"
    "[bold]Markup[/bold] is [link=x]text[/] here, said Ana Ruiz.\n"
)
COMMANDING = set(range(0x20)) | set(range(0x7F, 0xA0)) | {0x202E, 0x202C, 0x2066, 0x2069}


async def test_hostile_text_reaches_no_cell(open_app: Open) -> None:
    async with open_app(HOSTILE) as reader:
        for keys in ([], ["s"], ["s"], ["1"], ["m"], ["escape"], ["?"], ["escape"], ["L"]):
            await reader.press(*keys)
            shown = reader.picture.replace("\n", "")
            assert not COMMANDING & {ord(letter) for letter in shown}, keys
        assert "[sic]" in reader.picture or reader.app.screen is not reader.screen


async def test_markup_is_only_text(open_app: Open) -> None:
    async with open_app(HOSTILE) as reader:
        assert "[bold]Markup[/bold]" in reader.picture.replace("\n", "")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"annotations": 3}', "\x00" * 50])
async def test_a_broken_data_file_is_said_and_kept(workspace: Workspace, content: str) -> None:
    workspace.data_file.write_text(content)
    told: list[str] = []
    library = Library(workspace, tell=told.append)
    session = Session(library)
    loading = BackgroundLoading(session, library.article(next(iter(library.seeds()))))
    assert len(told) == 1
    assert "pullquote.json" in told[0]
    assert told[0].endswith(" The text opens without annotations.")
    app = PullquoteApp(session, AnalysisProcess("rules"), palette="dark", loading=loading)
    app.notices = told
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("1", "j", "u")
        await pilot.press("1")
        await pilot.pause()
        status = "".join(piece.text for piece in app.reader.status_line.left)
        assert "pullquote.json" in status
        assert app.reader.session.reading.annotations == ()
        await pilot.press("q")
    assert workspace.data_file.read_text() == content


async def test_a_failed_write_is_said_and_changes_nothing(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app() as reader:
        await reader.press("1")
        before = reader.kept

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("os.fsync", full)
        await reader.press("j", "2")
        assert "full" in reader.status
        assert len(reader.session.reading.annotations) == 1
        monkeypatch.undo()
        assert reader.kept == before


async def test_a_dead_analysis_is_said_and_the_text_stays(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/nonexistent/python")
    async with open_app("Rain fell. " * 30_000, size=(120, 40)) as reader:
        assert "Rain fell" in reader.picture
        await reader.press("j", "1")
        assert len(reader.kept) == 1


@pytest.mark.parametrize("size", [(20, 5), (10, 3), (1, 1), (60, 8)])
async def test_a_tiny_terminal_is_survived(open_app: Open, size: tuple[int, int]) -> None:
    async with open_app(size=size) as reader:
        await reader.press("j", "1", "pagedown", "s", "tab", "j", "enter", "?", "escape", "m")
        await reader.press("escape", "x", "escape", "L", "escape", "/", "escape")
        await reader.pilot.resize_terminal(80, 24)
        await reader.pilot.pause()
        assert reader.kept


async def test_a_text_of_marks_alone(open_app: Open) -> None:
    async with open_app("…\n\n—\n") as reader:
        await reader.press("j", "k", "l", "h", "}", "{", "G", "g", "1", "u", "v", "j", "escape")
        await reader.press("]", "q", "]", "u", "pagedown")


GERMAN = "Die Frau sagte, dass sie nicht weiß, wie es mit dem Haus und den Kindern weitergeht. " * 4


async def test_readers_are_told_where_no_names_are_looked_for(open_app: Open) -> None:
    async with open_app(f"{GERMAN}„Ich gehe jetzt“, sagte Anna Schmidt.") as reader:
        told = [notice.message for notice in reader.app._notifications]
        assert [words for words in told if words.startswith("No names are looked for: this text")]
        found = reader.session.reading.analysis
        assert (len(found.entities), len(found.quotes)) == (0, 1)


async def test_what_failed_for_another_article_is_not_said(open_app: Open) -> None:
    async with open_app() as reader:
        reader.screen.post_message(AnalysisFailed("0" * 64, "The other one failed."))
        reader.screen.post_message(
            AnalysisFailed(reader.session.reading.article.sha256, "This one failed.")
        )
        await reader.pilot.pause()
        told = [notice.message for notice in reader.app._notifications]
        assert "This one failed." in told
        assert "The other one failed." not in told


@pytest.mark.slow
def test_an_unreadable_first_article_keeps_nobody_from_the_next(workspace: Workspace) -> None:
    (workspace.seeds / "000.txt").write_bytes(b"\x00\x01\x02" * 99)
    (workspace.seeds / "0000.txt").write_text("\n\n")
    with Window(command(workspace.root), columns=140) as window:
        picture = window.shows("Library", "000.txt", "0000.txt")
        assert "Traceback" not in picture
        window.send(ESCAPE)
        window.shows("As the United States and Mexico vowed Thursday to work together")
        window.left()


def test_unreadable_articles_before_the_first_are_named(workspace: Workspace) -> None:
    for number in range(5):
        (workspace.seeds / f"000-{number}.txt").write_text("\n\n")
    article = _target_article(Library(workspace), None)
    assert article.title.startswith("As the United States")
    *named, more = article.notices
    assert [f"000-{number}.txt" in named[number] for number in range(3)] == [True] * 3
    assert more == "Others that cannot be read: 2; L lists them."


@pytest.mark.slow
def test_where_no_article_can_be_read_that_is_said(workspace: Workspace) -> None:
    for path in workspace.seeds.iterdir():
        path.write_text("")
    with Window(command(workspace.root)) as window:
        window.read_to_the_end()
        assert "is empty" in "\n".join(window.picture)
