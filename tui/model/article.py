"""Articles."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from tui.errors import SpanError
from tui.model.sorted_spans import SortedSpans, offsets
from tui.model.span import Span


def text_hash(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Article:
    """One document: its immutable text and its metadata.

    ``text`` has only LF line ends, no byte order mark and no control character other than LF
    (``tui.hostile_characters`` shows the others as visible marks, one for one).
    """

    id: str
    """The stem of the file, unique in the workspace."""
    text: str
    title: str
    outlet: str = ""
    byline: str = ""
    date: str = ""
    """ISO 8601, as exact as the source says; empty if unknown."""
    path: str = ""
    """Where it was read from; empty for a pipe."""
    notices: tuple[str, ...] = ()
    """What was changed or guessed when it was read, a sentence each."""

    @cached_property
    def sha256(self) -> str:
        """The hash of the text, by which texts are told apart."""
        return text_hash(self.text)

    @cached_property
    def paragraphs(self) -> SortedSpans:
        """The lines that are not blank, without their line ends."""
        starts, ends, start, text = offsets(), offsets(), 0, self.text
        while start < len(text):
            # Line by line, because splitting would take three times the memory of the text.
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            if end > start and not text[start:end].isspace():
                starts.append(start)
                ends.append(end)
            start = end + 1
        return SortedSpans.between(starts, ends)

    def paragraph_number(self, offset: int) -> int:
        """Number of the paragraph at ``offset``, from 1; 0 before the first."""
        return self.paragraphs.count_until(offset)

    def check(self, span: Span) -> Span:
        """Return ``span`` if it lies inside the text.

        Raises:
            SpanError: if it does not, or is empty.
        """
        if not 0 <= span.start < span.end <= len(self.text):
            raise SpanError(
                f"The span {span.start}:{span.end} is not inside “{self.id}”, "
                f"which has {len(self.text)} characters."
            )
        return span

    @cached_property
    def words(self) -> int:
        """The number of words, divided by white space."""
        return len(self.text.split())
