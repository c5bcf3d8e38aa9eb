"""The reader's corrections of findings on the command line."""

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
def corrected(current_workspace: Workspace) -> None:
    """The quote is another's, the first sentence is one."""
    (current_workspace.seeds / "own.txt").write_text(TEXT, "utf-8")
    library = Library(current_workspace)
    article = library.article("own")
    session = Session(library)
    session.open(article)
    session.accept_findings(library.findings(article, lambda words: None, "rules"))
    session.toggle_theme(FREE, "trade")
    session.corrections.set_speaker(session.reading.analysis.quotes[0], "Eva Lund")
    session.corrections.add_quote(FREE, "Cy Fox")
    library.close()


def test_analyze_shows_corrections_as_the_reader_s(
    pullquote: CommandLine, current_workspace: Workspace
) -> None:
    path = current_workspace.seeds / "own.txt"
    answer = pullquote("analyze", str(path), "--json", "--model", "rules")
    (line,) = map(json.loads, answer.out.splitlines())
    assert [(record["name"], record["by"]) for record in line["quotes"]] == [
        ("Cy Fox", "reader"),
        ("Eva Lund", "reader"),
    ]
    assert {record["by"] for record in line["entities"]} <= {"machine"}


def test_find_uses_corrected_speakers(pullquote: CommandLine) -> None:
    answer = pullquote("find", "--speaker", "cy fox", "--json")
    assert json.loads(answer.out)["speaker"] == "Cy Fox"


def test_the_quotes_table_has_corrected_speakers(pullquote: CommandLine) -> None:
    answer = pullquote("export", "--to", "csv-quotes")
    assert "Eva Lund" in answer.out
    assert "Cy Fox" in answer.out


def test_corrections_are_exported_and_imported_as_json(
    pullquote: CommandLine, current_workspace: Workspace
) -> None:
    pullquote("export", "--to", "json", "-o", "notes.json")
    other = Workspace(current_workspace.root / "other")
    shutil.copytree(current_workspace.seeds, other.seeds)
    pullquote("import", "notes.json", "--workspace", str(other.root))
    assert (
        Library(other).records.corrections == Library(current_workspace).records.corrections != {}
    )


def test_check_counts_corrections(pullquote: CommandLine) -> None:
    (data,) = (
        record for record in pullquote("check", "--json").objects if record["part"] == "data file"
    )
    assert data["counts"]["corrections"] == 2
