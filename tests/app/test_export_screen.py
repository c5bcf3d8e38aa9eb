"""The export screen: format, file, scope, and no file replaced without asking."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import Open
from tests.app.test_keys import TEXT


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
