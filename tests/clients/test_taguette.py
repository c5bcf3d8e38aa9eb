"""Taguette takes what we write, and gives the same passages back."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.clients.conftest import command
from tests.clients.taguette_server import Browser, running
from tests.exports.samples import every_sample
from tui.exports import EXPORTS
from tui.exports.code_system import CodeSystem
from tui.exports.taguette import tag_paths
from tui.imports import IMPORTS
from tui.imports.notes_file import NotesFile
from tui.model import Notes


@pytest.fixture(scope="module")
def taguette(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with running(command("taguette", "taguette"), tmp_path_factory.mktemp("taguette")) as browser:
        yield browser


@every_sample
def test_a_project_comes_back_with_every_passage(taguette: Browser, notes: Notes) -> None:
    data = EXPORTS.get("taguette-project").render(notes)
    kind = "application/octet-stream"
    listed = json.loads(taguette.upload("/api/import", "p.sqlite3", kind, data))
    taken = taguette.upload("/api/import", "p.sqlite3", kind, data, {"project_id": "1"})
    project = json.loads(taken)["project_id"]
    assert listed == {"projects": [{"id": 1, "name": "Pullquote notes"}]}
    assert highlights(taguette, project) == expected(notes, paths(notes))
    back = NotesFile(Path("p"), taguette.get(f"/project/{project}/export/project.sqlite3"))
    assert passages(back) == sorted(
        (reading.article.text, tuple(span), sorted(paths(notes)[t] for t in one.themes))
        for reading in notes.readings
        for span, one in reading.placed
    )


@every_sample
def test_documents_and_codebook_are_taken_and_passages_marked_there_are_ours(
    taguette: Browser, notes: Notes
) -> None:
    with ZipFile(io.BytesIO(EXPORTS.get("taguette").render(notes))) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    project = new_project(taguette)
    rows = take_codebook(taguette, project, files.pop("codebook.csv"))
    # A name that a spreadsheet would carry out has an apostrophe before it in the table.
    names = dict(zip(paths(notes), (row["tag"] for row in rows), strict=True))
    tags = {
        path: number
        for number, path in re.findall(
            r'"id": (\d+), "path": "((?:[^"\\]|\\.)*)"',
            taguette.get(f"/project/{project}").decode(),
        )
    }
    readings = [reading for reading in notes.readings if reading.article.text]
    for (name, page), reading in zip(files.items(), readings, strict=True):
        answer = taguette.upload(
            f"/api/project/{project}/document/new", Path(name).name, "text/html", page,
            {"name": reading.article.id[:50], "description": ""},
        )  # fmt: skip
        document = json.loads(answer)["created"]
        for span, one in reading.placed:
            start = len(reading.article.text[: span.start].encode())
            mark = {
                "start_offset": start,
                "end_offset": start + len(span.of(reading.article.text).encode()),
                "tags": [int(tags[json.dumps(names[theme])[1:-1]]) for theme in one.themes],
            }
            taguette.post_json(f"/api/project/{project}/document/{document}/highlight/new", mark)
    assert highlights(taguette, project) == expected(notes, names)


def paths(notes: Notes) -> dict[str, str]:
    return tag_paths(CodeSystem(notes))


def new_project(taguette: Browser) -> int:
    page = taguette.post("/project/new", {"name": "p", "description": ""}).decode()
    return int(re.findall(r"/project/(\d+)", page)[0])


def take_codebook(taguette: Browser, project: int, table: bytes) -> list[dict[str, str]]:
    """Upload it, and confirm every tag that the page then asks about."""
    path = f"/project/{project}/import_codebook"
    taguette.upload(path, "codebook.csv", "text/csv", table)
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    fields = {}
    for number, row in enumerate(rows):
        fields[f"tag{number}-path"] = row["tag"]
        fields[f"tag{number}-description"] = row["description"]
        fields[f"tag{number}-import"] = "on"
    taguette.post(path, fields)
    return rows


def highlights(taguette: Browser, project: int) -> list[tuple[str, str, str]]:
    """Document, tag and words of every row of Taguette's own export."""
    table = taguette.get(f"/project/{project}/export/highlights/.csv").decode()
    rows = csv.DictReader(io.StringIO(table, newline=""))
    return sorted((row["document"], row["tag"], words(row["content"])) for row in rows)


def expected(notes: Notes, names: dict[str, str]) -> list[tuple[str, str, str]]:
    """The same of ours; Taguette leaves passages without a tag out of that table."""
    return sorted(
        (reading.article.id[:50], names[theme], words(span.of(reading.article.text)))
        for reading in notes.readings
        for span, one in reading.placed
        for theme in one.themes
    )


def passages(file: NotesFile) -> list[tuple[str, tuple[int, ...], list[str]]]:
    incoming = IMPORTS.get("taguette").read(file)
    texts = {article.name: article.text for article in incoming.articles}
    names = {theme.id: theme for theme in incoming.themes}

    def path(theme: str) -> str:
        above, label = names[theme].parent, names[theme].label
        if not above:
            return label
        return f"{path(above)}.{label.removeprefix(names[above].label + ' / ')}"

    return sorted(
        (texts[one.article], tuple(one.span or ()), sorted(map(path, one.themes)))
        for one in incoming.passages
    )


def words(text: str) -> str:
    """Taguette's CSV has the line ends of paragraphs in its own way."""
    return " ".join(text.split())
