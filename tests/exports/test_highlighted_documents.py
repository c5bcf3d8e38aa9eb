"""LaTeX, RTF and SVG."""

from __future__ import annotations

import re

import pytest
from defusedxml.ElementTree import fromstring

from tests.exports.samples import PLAIN, WIDE, every_sample
from tui.exports import Exporter
from tui.exports.highlighted_documents import Latex, Rtf, Svg, joined_reading
from tui.model import Notes, Reading


def _texts(reading: Reading, kind: str) -> list[str]:
    """The text of every span of the entities or quotes, with labels and names."""
    text = reading.article.text
    if kind == "entities":
        return [f"{one.span.of(text)} {one.label}" for one in reading.analysis.entities]
    return [
        f"{span.of(text)} {quote.name}"
        for quote in reading.analysis.quotes
        for span in (*quote.content, quote.cue, quote.speaker)
        if span is not None
    ]


@every_sample
def test_joined_articles_keep_every_passage_quote_and_speaker(notes: Notes) -> None:
    whole = joined_reading(notes)
    actual = [(span.of(whole.article.text), one.id) for span, one in whole.placed]
    assert actual == [
        (span.of(r.article.text), one.id) for r in notes.readings for span, one in r.placed
    ]
    for kind in ("entities", "quotes"):
        assert _texts(whole, kind) == [t for r in notes.readings for t in _texts(r, kind)]
    assert [quote.speaker.of(whole.article.text) for quote in whole.analysis.quotes] == [
        "Ana Ruiz" for r in notes.readings if r.analysis.quotes
    ]


@pytest.mark.parametrize("exporter", [Latex(), Rtf(), Svg()], ids=lambda one: one.name)
def test_notes_speakers_and_orphans_are_listed(exporter: Exporter) -> None:
    text = re.sub(r"&#160;|\xa0|\\\w+\{\}", " ", exporter.render(PLAIN).decode())
    for words in ("Which", "harbour", "gone", "orphan", "by ana"):
        assert words in text


def test_latex_is_a_whole_document() -> None:
    text = Latex().render(PLAIN).decode()
    assert text.lstrip().startswith(r"\documentclass")
    assert text.rstrip().endswith(r"\end{document}")


def test_rich_text_is_balanced_ascii() -> None:
    data = Rtf().render(WIDE)
    assert data.startswith(rb"{\rtf1")
    assert data.isascii()
    bare = re.sub(rb"\\[{}\\]", b"", data)
    assert bare.count(b"{") == bare.count(b"}")


@every_sample
def test_a_picture_is_xml(notes: Notes) -> None:
    assert fromstring(Svg().render(notes)).tag.endswith("svg")
