"""Kindle's ``My Clippings.txt``."""

from __future__ import annotations

import re

from tui.imports.fields import themes_from_labels
from tui.imports.importer import Importer
from tui.imports.incoming import Incoming, IncomingArticle, IncomingPassage
from tui.imports.notes_file import NotesFile

_RULE = "=========="
_LOCATION = re.compile(r"(?:page|location|loc\.)\s+([\d-]+)", re.IGNORECASE)
_NOTE = re.compile(r"-.*\bnote\b", re.IGNORECASE)
_BOOKMARK = re.compile(r"-.*\bbookmark\b", re.IGNORECASE)


class KindleClippings(Importer):
    """Highlights with the notes made at their end; bookmarks are left out.

    A clipping is a title, a line that says what and where, an empty line and the words, up to a
    rule of ten equals signs. It has no theme, so one without a note gets the theme "highlight".
    """

    name = "kindle"
    label = "Kindle clippings"

    def recognises(self, file: NotesFile) -> bool:
        """By its rules, and the dash that begins a second line."""
        lines = file.text.splitlines()
        return _RULE in lines and len(lines) > 1 and lines[1].startswith("-")

    def read(self, file: NotesFile) -> Incoming:
        """Every highlight.

        Raises:
            NotesError: if there is no clipping in it.
        """
        highlights: dict[tuple[str, str, str], str] = {}
        left_out = 0
        waiting: dict[tuple[str, str], tuple[str, str, str]] = {}
        for block in file.text.replace("\r\n", "\n").split(_RULE)[:-1]:
            lines = block.strip("\n").split("\n")
            if len(lines) < 2:
                continue
            title, what = lines[0].lstrip("\ufeff").strip(), lines[1]
            words = "\n".join(lines[2:]).strip()
            places = _LOCATION.findall(what)  # a page, a location, or first the one, then the other
            end = places[-1].rpartition("-")[2] if places else what
            if _NOTE.match(what) and (title, end) in waiting:
                highlights[waiting[title, end]] = words
            elif words and not _BOOKMARK.match(what) and not _NOTE.match(what):
                waiting[title, end] = (title, end, words)
                highlights[title, end, words] = ""
            else:
                left_out += 1
        if not highlights:
            raise file.notes_error("holds no highlight of a Kindle")
        titles = dict.fromkeys(title for title, _, _ in highlights)
        return Incoming(
            tuple(IncomingArticle(title, title=title) for title in titles),
            tuple(
                IncomingPassage(title, words, themes=("highlight",), note=note)
                for (title, _, words), note in highlights.items()
            ),
            themes_from_labels(["highlight"]),
            left_out=(f"Bookmarks and notes on nothing left out: {left_out}.",) if left_out else (),
        )
