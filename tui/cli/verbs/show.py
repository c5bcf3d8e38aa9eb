"""One article with its highlights."""

from __future__ import annotations

import os
from argparse import Namespace

from tui.cli.exit_codes import DONE
from tui.cli.lookup import Speakers, article_named, library_of
from tui.cli.output import Output
from tui.cli.verb_base import Parser, Verb
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

    def run(self, args: Namespace, output: Output) -> int:
        """Print it; names and quotes are looked for unless plain text is wanted."""
        to = args.to or (_ANSI if _is_coloured(output) else _TEXT)
        library = library_of(args, output)
        if to == _TEXT:
            article = article_named(library, args.article)
            _tell(article.notices, output)
            output.document(article.text if article.text.endswith("\n") else f"{article.text}\n")
            return DONE
        from tui.highlight.formats import format_names, render
        from tui.highlight.palettes import palette_named

        if to not in format_names():
            raise UnknownName("format", to, (_TEXT, *format_names()))
        palette = palette_named(args.palette or _fitting(to))
        article = article_named(library, args.article)
        _tell(article.notices, output)
        reading = Speakers(library, output).added(library.reading(article))
        document = render(reading, to, palette)
        output.document(document if document.endswith("\n") else f"{document}\n")
        return DONE


def _is_coloured(output: Output) -> bool:
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return output.is_terminal and not is_plain


def _fitting(to: str) -> str:
    return preference("palette") or "dark" if to == _ANSI else "light"


def _tell(notices: tuple[str, ...], output: Output) -> None:
    for notice in notices:
        output.info(notice)
