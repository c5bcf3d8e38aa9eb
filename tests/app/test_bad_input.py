"""With bad input the app keeps running, says what is wrong, and loses nothing."""

from __future__ import annotations

import pytest

from tests.app.conftest import Open
from tests.terminals import ESCAPE, TerminalWindow, command
from tui.analysis import ANALYSERS
from tui.analysis.findings_cache import FindingsCache
from tui.analysis.workers.analysis_process import AnalysisProcess
from tui.app import PullquoteApp, _target_article
from tui.config import Workspace
from tui.model import Analysis
from tui.screens.analysis_task import analysis_messages
from tui.screens.screen_messages import AnalysisFailed
from tui.session.background_loading import BackgroundLoading
from tui.session.library import Library
from tui.session.session import Session

HOSTILE = (
    "Rain \x1b[2Jfell \x1b]52;c;cHduZWQ=\x07on [sic] the \x9b31mport. \u202egnp.exe\u202c done.\n"
    "[bold]Markup[/bold] is [link=x]text[/] here, said Ana Ruiz.\n"
)
CONTROL_CHARACTERS = set(range(0x20)) | set(range(0x7F, 0xA0)) | {0x202E, 0x202C, 0x2066, 0x2069}


async def test_hostile_text_reaches_no_cell(open_app: Open) -> None:
    async with open_app(HOSTILE) as reader:
        assert "[sic]" in reader.screen_text
        for keys in ([], ["s"], ["s"], ["1"], ["m"], ["escape"], ["?"], ["escape"], ["L"]):
            await reader.press(*keys)
            shown = reader.screen_text.replace("\n", "")
            assert not CONTROL_CHARACTERS & {ord(letter) for letter in shown}, keys
        assert reader.app.screen is not reader.screen


async def test_markup_is_only_text(open_app: Open) -> None:
    async with open_app(HOSTILE) as reader:
        assert "[bold]Markup[/bold]" in reader.screen_text.replace("\n", "")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"annotations": 3}', "\x00" * 50])
async def test_a_broken_data_file_is_said_and_kept(workspace: Workspace, content: str) -> None:
    workspace.data_file.write_text(content)
    messages: list[str] = []
    library = Library(workspace, tell=messages.append)
    session = Session(library)
    loading = BackgroundLoading(session, library.article(next(iter(library.seeds()))))
    assert len(messages) == 1
    assert "pullquote.json" in messages[0]
    assert messages[0].endswith(" The text opens without annotations.")
    app = PullquoteApp(session, AnalysisProcess("rules"), palette="dark", loading=loading)
    app.notices = messages
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
        before = reader.saved

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("os.fsync", full)
        await reader.press("j", "2")
        assert "full" in reader.status
        assert len(reader.session.reading.annotations) == 1
        monkeypatch.undo()
        assert reader.saved == before


async def test_a_dead_analysis_is_said_and_the_text_stays(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/nonexistent/python")
    text = "The mayor said that the rain fell on the port and that it was late. " * 3000
    async with open_app(text, size=(120, 40)) as reader:
        assert "the rain fell" in reader.screen_text
        messages = [notice.message for notice in reader.app._notifications]
        assert len(messages) == 1
        assert "stopped: the analysing process could not be started" in messages[0]
        await reader.press("j", "1")
        assert len(reader.saved) == 1


@pytest.mark.parametrize("size", [(20, 5), (10, 3), (1, 1), (60, 8)])
async def test_a_tiny_terminal_is_survived(open_app: Open, size: tuple[int, int]) -> None:
    async with open_app(size=size) as reader:
        await reader.press("j", "1", "pagedown", "s", "tab", "j", "enter", "?", "escape", "m")
        await reader.press("escape", "x", "escape", "L", "escape", "/", "escape")
        await reader.pilot.resize_terminal(80, 24)
        await reader.pilot.pause()
        assert reader.saved


async def test_a_text_of_marks_alone_can_be_tagged(open_app: Open) -> None:
    async with open_app("…\n\n—\n") as reader:
        await reader.press("j", "k", "l", "h", "}", "{", "G", "g", "1", "u", "v", "j", "escape")
        assert reader.saved == []
        await reader.press("]", "q", "]", "u", "pagedown", "g", "2")
        assert reader.saved == [("…", ("asylum",), "")]


GERMAN = "Die Frau sagte, dass sie nicht weiß, wie es mit dem Haus und den Kindern weitergeht. " * 4


async def test_readers_are_told_where_no_names_are_looked_for(open_app: Open) -> None:
    async with open_app(f"{GERMAN}„Ich gehe jetzt“, sagte Anna Schmidt.") as reader:
        messages = [notice.message for notice in reader.app._notifications]
        assert any(m.startswith("No names are looked for: this text") for m in messages)
        analysis = reader.session.reading.analysis
        assert (len(analysis.entities), len(analysis.quotes)) == (0, 1)


async def test_what_failed_for_another_article_is_not_said(open_app: Open) -> None:
    async with open_app() as reader:
        reader.screen.post_message(AnalysisFailed("0" * 64, "The other one failed."))
        reader.screen.post_message(
            AnalysisFailed(reader.session.reading.article.sha256, "This one failed.")
        )
        await reader.pilot.pause()
        messages = [notice.message for notice in reader.app._notifications]
        assert "This one failed." in messages
        assert "The other one failed." not in messages


async def test_a_paragraph_that_could_not_be_analysed_is_named_once(open_app: Open) -> None:
    async with open_app() as reader:
        session = reader.session
        article = session.reading.article
        process = AnalysisProcess("rules")
        analysis = Analysis(article.sha256, "rules", unread=(article.paragraphs[0],))
        FindingsCache(session.library.workspace.cache).save(analysis, ANALYSERS.get("rules"))
        messages = list(analysis_messages(session, process, 0))
        reasons = [message.reason for message in messages if isinstance(message, AnalysisFailed)]
        assert reasons == [
            "Names and quotes may be missing in paragraph 1: the analysis failed there."
        ]


@pytest.mark.slow
def test_an_unreadable_first_article_keeps_nobody_from_the_next(workspace: Workspace) -> None:
    (workspace.seeds / "000.txt").write_bytes(b"\x00\x01\x02" * 99)
    (workspace.seeds / "0000.txt").write_text("\n\n")
    with TerminalWindow(command(workspace.root), columns=140) as window:
        picture = window.wait_for_text("Library", "000.txt", "0000.txt")
        assert "Traceback" not in picture
        window.send(ESCAPE)
        window.wait_for_text("As the United States and Mexico vowed Thursday to work together")
        window.quit()


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
    with TerminalWindow(command(workspace.root)) as window:
        window.read_until_exit()
        assert "is empty" in "\n".join(window.screen_rows)
