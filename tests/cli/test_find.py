"""`pullquote find`."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import CommandLine
from tests.cli.samples import DAY, PORT, AnnotationIds, span_of
from tests.conftest import SEED

ANNOTATION_KEYS = [
    "id", "article", "start", "end", "text", "themes", "note", "speaker", "coder", "anchor",
    "created", "changed",
]  # fmt: skip


def test_find_json_has_the_documented_keys(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    answer = pullquote("find", "--json")
    assert answer.code == 0
    assert [list(record) for record in answer.objects] == [ANNOTATION_KEYS] * 3
    assert answer.objects[1] == {
        "id": annotation_ids.quote,
        "article": "port",
        "start": span_of("“Trade").start,
        "end": span_of("“Trade will slow,”").end,
        "text": "“Trade will slow,”",
        "themes": ["trade", "aid"],
        "note": "",
        "speaker": "Ana Ruiz",
        "coder": "ana",
        "anchor": "exact",
        "created": DAY,
        "changed": DAY,
    }
    assert answer.err == ""


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ([], ["rain", "quote", "aid"]),
        (["--theme", "trade"], ["quote"]),
        (["--theme", "Aid"], ["quote", "aid"]),
        (["--theme", "aid", "--theme", "trade"], ["quote"]),
        (["--speaker", "ruiz"], ["quote"]),
        (["--entity", "darien"], ["aid"]),
        (["--text", "rain|officials"], ["rain", "aid"]),
        (["--text", "Ask"], ["rain"]),
        (["--text", r"^“"], ["quote"]),
        (["--article", "port"], ["rain", "quote", "aid"]),
        (["--article", "seeds/port.txt", "--theme", "trade"], ["quote"]),
    ],
)
def test_find_prints_passages_that_meet_all_conditions(
    pullquote: CommandLine,
    annotation_ids: AnnotationIds,
    conditions: list[str],
    expected: list[str],
) -> None:
    answer = pullquote("find", "--json", *conditions)
    assert [record["id"] for record in answer.objects] == [
        getattr(annotation_ids, name) for name in expected
    ]


@pytest.mark.parametrize(
    "conditions",
    [
        ["--theme", "asylum"],
        ["--speaker", "Blinken"],
        ["--text", "zebra"],
        ["--article", SEED.stem],
    ],
)
def test_find_without_a_match_reports_it(
    pullquote: CommandLine, annotation_ids: AnnotationIds, conditions: list[str]
) -> None:
    for format_option in ([], ["--json"]):
        answer = pullquote("find", *conditions, *format_option)
        assert (answer.code, answer.out, answer.err) == (1, "", "Nothing was found.\n")


def test_find_prints_a_row_per_passage(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    assert pullquote("find").rows[0] == [
        "port", "12:34", "", "", "Rain fell on the port.", "Which port? Ask.",
    ]  # fmt: skip


@pytest.mark.usefixtures("terminal", "annotation_ids")
def test_find_fits_a_terminal(pullquote: CommandLine) -> None:
    lines = pullquote("find").out.splitlines()
    assert lines[0].split() == ["Article", "Span", "Themes", "Speaker", "Words", "Note"]
    assert [line for line in lines if len(line) > 60] == []


def test_find_shows_moved_passages_and_orphans(
    pullquote: CommandLine, annotation_ids: AnnotationIds, rules_only: None
) -> None:
    story = pullquote.workspace.seeds / "port.txt"
    story.write_text(
        "New first line.\n" + PORT.replace("Darien Gap officials sent aid.", ""), "utf-8"
    )
    first, quote, orphan = pullquote("find", "--json", "--article", "port").objects
    assert (first["anchor"], first["start"]) == ("moved", 28)
    assert PORT[span_of("“Trade").start :].startswith(quote["text"])
    assert (orphan["anchor"], orphan["start"], orphan["end"]) == ("orphan", None, None)
    assert orphan["text"] == "Darien Gap officials sent aid."
    assert pullquote("find").rows[2][1] == "orphan"
    assert pullquote("find", "--json", "--anchor", "orphan").objects == [orphan]
    assert pullquote("find", "--anchor", "fuzzy").code == 1


def test_find_shows_edited_passages(
    pullquote: CommandLine, annotation_ids: AnnotationIds, rules_only: None
) -> None:
    (pullquote.workspace.seeds / "port.txt").write_text(PORT.replace("sent aid", "sent some aid"))
    (fuzzy,) = pullquote("find", "--json", "--anchor", "fuzzy").objects
    assert fuzzy["text"] == "Darien Gap officials sent some aid."


def test_find_shows_passages_of_a_missing_article(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    (pullquote.workspace.seeds / "port.txt").unlink()
    for conditions in ([], ["--article", "port"]):
        answer = pullquote("find", "--json", *conditions)
        assert answer.code == 0
        assert {record["anchor"] for record in answer.objects} == {"orphan"}
        assert "port.txt" in answer.err


def test_a_theme_removed_from_the_codebook_is_still_found(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    data = json.loads(pullquote.workspace.data_file.read_text())
    for document in data["annotations"].values():
        document["themes"] = ["old" if theme == "trade" else theme for theme in document["themes"]]
    pullquote.workspace.data_file.write_text(json.dumps(data))
    assert [record["id"] for record in pullquote("find", "--json", "--theme", "old").objects] == [
        annotation_ids.quote
    ]
