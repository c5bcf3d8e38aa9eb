"""Articles and codebook for Taguette."""

from __future__ import annotations

from html import escape

from tui.exports.base import Exporter
from tui.exports.codes import Codes
from tui.exports.csv_text import changed_cells, csv_text
from tui.exports.ids import distinct
from tui.exports.losing import left_out, passages_left_out
from tui.exports.packing import file_names, packed
from tui.exports.tables import Table
from tui.exports.words import visible
from tui.model import Article, Notes

CODEBOOK = "codebook.csv"
COLUMNS = ("tag", "description")
DOCUMENTS = "documents/"


class Taguette(Exporter):
    """A zip with a page for each article, to upload as documents, and the codebook as CSV.

    The text of a page without its tags is the article's text. A theme below another is called
    "migration.asylum", as is the custom there.
    """

    name = "taguette"
    label = "Taguette (documents and codebook, zip)"
    suffix = ".taguette.zip"
    needs_passages = False

    def render(self, notes: Notes) -> bytes:
        """The codebook, then the articles that have a text."""
        names = file_names(reading.article.id for reading in notes.readings)
        files = {CODEBOOK: csv_text(_codebook(notes))}
        for reading in notes.readings:
            article = reading.article
            if article.text:
                files[f"{DOCUMENTS}{names[article.id]}.html"] = _page(article).encode()
        return packed(files)

    def losses(self, notes: Notes) -> list[str]:
        """The passages; the format ``taguette-project`` has them."""
        told = passages_left_out(notes, "documents and themes only")
        return (
            told + left_out(notes, "colours", "keys", "sources") + changed_cells(_codebook(notes))
        )


def tag_paths(codes: Codes, longest: int | None = None) -> dict[str, str]:
    """What Taguette calls each theme, by id: the labels from the top down, between dots."""
    paths = {
        theme.id: ".".join(codes.label(step) for step in codes.way(theme.id))[:longest]
        for theme in codes.themes
    }
    return distinct(paths)


def body_of(text: str) -> str:
    """HTML whose text without its tags is ``text``: a paragraph for each line with words."""
    lines = visible(text).split("\n")
    return "\n".join(
        f"<p>{escape(line, quote=False)}</p>" if line.strip() else line for line in lines
    )


def _codebook(notes: Notes) -> Table:
    codes = Codes(notes)
    paths = tag_paths(codes)
    rows = [(paths[theme.id], theme.description) for theme in codes.themes]
    return Table("Codebook", COLUMNS, [*rows])


def _page(article: Article) -> str:
    body = body_of(article.text.removesuffix("\n"))
    # Without the declaration Taguette guesses the encoding, and guesses wrong.
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8">'
        f"<title>{escape(visible(article.title))}</title></head>\n<body>{body}\n</body></html>\n"
    )
