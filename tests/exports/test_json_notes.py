"""Pullquote's own JSON holds everything."""

from __future__ import annotations

import json
from typing import Any

from tests.exports.samples import NASTY, PLAIN, TEXT
from tui.exports.json_notes import JsonNotes
from tui.model import Annotation, Notes, Selector, Span, Theme
from tui.model.article import text_hash


def document(notes: Notes) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(JsonNotes().render(notes))
    return answer


def test_it_says_what_it_is() -> None:
    actual = document(PLAIN)
    assert list(actual) == [
        "format", "version", "codebook", "articles", "texts", "annotations", "corrections",
    ]  # fmt: skip
    assert (actual["format"], actual["version"]) == ("pullquote-notes", 1)


def test_every_annotation_can_be_made_again() -> None:
    for notes in (PLAIN, NASTY):
        made = []
        for actual in document(notes)["annotations"]:
            selector = actual["selector"]
            span = Span(selector.pop("start"), selector.pop("end"))
            kept = {
                key: actual[key] for key in ("id", "article", "note", "coder", "created", "changed")
            }
            made.append(
                Annotation(
                    selector=Selector(span, **selector), themes=tuple(actual["themes"]), **kept
                )
            )
        assert made == [a.annotation for reading in notes.readings for a in reading.annotations]


def test_the_codebook_can_be_made_again() -> None:
    themes = [
        Theme(**{**actual, "cues": tuple(actual["cues"])}) for actual in document(PLAIN)["codebook"]
    ]
    assert themes == list(PLAIN.codebook)


def test_articles_are_whole() -> None:
    (article,) = document(PLAIN)["articles"]
    assert article == {
        "id": "port",
        "text": TEXT,
        "title": "Port closes",
        "outlet": "The Daily",
        "byline": "B. Line",
        "date": "2026-01-02",
        "path": "seeds/port.txt",
        "notices": [],
        "sha256": PLAIN.readings[0].article.sha256,
    }


def test_today_s_anchor_and_speaker_are_told() -> None:
    _, quoted, _, fuzzy, orphan = document(PLAIN)["annotations"]
    assert quoted["speaker"] == "Ana Ruiz"
    assert quoted["anchor"] == {
        "state": "exact", "start": 35, "end": 53, "text": "“Trade will slow,”", "paragraph": 2,
    }  # fmt: skip
    assert fuzzy["selector"]["exact"] != fuzzy["anchor"]["text"]
    assert orphan["anchor"] == {
        "state": "orphan", "start": None, "end": None, "text": "These words are gone.",
        "paragraph": None,
    }  # fmt: skip


def test_the_texts_that_passages_were_made_on_are_in_it() -> None:
    document = json.loads(JsonNotes().render(PLAIN._replace(earlier_texts=("It was.",))))
    assert document["texts"] == [{"sha256": text_hash("It was."), "text": "It was."}]
