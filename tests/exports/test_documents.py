"""LaTeX, RTF, SVG and the files for Taguette."""

from __future__ import annotations

import csv
import io
import re
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring
from lxml import html

from tests.exports.samples import NASTY, PLAIN, WIDE
from tui.exports import Exporter
from tui.exports.highlighted_documents import Latex, Rtf, Svg, joined_reading
from tui.exports.taguette import Taguette
from tui.model import Notes

SAMPLES = pytest.mark.parametrize("notes", [PLAIN, NASTY, WIDE], ids=["plain", "hostile", "wide"])


@SAMPLES
def test_joined_articles_keep_every_passage_quote_and_speaker(notes: Notes) -> None:
    whole = joined_reading(notes)
    told = [(span.of(whole.article.text), one.id) for span, one in whole.placed]
    assert told == [
        (span.of(r.article.text), one.id) for r in notes.readings for span, one in r.placed
    ]
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


@SAMPLES
def test_a_picture_is_xml(notes: Notes) -> None:
    assert fromstring(Svg().render(notes)).tag.endswith("svg")


def taguette(notes: Notes) -> dict[str, str]:
    with ZipFile(io.BytesIO(Taguette().render(notes))) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


@SAMPLES
def test_a_page_for_taguette_without_its_tags_is_the_article(notes: Notes) -> None:
    pages = [text for name, text in taguette(notes).items() if name.endswith(".html")]
    texts = [r.article.text for r in notes.readings if r.article.text]
    assert [html.document_fromstring(page).find("body").text_content() for page in pages] == texts
    assert all('<meta charset="utf-8">' in page for page in pages)


def test_the_codebook_for_taguette_names_themes_by_their_way() -> None:
    rows = list(csv.reader(io.StringIO(taguette(WIDE)["codebook.csv"], newline="")))
    assert rows == [
        ["tag", "description"],
        ["Migration/flight", "Who moves.\nAnd why."],
        ['Migration/flight.asylum | "claims"', ""],
        ["trade", ""],
        ["trade.trade", "<b>Steel</b> & co."],
    ]


def test_taguette_s_losses_begin_with_the_passages() -> None:
    assert Taguette().losses(WIDE)[0] == (
        "It holds documents and themes only; passages left out: 8."
    )
