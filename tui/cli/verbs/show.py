"""One article with its highlights."""

from __future__ import annotations

import os
from argparse import Namespace

from tui.cli.codes import DONE
from tui.cli.output import Out
from tui.cli.parsing import Parser
from tui.cli.shelf import Speakers, article_named, library_of
from tui.cli.verb import Verb
from tui.config import preference
from tui.errors import UnknownName

_TEXT = "text"
_ANSI = "ansi"


class Show(Verb):
    """The article as a document; the formats are those of the highlighter, and plain text."""

    name = "show"
    label = "Print an article, highlighted, in one of several formats"

    def arguments(self, parser: Parser) -> None:
        """The article, the format and its colours."""
        parser.add_argument("article", metavar="ARTICLE", help="its id, a path, or - for a pipe")
        parser.add_argument(
            "--to",
            metavar="FORMAT",
            help="text, ansi, html, latex, rtf or svg (default: ansi on a terminal, else text)",
        )
        parser.add_argument(
            "--palette",
            metavar="NAME",
            help="the colours (default: dark on a terminal, light in documents)",
        )

    def run(self, args: Namespace, out: Out) -> int:
        """Print it; names and quotes are looked for unless plain text is wanted."""
        to = args.to or (_ANSI if _is_coloured(out) else _TEXT)
        library = library_of(args, out)
        if to == _TEXT:
            article = article_named(library, args.article)
            _tell(article.notices, out)
            out.document(article.text if article.text.endswith("\n") else f"{article.text}\n")
            return DONE
        from tui.highlight.formats import format_names, render
        from tui.highlight.palettes import palette_named

        if to not in format_names():
            raise UnknownName("format", to, (_TEXT, *format_names()))
        palette = palette_named(args.palette or _fitting(to))
        article = article_named(library, args.article)
        _tell(article.notices, out)
        reading = Speakers(library, out).added(library.reading(article))
        document = render(reading, to, palette)
        out.document(document if document.endswith("\n") else f"{document}\n")
        return DONE


def _is_coloured(out: Out) -> bool:
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return out.is_terminal and not is_plain


def _fitting(to: str) -> str:
    return preference("palette") or "dark" if to == _ANSI else "light"


def _tell(notices: tuple[str, ...], out: Out) -> None:
    for notice in notices:
        out.talk(notice)
