"""The document as python-docx reads it: Word's own styles, comments for notes."""

from __future__ import annotations

import io
from typing import Any

import docx

from tests.exports.samples import EMPTY, PLAIN, WIDE, every_sample
from tui.exports.docx import Docx
from tui.exports.safe_text import terminal_safe
from tui.model import Notes


def read(notes: Notes, **choices: Any) -> Any:
    return docx.Document(io.BytesIO(Docx().with_choices(**choices).render(notes)))


def styled(document: Any, style: str) -> list[str]:
    return [one.text for one in document.paragraphs if one.style.name == style]


def test_themes_are_headings() -> None:
    assert styled(read(WIDE), "Heading 1") == [
        "Migration/flight",
        'Migration/flight › asylum | "claims"',
        "trade",
        "trade › trade",
        "Passages whose words are gone",
    ]


@every_sample
def test_passages_are_quotes_to_the_character(notes: Notes) -> None:
    quotes = set(styled(read(notes), "Quote"))
    for reading in notes.readings:
        for span, _ in reading.placed:
            assert terminal_safe(span.of(reading.article.text)) in quotes


def test_a_note_is_a_comment_of_its_coder_at_the_passage() -> None:
    document = read(PLAIN)
    actual = [(one.author, one.text, one.timestamp.isoformat()) for one in document.comments]
    assert actual[0] == (
        "ana",
        "Which port?\nAsk.\n\n- the harbour",
        "2026-01-01T03:04:05+00:00",
    )
    assert [one.comment_id for one in document.comments] == [0, 1]
    (commented,) = (
        one for one in document.paragraphs
        if one.text == "Rain fell on the port."
    )  # fmt: skip
    assert 'w:commentRangeStart w:id="0"' in commented._p.xml


def test_speaker_and_place_are_told() -> None:
    assert "Ana Ruiz, Port closes, paragraph 2 · trade, rail & road · ana · 2026-01-02" in styled(
        read(PLAIN), "Caption"
    )


def test_sections_can_be_articles() -> None:
    assert styled(read(PLAIN, group="article"), "Heading 1")[0] == "Port closes"


def test_nothing_yet_is_said() -> None:
    assert "There are no notes yet." in styled(read(EMPTY), "Normal")


def test_no_time_of_making_is_in_it() -> None:
    properties = read(PLAIN).core_properties
    assert properties.created.year == properties.modified.year == 1980


def test_a_passage_stays_on_the_page_of_its_source() -> None:
    quotes = [one for one in read(PLAIN).paragraphs if one.style.name == "Quote"]
    assert quotes
    assert all(one.paragraph_format.keep_with_next for one in quotes)
