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


def test_find_has_the_promised_keys(pullquote: CommandLine, annotation_ids: AnnotationIds) -> None:
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
def test_find_gives_what_has_all_that_is_asked(
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
def test_find_says_that_there_is_nothing(
    pullquote: CommandLine, annotation_ids: AnnotationIds, conditions: list[str]
) -> None:
    for format_option in ([], ["--json"]):
        answer = pullquote("find", *conditions, *format_option)
        assert (answer.code, answer.out, answer.err) == (1, "", "Nothing was found.\n")


def test_find_for_people_is_a_row_each(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    assert pullquote("find").rows[0] == [
        "port", "12:34", "", "", "Rain fell on the port.", "Which port? Ask.",
    ]  # fmt: skip


@pytest.mark.usefixtures("terminal", "annotation_ids")
def test_find_on_a_terminal_fits(pullquote: CommandLine) -> None:
    lines = pullquote("find").out.splitlines()
    assert lines[0].split() == ["Article", "Span", "Themes", "Speaker", "Words", "Note"]
    assert [line for line in lines if len(line) > 60] == []


def test_find_shows_passages_that_moved_and_that_are_gone(
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


def test_find_lists_passages_whose_words_were_edited(
    pullquote: CommandLine, annotation_ids: AnnotationIds, rules_only: None
) -> None:
    (pullquote.workspace.seeds / "port.txt").write_text(PORT.replace("sent aid", "sent some aid"))
    (fuzzy,) = pullquote("find", "--json", "--anchor", "fuzzy").objects
    assert fuzzy["text"] == "Darien Gap officials sent some aid."


def test_find_has_what_is_kept_of_an_article_whose_file_is_gone(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    (pullquote.workspace.seeds / "port.txt").unlink()
    for conditions in ([], ["--article", "port"]):
        answer = pullquote("find", "--json", *conditions)
        assert answer.code == 0
        assert {record["anchor"] for record in answer.objects} == {"orphan"}
        assert "port.txt" in answer.err


def test_a_theme_that_left_the_codebook_is_still_found(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    data = json.loads(pullquote.workspace.data_file.read_text())
    for document in data["annotations"].values():
        document["themes"] = ["old" if theme == "trade" else theme for theme in document["themes"]]
    pullquote.workspace.data_file.write_text(json.dumps(data))
    assert [record["id"] for record in pullquote("find", "--json", "--theme", "old").objects] == [
        annotation_ids.quote
    ]
