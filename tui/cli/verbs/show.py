"""The verb ``show``."""

from __future__ import annotations

import os
from argparse import Namespace

from tui.cli.exit_codes import DONE
from tui.cli.lookup import FindingsLoader, find_article, open_library
from tui.cli.output import Output
from tui.cli.verb_base import Parser, Verb
from tui.config import preference
from tui.errors import UnknownName
from tui.model import Article

_TEXT = "text"
_ANSI = "ansi"


class Show(Verb):
    """Prints an article as plain text or in a format of the highlighter."""

    name = "show"
    label = "Print an article, highlighted, in one of several formats"

    def add_arguments(self, parser: Parser) -> None:
        """Declare the article, the format and the palette."""
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
        """Print it; findings are loaded for every format but plain text."""
        target_format = args.to or (_ANSI if _has_colours(output) else _TEXT)
        library = open_library(args, output)
        if target_format == _TEXT:
            article = find_article(library, args.article)
            _report_notices(article, output)
            output.write_text(_with_final_newline(article.text))
            return DONE
        from tui.highlight.formats import format_names, render
        from tui.highlight.palettes import palette_named

        if target_format not in format_names():
            raise UnknownName("format", target_format, (_TEXT, *format_names()))
        palette = palette_named(args.palette or _default_palette(target_format))
        article = find_article(library, args.article)
        _report_notices(article, output)
        reading = FindingsLoader(library, output).add_to(library.reading(article))
        output.write_text(_with_final_newline(render(reading, target_format, palette)))
        return DONE


def _has_colours(output: Output) -> bool:
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return output.is_terminal and not is_plain


def _default_palette(target_format: str) -> str:
    return preference("palette") or "dark" if target_format == _ANSI else "light"


def _report_notices(article: Article, output: Output) -> None:
    for notice in article.notices:
        output.info(notice)


def _with_final_newline(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"
