"""`pullquote stats` and `pullquote codebook`."""

from __future__ import annotations

from tests.cli.conftest import CommandLine
from tests.cli.samples import AnnotationIds


def test_stats_counts_everything(pullquote: CommandLine, annotation_ids: AnnotationIds) -> None:
    (figures,) = pullquote("stats", "--json").objects
    assert figures == {
        "articles": 2,
        "annotated": 1,
        "annotations": 3,
        "notes": 1,
        "themes": {
            "trade": {"annotations": 1, "articles": 1},
            "asylum": {"annotations": 0, "articles": 0},
            "fentanyl": {"annotations": 0, "articles": 0},
            "aid": {"annotations": 2, "articles": 1},
        },
        "coders": {"ana": 3},
    }


def test_stats_prints_a_table_and_totals(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    answer = pullquote("stats")
    assert answer.rows[3] == ["aid", "2", "1"]
    assert answer.err == "2 articles, 1 annotated; 3 annotations, 1 with a note; by ana 3.\n"


def test_codebook_list_has_every_field(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    themes = pullquote("codebook", "list", "--json").objects
    assert [theme["id"] for theme in themes] == ["trade", "asylum", "fentanyl", "aid"]
    assert list(themes[0]) == [
        "id", "label", "key", "colour", "description", "parent", "cues", "annotations",
    ]  # fmt: skip
    assert themes[3]["annotations"] == 2
    assert pullquote("codebook", "list").rows[3][:3] == ["4", "aid", "aid"]
