"""qualitative-coding takes our REFI-QDA projects: codes, coders and texts.

Its reader puts every passage on the first line, so which coder gave which code is all that it can
prove; to the character the projects are proven with pyrefiqda.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.clients.conftest import command
from tests.exports.samples import PLAIN, WIDE
from tui.exports import EXPORTS
from tui.exports.code_system import CodeSystem
from tui.model import Notes


def in_files(notes: Notes) -> Notes:
    """With ids that are names of files, as those of a library are."""
    readings = []
    for reading in notes.readings:
        article = replace(reading.article, id=reading.article.id.replace("/", "-"))
        readings.append(replace(reading, article=article))
    return Notes(notes.codebook, tuple(readings))


@pytest.mark.parametrize("notes", [PLAIN, in_files(WIDE)], ids=["plain", "wide"])
def test_a_project_is_taken_with_its_texts_codes_and_coders(notes: Notes, tmp_path: Path) -> None:
    project = tmp_path / "notes.qdpx"
    project.write_bytes(EXPORTS.get("qdpx").render(notes))
    home = tmp_path / "home"
    home.mkdir()
    done = subprocess.run(
        [command("qualitative-coding", "qc"), "init", "--import", project],
        cwd=home,
        env={**os.environ, "PYTHONBREAKPOINT": "0", "HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    label = CodeSystem(notes).label
    with closing(sqlite3.connect(home / "qualitative_coding.sqlite3")) as database:
        codes = {name for (name,) in database.execute("SELECT name FROM code")}
        coded = set(database.execute("SELECT coder_id, code_id FROM coded_line"))
    assert codes == {theme.label for theme in CodeSystem(notes).themes}
    assert coded == {
        (one.coder, label(theme))
        for reading in notes.readings
        for _, one in reading.placed
        for theme in one.themes
    }
    for reading in notes.readings:
        if reading.article.text:
            taken = (home / "corpus" / f"{reading.article.id}.txt").read_bytes()
            assert taken.decode() == reading.article.text
