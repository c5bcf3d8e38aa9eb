"""The page: shows every word, runs nothing of an article's, loads nothing."""

from __future__ import annotations

import base64
import hashlib
import re

from lxml import html

from tests.exports.samples import EMPTY, HOSTILE_TITLE, NASTY, PLAIN, WIDE, every_sample
from tui.exports.html import Html
from tui.exports.safe_text import terminal_safe
from tui.model import Notes


def page(notes: Notes) -> html.HtmlElement:
    return html.document_fromstring(Html().render(notes).decode())


@every_sample
def test_the_text_of_every_article_is_whole(notes: Notes) -> None:
    actual = [one.text_content() for one in page(notes).find_class("text")]
    assert actual == [r.article.text for r in notes.readings if r.article.text]


@every_sample
def test_every_passage_is_marked_and_listed(notes: Notes) -> None:
    whole = page(notes)
    quotes = [quote.text_content() for quote in whole.iter("blockquote")]
    assert len(quotes) == sum(len(reading.annotations) for reading in notes.readings)
    numbers = {item.get("id"): item.get("value") for item in whole.iter("li")}
    (text,) = whole.find_class("text")
    (reading,) = (reading for reading in notes.readings if reading.article.text)
    first = sum(len(r.annotations) for r in notes.readings[: notes.readings.index(reading)])
    anchors, marked = offsets(text)
    assert anchors == {
        f"p{number}": span.start for number, (span, _) in enumerate(reading.placed, first)
    }
    assert marked == {offset for span, _ in reading.placed for offset in range(*span)}
    for link in text.iter("a"):
        assert link.get("data-number") == numbers[link.get("href")[1:]]
    for link in whole.xpath("//a[starts-with(@href, '#p')]"):
        start = anchors[link.get("href")[1:]]
        listed = link.getparent().getparent().find("blockquote").text_content()
        assert reading.article.text.startswith(listed, start)


def offsets(text: html.HtmlElement) -> tuple[dict[str, int], set[int]]:
    """The offset of each anchor in the text, and the offsets of all marked characters."""
    anchors: dict[str, int] = {}
    marked: set[int] = set()
    offset = len(text.text or "")
    for element in text:
        length = len(element.text_content())
        if element.tag == "a":
            anchors[element.get("id")] = offset
        if element.tag == "mark":
            marked.update(range(offset, offset + length))
        offset += length + len(element.tail or "")
    assert offset == len(text.text_content())
    return anchors, marked


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
