"""Plain text, and other files that can be read as such."""

from __future__ import annotations

from pathlib import Path

from tui.errors import ArticleError
from tui.hostile_characters import one_line, sanitise
from tui.model import Article
from tui.sources.decoding import decode
from tui.sources.source import Source

_LONGEST_TITLE = 120
_SHORTENED_TITLE = 60


class PlainText(Source):
    """A text file, whose first line is the title if it is short."""

    name = "text"
    label = "Plain text"
    suffixes = (".txt", ".text", ".md")

    def read(self, data: bytes, path: Path) -> Article:
        """The article in ``data``; offsets are those of the file if it is UTF-8 without BOM and CR.

        Raises:
            ArticleError: if the bytes are not text, or only white space.
        """
        name = one_line(path.name)
        decoded, notices = decode(data, name)
        text, marks = sanitise(decoded)
        if not text or text.isspace():
            raise ArticleError(f"“{name}” is empty; choose a file with text in it.")
        if marks:
            notices.append(_notice_of_marks(marks))
        return Article(
            id=one_line(path.stem),
            text=text,
            title=title_of(text),
            path=str(path),
            notices=tuple(notices),
        )


def title_of(text: str) -> str:
    """The first line that is not blank, or its first words if it is too long for a title."""
    text = text.lstrip()
    line = text[: _LONGEST_TITLE + 2].partition("\n")[0].strip()
    heading = line.lstrip("#").strip() if line.startswith("#") else line
    line = heading or line
    is_sentence = line.rstrip("\"'”’»)").endswith(".")
    if len(line) <= (_SHORTENED_TITLE if is_sentence else _LONGEST_TITLE):
        return line
    beginning = line[: _SHORTENED_TITLE + 1].rpartition(" ")[0] or line[:_SHORTENED_TITLE]
    return beginning.rstrip(" ,;:–—-") + "…"


def _notice_of_marks(count: int) -> str:
    if count == 1:
        return "1 control character is shown as a mark."
    return f"{count:,} control characters are shown as marks."
