"""Kindle's ``My Clippings.txt``."""

from __future__ import annotations

import re

from tui.imports.importer import Importer
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage
from tui.imports.incoming_themes import themes_from_labels
from tui.imports.notes_file import NotesFile

_SEPARATOR = "=========="
_LOCATION = re.compile(r"(?:page|location|loc\.)\s+([\d-]+)", re.IGNORECASE)
_NOTE = re.compile(r"-.*\bnote\b", re.IGNORECASE)
_BOOKMARK = re.compile(r"-.*\bbookmark\b", re.IGNORECASE)


class KindleClippings(Importer):
    """Highlights with the notes at their ends, in English; bookmarks are left out.

    A clipping is a title, a line with its kind and location, an empty line and the text, up to a
    separator of ten equals signs. Every highlight gets the theme "highlight".
    """

    name = "kindle"
    label = "Kindle clippings"

    def recognises(self, file: NotesFile) -> bool:
        """By its separators, and the dash that begins the second line."""
        lines = file.text.splitlines()
        return _SEPARATOR in lines and len(lines) > 1 and lines[1].startswith("-")

    def read(self, file: NotesFile) -> Incoming:
        """Every highlight.

        Raises:
            NotesError: if there is no highlight in it.
        """
        highlights: dict[tuple[str, str, str], str] = {}
        left_out = 0
        by_end: dict[tuple[str, str], tuple[str, str, str]] = {}
        for block in file.text.replace("\r\n", "\n").split(_SEPARATOR)[:-1]:
            lines = block.strip("\n").split("\n")
            if len(lines) < 2:
                continue
            title, kind = lines[0].lstrip("\ufeff").strip(), lines[1]
            text = "\n".join(lines[2:]).strip()
            locations = _LOCATION.findall(
                kind
            )  # of a page, of a location, or of both in this order
            end = locations[-1].rpartition("-")[2] if locations else kind
            if _NOTE.match(kind) and (title, end) in by_end:
                highlights[by_end[title, end]] = text
            elif text and not _BOOKMARK.match(kind) and not _NOTE.match(kind):
                by_end[title, end] = (title, end, text)
                highlights[title, end, text] = ""
            else:
                left_out += 1
        if not highlights:
            raise file.notes_error("holds no highlight of a Kindle")
        titles = dict.fromkeys(title for title, _, _ in highlights)
        return Incoming(
            tuple(IncomingArticle(title, title=title) for title in titles),
            tuple(
                IncomingPassage(title, text, themes=("highlight",), note=note)
                for (title, _, text), note in highlights.items()
            ),
            themes_from_labels(["highlight"]),
            left_out=(f"Bookmarks and notes on nothing left out: {left_out}.",) if left_out else (),
        )
