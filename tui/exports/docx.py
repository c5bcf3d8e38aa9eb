"""Office Open XML (DOCX): a document for Word and other word processors."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from tui.exports.code_system import CodeSystem
from tui.exports.exporter import Exporter
from tui.exports.losses import loss_sentences
from tui.exports.passages import Passage, all_passages, passage_text, placed_sections
from tui.exports.safe_text import terminal_safe, xml_safe
from tui.exports.zip_files import zip_without_times
from tui.model import Notes

_CREATED = datetime(1980, 1, 1, tzinfo=UTC)


class Docx(Exporter):
    """A WordprocessingML document (ISO/IEC 29500) that python-docx writes.

    Each theme, article or speaker has a heading, each passage the style "Quote". A note is a
    comment of its coder at the passage. Headings are Word's own styles, so that the navigation
    pane and a table of contents find them.
    """

    name = "docx"
    label = "Word document"
    suffix = ".docx"
    choices = ("group",)

    def render(self, notes: Notes) -> bytes:
        """The passages in sections, orphans last, dated 1980-01-01."""
        import docx

        document = docx.Document()
        properties = document.core_properties
        properties.title, properties.author, properties.comments = "Notes", "Pullquote", ""
        properties.created = properties.modified = _CREATED
        page = _Page(document, CodeSystem(notes))
        page.paragraph("Notes", "Title")
        if not all_passages(notes):
            page.paragraph("There are no notes yet.")
        for section in placed_sections(notes, self.group):
            page.paragraph(section.name, "Heading1")
            if section.description:
                page.paragraph(section.description)
            for passage in section.passages:
                page.passage(passage)
        page.add_comments()
        buffer = io.BytesIO()
        document.save(buffer)
        return zip_without_times(buffer.getvalue())

    def losses(self, notes: Notes) -> list[str]:
        """What the document does not show."""
        return loss_sentences(notes, "moments", "corrections", "colours", "keys", "sources")


class _Page:
    """Appends paragraphs to a document, each in constant time, which python-docx does not."""

    def __init__(self, document: Any, codes: CodeSystem) -> None:
        self._document = document
        self._codes = codes
        self._end = document.element.body.sectPr
        self._comments: list[Any] = []

    def paragraph(self, text: str, style: str = "Normal") -> Any:
        """Append a paragraph of the style with that id."""
        from docx.oxml import OxmlElement
        from docx.text.paragraph import Paragraph

        element: Any = OxmlElement("w:p")
        self._end.addprevious(element)
        if style != "Normal":
            element.style = style
        paragraph = Paragraph(element, self._document._body)
        if text:
            paragraph.add_run(_docx_safe(text))
        return paragraph

    def passage(self, passage: Passage) -> None:
        """Append the passage, and below it its speaker, article, themes, state, coder and day."""
        reading, anchored = passage
        annotation, span = anchored.annotation, anchored.span
        quote = self.paragraph(passage_text(reading, anchored), "Quote")
        quote.paragraph_format.keep_with_next = True
        if annotation.note:
            self._comment(quote.runs[0] if quote.runs else quote.add_run(), passage)
        source = self.paragraph("", "Caption")
        speaker = reading.speaker(anchored)
        if speaker:
            source.add_run(_docx_safe(speaker)).bold = True
            source.add_run(", ")
        where = reading.article.title or reading.article.id
        if span is not None:
            where += f", paragraph {reading.article.paragraph_number(span.start)}"
        themes = ", ".join(self._codes.label(theme) for theme in annotation.themes)
        state = "" if anchored.state == "exact" else anchored.state
        details = (where, themes, state, annotation.coder, annotation.created[:10])
        source.add_run(_docx_safe(" · ".join(filter(None, details))))

    def _comment(self, run: Any, passage: Passage) -> None:
        annotation = passage.anchored.annotation
        coder = _docx_safe(annotation.coder) or "reader"
        comment = self._document.comments.add_comment(_docx_safe(annotation.note), coder, coder[:1])
        element = comment._comment_elm
        element.id, element.date = len(self._comments), _date_time(annotation.changed)
        # python-docx searches all comments for a free id, so none stays in until the end.
        element.getparent().remove(element)
        self._comments.append(element)
        run.mark_comment_range(run, element.id)

    def add_comments(self) -> None:
        """Append the comments, which `passage` has collected."""
        if self._comments:
            self._document.comments._comments_elm.extend(self._comments)


def _docx_safe(text: str) -> str:
    return xml_safe(terminal_safe(text))


def _date_time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        return None
