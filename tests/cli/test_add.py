"""`pullquote add`, and articles outside the workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.cli.samples import PORT


def test_add_copies_byte_for_byte(pullquote: CommandLine, tmp_path: Path) -> None:
    data = "\ufeffA story.\r\nIt ends.\r\n".encode()
    (tmp_path / "new.txt").write_bytes(data)
    answer = pullquote("add", "new.txt")
    assert (answer.code, answer.out) == (0, "new\n")
    assert (pullquote.workspace.seeds / "new.txt").read_bytes() == data
    again = pullquote("add", "new.txt")
    assert (again.code, again.out) == (0, "")
    assert "already" in again.err


def test_add_creates_seeds(pullquote: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "fresh").mkdir()
    (tmp_path / "new.txt").write_text("A story.")
    assert pullquote("add", "new.txt", "--workspace", "fresh").code == 0
    assert (tmp_path / "fresh" / "seeds" / "new.txt").exists()


@pytest.mark.parametrize("name", ["port.txt", "port.md"])
def test_add_refuses_the_id_of_another_article(
    pullquote: CommandLine, tmp_path: Path, name: str
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / name).write_text("Other words.")
    (other / "good.txt").write_text("Good words.")
    answer = pullquote("add", other / "good.txt", other / name)
    assert (answer.code, answer.out) == (2, "")
    assert "There is another article “port”" in answer.err
    assert (pullquote.workspace.seeds / "port.txt").read_text() == PORT
    assert not (pullquote.workspace.seeds / "good.txt").exists()


def test_add_copies_all_files_or_none(pullquote: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Good words.")
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 9)
    assert pullquote("add", "good.txt", "bad.txt").code == 2
    assert not (pullquote.workspace.seeds / "good.txt").exists()


def test_an_article_outside_the_workspace_keeps_its_path(
    pullquote: CommandLine, tmp_path_factory: pytest.TempPathFactory, rules_only: None
) -> None:
    story = tmp_path_factory.mktemp("downloads") / "outside.txt"
    story.write_text("Trade stopped.")
    assert pullquote("tag", story, "--span", "0:5", "--theme", "trade").code == 0
    assert [record["article"] for record in pullquote("find", "--json").objects] == ["outside"]
    assert [r["path"] for r in pullquote("list", "--json").objects if r["id"] == "outside"] == [
        str(story)
    ]
    assert pullquote("show", "outside").out == "Trade stopped.\n"
