"""The zip for Taguette; `tests/clients` imports it and the project into Taguette itself."""

from __future__ import annotations

import csv
import io
from zipfile import ZipFile

from lxml import html

from tests.exports.samples import WIDE, every_sample
from tui.exports.taguette import Taguette
from tui.model import Notes


def taguette(notes: Notes) -> dict[str, str]:
    with ZipFile(io.BytesIO(Taguette().render(notes))) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


@every_sample
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
