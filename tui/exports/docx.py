"""A document for Word and its kin."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from tui.exports.code_names import Codes
from tui.exports.exporter import Exporter
from tui.exports.grouping import ORPHANS, Passage, Section, orphans_of, passages_of, sections
from tui.exports.losses import left_out
from tui.exports.passage_text import visible, words_of
from tui.exports.text_offsets import allowed
from tui.exports.zip_files import repacked
from tui.model import Notes

_FIRST_DAY = datetime(1980, 1, 1, tzinfo=UTC)


class Docx(Exporter):
    """A heading for each theme, article or speaker, the passages in the style "Quote".

    A note is a comment of its coder's at the passage. Headings are Word's own, so that the
    navigation pane and a table of contents find them.
    """

    name = "docx"
    label = "Word document"
    suffix = ".docx"
    choices = ("group",)

    def render(self, notes: Notes) -> bytes:
        """The passages in sections, orphans last, as if made on the first day that a zip knows."""
        import docx

        document = docx.Document()
        properties = document.core_properties
        properties.title, properties.author, properties.comments = "Notes", "Pullquote", ""
        properties.created = properties.modified = _FIRST_DAY
        page = _Page(document, Codes(notes))
        page.paragraph("Notes", "Title")
        if not passages_of(notes):
            page.paragraph("There are no notes yet.")
        orphans = tuple(orphans_of(notes))
        found = [
            one._replace(passages=one.placed) for one in sections(notes, self.group) if one.placed
        ]
        for section in found + ([Section("", (ORPHANS,), "", orphans)] if orphans else []):
            page.paragraph(section.name, "Heading1")
            if section.description:
                page.paragraph(section.description)
            for passage in section.passages:
                page.passage(passage)
        page.add_comments()
        buffer = io.BytesIO()
        document.save(buffer)
        return repacked(buffer.getvalue())

    def losses(self, notes: Notes) -> list[str]:
        """What the document does not show."""
        return left_out(notes, "moments", "corrections", "colours", "keys", "sources")


class _Page:
    """Puts paragraphs at the end of a document in constant time, unlike python-docx's own way."""

    def __init__(self, document: Any, codes: Codes) -> None:
        self._document = document
        self._codes = codes
        self._end = document.element.body.sectPr
        self._comments: list[Any] = []

    def paragraph(self, text: str, style: str = "Normal") -> Any:
        """A paragraph of the style with that id."""
        from docx.oxml import OxmlElement
        from docx.text.paragraph import Paragraph

        element: Any = OxmlElement("w:p")
        self._end.addprevious(element)
        if style != "Normal":
            element.style = style
        paragraph = Paragraph(element, self._document._body)
        if text:
            paragraph.add_run(_fit(text))
        return paragraph

    def passage(self, passage: Passage) -> None:
        """The words, and below them who says so and where."""
        reading, anchored = passage
        annotation, span = anchored.annotation, anchored.span
        quote = self.paragraph(words_of(reading, anchored), "Quote")
        quote.paragraph_format.keep_with_next = True
        if annotation.note:
            self._comment(quote.runs[0] if quote.runs else quote.add_run(), passage)
        source = self.paragraph("", "Caption")
        speaker = reading.speaker(anchored)
        if speaker:
            source.add_run(_fit(speaker)).bold = True
            source.add_run(", ")
        where = reading.article.title or reading.article.id
        if span is not None:
            where += f", paragraph {reading.article.paragraph_number(span.start)}"
        themes = ", ".join(self._codes.label(theme) for theme in annotation.themes)
        state = "" if anchored.state == "exact" else anchored.state
        told = (where, themes, state, annotation.coder, annotation.created[:10])
        source.add_run(_fit(" · ".join(one for one in told if one)))

    def _comment(self, run: Any, passage: Passage) -> None:
        annotation = passage.anchored.annotation
        coder = _fit(annotation.coder) or "reader"
        comment = self._document.comments.add_comment(_fit(annotation.note), coder, coder[:1])
        element = comment._comment_elm
        element.id, element.date = len(self._comments), _moment(annotation.changed)
        # To find a free id python-docx looks at all that are there, so none is.
        element.getparent().remove(element)
        self._comments.append(element)
        run.mark_comment_range(run, element.id)

    def add_comments(self) -> None:
        """Put the comments into the document."""
        if self._comments:
            self._document.comments._comments_elm.extend(self._comments)


def _fit(text: str) -> str:
    return allowed(visible(text))


def _moment(words: str) -> datetime | None:
    try:
        return datetime.fromisoformat(words).astimezone(UTC)
    except ValueError:
        return None
