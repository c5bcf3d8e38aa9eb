"""`pullquote list`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.cli.samples import AnnotationIds
from tests.conftest import SEED

ARTICLE_KEYS = [
    "id", "title", "outlet", "date", "path", "words", "annotations", "themes",
]  # fmt: skip


def test_list_json_has_every_article(pullquote: CommandLine, annotation_ids: AnnotationIds) -> None:
    answer = pullquote("list", "--json")
    seed, port = answer.objects
    assert answer.code == 0
    assert list(seed) == list(port) == ARTICLE_KEYS
    assert port == {
        "id": "port",
        "title": "Port closes",
        "outlet": "",
        "date": "",
        "path": "seeds/port.txt",
        "words": 22,
        "annotations": 3,
        "themes": {"trade": 1, "aid": 2},
    }
    assert (seed["id"], seed["annotations"], seed["themes"]) == (SEED.stem, 0, {})


def test_list_prints_a_row_per_article(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    assert pullquote("list").rows[1] == ["port", "22", "3", "trade 1, aid 2", "Port closes"]


@pytest.mark.usefixtures("terminal", "annotation_ids")
def test_list_fits_a_terminal(pullquote: CommandLine) -> None:
    lines = pullquote("list").out.splitlines()
    assert lines[0].split() == ["Article", "Words", "Passages", "Themes", "Title"]
    assert [line for line in lines if len(line) > 60] == []


def test_list_without_articles_finds_nothing(pullquote: CommandLine, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    answer = pullquote("list", "--workspace", empty)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == (
        f"There is no article in {empty}/seeds; copy one there with “pullquote add FILE”.\n"
    )
    assert list(empty.iterdir()) == []


def test_list_continues_after_an_unreadable_file(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    (pullquote.workspace.seeds / "noise.txt").write_bytes(bytes(range(256)) * 9)
    answer = pullquote("list", "--json")
    assert answer.code == 2
    assert [record["id"] for record in answer.objects] == [SEED.stem, "port"]
    assert "noise.txt” is a binary file" in answer.err


def test_list_has_missing_articles_with_annotations(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    (pullquote.workspace.seeds / "port.txt").unlink()
    answer = pullquote("list", "--json")
    assert answer.code == 0
    assert answer.objects[1]["annotations"] == 3
    assert "port.txt" in answer.err
