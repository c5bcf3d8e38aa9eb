"""The page: shows every word, runs nothing of an article's, loads nothing."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from lxml import html

from tests.exports.samples import EMPTY, HOSTILE_TITLE, NASTY, PLAIN, WIDE
from tui.exports.html import Html
from tui.exports.safe_text import terminal_safe
from tui.model import Notes

SAMPLES = pytest.mark.parametrize("notes", [PLAIN, NASTY, WIDE], ids=["plain", "hostile", "wide"])


def page(notes: Notes) -> html.HtmlElement:
    return html.document_fromstring(Html().render(notes).decode())


@SAMPLES
def test_the_text_of_every_article_is_whole(notes: Notes) -> None:
    actual = [one.text_content() for one in page(notes).find_class("text")]
    assert actual == [r.article.text for r in notes.readings if r.article.text]


@SAMPLES
def test_every_passage_is_marked_and_listed(notes: Notes) -> None:
    read = page(notes)
    (text,) = read.find_class("text")
    quotes = [one.text_content() for one in read.iter("blockquote")]
    assert len(quotes) == sum(len(reading.annotations) for reading in notes.readings)
    numbers = {item.get("id"): item.get("value") for item in read.iter("li")}
    for link in text.iter("a"):
        assert link.get("data-number") == numbers[link.get("href")[1:]]
    for link in read.xpath("//a[starts-with(@href, '#p')]"):
        (place,) = text.xpath(f".//a[@id='{link.get('href')[1:]}']")
        marks = "".join(m.text_content() for m in place.itersiblings("mark"))
        listed = link.getparent().getparent().find("blockquote").text_content()
        assert marks.replace("\n", "").startswith(listed.replace("\n", "")[:5])


def test_paragraphs_stand_apart_also_where_a_passage_begins_or_ends() -> None:
    (text,) = page(PLAIN).find_class("text")
    gaps = [one.getprevious() for one in text.iter("i")]
    assert len(gaps) == 1  # "Port closes" and the next line; an empty line is room enough
    assert gaps[0] is None
    before = PLAIN.readings[0].article.text.index("Rain fell")
    assert (text.text or "") == PLAIN.readings[0].article.text[:before]


def test_overlapping_themes_are_all_told() -> None:
    titles = [mark.get("title") for mark in page(WIDE).iter("mark")]
    assert 'Migration/flight, trade, asylum | "claims"' in titles


def test_nothing_of_an_article_becomes_markup() -> None:
    read = page(NASTY)
    assert len(list(read.iter("script"))) == 1
    assert terminal_safe(HOSTILE_TITLE) in [heading.text_content() for heading in read.iter("h2")]
    assert not list(read.iter("b", "img", "iframe"))[1:]


def test_the_page_loads_nothing_and_runs_one_script() -> None:
    text = Html().render(PLAIN).decode()
    assert not re.search(r"""(?:src|href)=["'](?!#)|url\(|@import""", text)
    (script,) = page(PLAIN).iter("script")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in text
    assert "default-src 'none'" in text


def test_speaker_note_and_coder_are_shown() -> None:
    text = page(PLAIN).text_content()
    assert "Ana Ruiz" in text
    assert "Which port?\nAsk." in text
    assert "by ben" in text


def test_nothing_yet_is_said() -> None:
    assert "There are no notes yet." in page(EMPTY).text_content()
