"""What the reader corrected counts on the command line, too."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.cli.conftest import CommandLine
from tui.config import Workspace
from tui.model import Span
from tui.session.library import Library
from tui.session.session import Session

TEXT = "Rain fell. “Trade will slow,” said Ana Ruiz. Nobody at the port had asked her.\n"
FREE = Span(0, 10)

pytestmark = pytest.mark.usefixtures("rules_only")


@pytest.fixture(autouse=True)
def corrected(inside: Workspace) -> None:
    """The quote is another's, the first sentence is one."""
    (inside.seeds / "own.txt").write_text(TEXT, "utf-8")
    library = Library(inside)
    article = library.article("own")
    session = Session(library)
    session.open(article)
    session.accept_findings(library.findings(article, lambda words: None, "rules"))
    session.toggle_theme(FREE, "trade")
    session.corrections.set_speaker(session.reading.analysis.quotes[0], "Eva Lund")
    session.corrections.add_quote(FREE, "Cy Fox")
    library.close()


def test_analyze_says_who_said_so(pq: CommandLine, inside: Workspace) -> None:
    path = inside.seeds / "own.txt"
    done = pq("analyze", str(path), "--json", "--model", "rules")
    (line,) = map(json.loads, done.out.splitlines())
    assert [(one["name"], one["by"]) for one in line["quotes"]] == [
        ("Cy Fox", "reader"),
        ("Eva Lund", "reader"),
    ]
    assert {one["by"] for one in line["entities"]} <= {"machine"}


def test_find_knows_the_speaker(pq: CommandLine) -> None:
    done = pq("find", "--speaker", "cy fox", "--json")
    assert json.loads(done.out)["speaker"] == "Cy Fox"


def test_the_quotes_table_has_the_readers_speakers(pq: CommandLine) -> None:
    done = pq("export", "--to", "csv-quotes")
    assert "Eva Lund" in done.out
    assert "Cy Fox" in done.out


def test_json_brings_them_to_another_workspace(pq: CommandLine, inside: Workspace) -> None:
    pq("export", "--to", "json", "-o", "notes.json")
    other = Workspace(inside.root / "other")
    shutil.copytree(inside.seeds, other.seeds)
    pq("import", "notes.json", "--workspace", str(other.root))
    assert Library(other).records.corrections == Library(inside).records.corrections != {}


def test_check_counts_them(pq: CommandLine) -> None:
    (data,) = (one for one in pq("check", "--json").objects if one["part"] == "data file")
    assert data["counts"]["corrections"] == 2
