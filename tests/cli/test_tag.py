"""`pullquote tag`."""

from __future__ import annotations

import json

from tests.cli.conftest import CommandLine
from tests.cli.samples import AnnotationIds, span_argument


def test_tag_saves_themes_and_note(pullquote: CommandLine, rules_only: None) -> None:
    answer = pullquote(
        "tag", "port", "--span", span_argument("Nobody was hurt 🙂."), "--theme", "AID",
        "--theme", "trade", "--note", "good"
    )  # fmt: skip
    assert answer.code == 0
    assert answer.err == "Tagged aid, trade: “Nobody was hurt 🙂.”\n"
    (record,) = _kept(pullquote)
    assert answer.out == f"{record['id']}\n"
    assert (record["themes"], record["note"], record["coder"]) == (
        ["aid", "trade"],
        "good",
        "tester",
    )


def _kept(pullquote: CommandLine) -> list[dict[str, object]]:
    exported = json.loads(pullquote("export", "--to", "json", "--article", "port").out)
    return exported["annotations"]  # type: ignore[no-any-return]


def test_tag_adds_to_existing_themes(pullquote: CommandLine, annotation_ids: AnnotationIds) -> None:
    answer = pullquote(
        "tag", "port", "--span", span_argument("Rain fell on the port."), "--theme", "trade"
    )
    assert answer.out == f"{annotation_ids.rain}\n"
    first = pullquote("find", "--json").objects[0]
    assert (first["themes"], first["note"]) == (["trade"], "Which port?\nAsk.")


def test_tagging_twice_changes_nothing(
    pullquote: CommandLine, annotation_ids: AnnotationIds
) -> None:
    before = pullquote.workspace.data_file.read_bytes()
    answer = pullquote(
        "tag", "port", "--span", span_argument("“Trade will slow,”"), "--theme", "aid"
    )
    assert (answer.code, answer.out) == (0, f"{annotation_ids.quote}\n")
    assert "Nothing to change" in answer.err
    assert pullquote.workspace.data_file.read_bytes() == before


def test_a_note_alone_and_its_removal(pullquote: CommandLine) -> None:
    span = span_argument("Port closes")
    assert pullquote("tag", "port", "--span", span, "--note", "headline").code == 0
    answer = pullquote("tag", "port", "--span", span, "--note", "")
    assert (answer.code, answer.out) == (0, "")
    assert pullquote("export", "--to", "json").code == 1
