"""The import screen: preview, import, undo."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from tests.app.conftest import Open, Reader

TEXT = "Rain fell on the port. Ana Ruiz spoke. Nobody was hurt.\n"
ANA = "Ana Ruiz spoke."


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """A file of another tool with one passage of the text."""
    start = TEXT.index(ANA)
    document = {"text": TEXT, "label": [[start, start + len(ANA), "aid"]]}
    path = tmp_path / "labelled.jsonl"
    path.write_text(json.dumps(document) + "\n", "utf-8")
    return path


async def import_file(reader: Reader, path: Path) -> None:
    await reader.press("X")
    await reader.type(str(path))
    await reader.press("enter")


async def test_an_import_is_seen_before_it_comes_in_and_is_one_step(
    open_app: Open, labelled: Path
) -> None:
    async with open_app(TEXT, size=(100, 30)) as reader:
        await reader.press("1")
        before = reader.saved
        await import_file(reader, labelled)
        assert "New: 1 passage. Enter once more takes it in." in reader.flat_text
        assert reader.saved == before
        await reader.press("enter")
        assert reader.saved == [*before, (ANA, ("aid",), "")]
        assert "New: 1 passage." in reader.status
        await import_file(reader, labelled)
        assert "Nothing in “labelled.jsonl” is new." in reader.flat_text
        await reader.press("enter", "escape", "u")
        assert reader.saved == before


async def test_an_import_about_another_article_opens_it(open_app: Open, labelled: Path) -> None:
    async with open_app("Nothing of that is here.\n", size=(100, 30)) as reader:
        await import_file(reader, labelled)
        assert "New articles: 1." in reader.flat_text
        await reader.press("enter")
        assert reader.text == TEXT
        await reader.press("u")
        assert reader.saved == []


async def test_another_file_is_looked_at_before_it_comes_in(
    open_app: Open, labelled: Path, tmp_path: Path
) -> None:
    (tmp_path / "labelled.jsonl2").write_text("{", "utf-8")
    async with open_app(TEXT, size=(100, 30)) as reader:
        await import_file(reader, labelled)
        await reader.press("2", "enter")
        assert "is in no format that can be imported" in reader.flat_text
        await reader.press("enter", "backspace", "enter")
        assert "Enter once more takes it in." in reader.flat_text
        await reader.press("escape")
        assert reader.status == "Nothing imported"
        assert reader.saved == []


async def test_a_file_that_is_missing_is_said_to_be(open_app: Open) -> None:
    async with open_app(TEXT, size=(100, 30)) as reader:
        await import_file(reader, Path("nowhere.qdpx"))
        assert "There is no file “nowhere.qdpx”; check the name." in reader.flat_text


async def test_a_name_is_completed(open_app: Open, labelled: Path, tmp_path: Path) -> None:
    (tmp_path / "labelled\x1b[2J").write_text("hostile", "utf-8")
    async with open_app(TEXT, size=(100, 30)) as reader:
        await reader.press("X")
        await reader.type(str(tmp_path / "lab"))
        await reader.press("right")
        assert reader.app.screen.query_one(Input).value == str(labelled)
        await reader.press("ctrl+u")
        await reader.type(str(tmp_path / "annot"))
        await reader.press("right")
        assert reader.app.screen.query_one(Input).value == f"{tmp_path / 'annotations'}/"


async def test_the_palette_offers_every_format(open_app: Open) -> None:
    async with open_app(TEXT, size=(100, 30)) as reader:
        await reader.press("1", "ctrl+p")
        await reader.type("export as word")
        await reader.press("enter")
        formats = reader.app.screen.query_one(OptionList)
        assert formats.highlighted_option is not None
        assert formats.highlighted_option.id == "docx"
        assert reader.app.screen.query_one(Input).value.endswith("own.docx")
