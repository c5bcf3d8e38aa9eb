"""W3C Web Annotation and Hypothesis: what their readers will look for."""

from __future__ import annotations

import base64
import json
from typing import Any

from tests.exports.samples import PLAIN, WIDE, WIDE_PLACED
from tui.exports.web_annotation import Hypothesis, WebAnnotation

TEXTS = {reading.article.id: reading.article.text for reading in WIDE.readings}


def page() -> dict[str, Any]:
    actual: dict[str, Any] = json.loads(WebAnnotation().render(WIDE))
    return actual


def rows() -> list[dict[str, Any]]:
    actual = json.loads(Hypothesis().render(WIDE))
    assert actual["total"] == len(actual["rows"])
    return actual["rows"]  # type: ignore[no-any-return]


def test_a_page_of_annotations() -> None:
    actual = page()
    assert actual["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert actual["type"] == "AnnotationPage"
    ids = [item["id"] for item in actual["items"]]
    assert len(set(ids)) == len(ids) == WIDE_PLACED + 2
    assert all(id_.startswith("urn:uuid:") for id_ in ids)


def test_both_selectors_name_the_same_words_in_code_points() -> None:
    placed = 0
    for item in page()["items"]:
        text = TEXTS[item["target"]["source"]["pullquote:article"]]
        quote, *positions = item["target"]["selector"]
        for position in positions:
            placed += 1
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])
    assert placed == WIDE_PLACED


def test_tags_and_notes_are_bodies() -> None:
    item = next(item for item in page()["items"] if item["pullquote:id"] == f"{12:032x}")
    assert [(one["purpose"], one["value"]) for one in item["body"]] == [
        ("tagging", "Migration/flight"),
        ("tagging", "trade"),
        ("commenting", "a\n\nb\t🙂 = |"),
    ]
    assert item["creator"] == {"type": "Person", "name": "ana"}
    assert item["created"] == item["modified"] == "2026-01-12T03:04:05Z"


def test_the_speaker_is_kept() -> None:
    items = json.loads(WebAnnotation().render(PLAIN))["items"]
    assert [one.get("pullquote:speaker") for one in items][1] == "Ana Ruiz"


def test_hypothesis_counts_in_utf16() -> None:
    units = TEXTS["wide/€ 1"].encode("utf-16-le")
    placed = [
        row["target"][0]["selector"] for row in rows() if len(row["target"][0]["selector"]) > 1
    ]
    for position, quote in placed:
        words = units[2 * position["start"] : 2 * position["end"]]
        assert words.decode("utf-16-le") == quote["exact"]
    assert len(placed) == WIDE_PLACED


def test_hypothesis_has_ids_of_its_own_form_and_names_that_it_takes() -> None:
    assert [base64.urlsafe_b64decode(row["id"] + "==").hex() for row in rows()] == [
        one.annotation.id for reading in WIDE.readings for one in reading.annotations
    ]
    odd = next(row for row in rows() if row["user_info"]["display_name"] == "b. o'n/e")
    assert odd["user"] == "acct:b._o_n_e@pullquote.invalid"


def test_two_themes_of_one_label_have_two_tags() -> None:
    tags = [tag for row in rows() for tag in row["tags"]]
    assert {"trade", "trade-2"} <= set(tags)
