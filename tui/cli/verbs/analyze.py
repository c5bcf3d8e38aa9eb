"""Who is named and who is quoted in files, wherever they are."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from tui.analysis import ANALYSERS
from tui.analysis.sentences import sentences
from tui.analysis.wire import analysis_line
from tui.cli.codes import DONE, MISTAKE, NOTHING_FOUND
from tui.cli.extensions import extension_named
from tui.cli.output import Out
from tui.cli.parsing import Parser
from tui.cli.shelf import PIPE, piped
from tui.cli.verb import Verb
from tui.config import DEFAULT_ANALYSER
from tui.errors import ArticleError
from tui.files import expanded
from tui.model import Analysis, Article
from tui.sources.opening import read_article


class Analyze(Verb):
    """A line per file, as soon as it is read; nothing is kept, so it needs no workspace."""

    name = "analyze"
    label = "Find names, quotes and their speakers in files"

    def arguments(self, parser: Parser) -> None:
        """The files and the analyser."""
        parser.add_argument(
            "paths", metavar="PATH", nargs="+", help="a file, a directory of files, or - for a pipe"
        )
        parser.add_argument(
            "--model",
            metavar="NAME",
            default=DEFAULT_ANALYSER,
            help="spacy-md (the best, and the default), spacy-sm (half the size), rules (at once)",
        )
        parser.add_json()

    def run(self, args: Namespace, out: Out) -> int:
        """Print the findings; a file that is no article is told, and makes the exit code 2."""
        analyser = extension_named(ANALYSERS, args.model, out)
        rows: list[tuple[str, ...]] = []
        has_bad_files = False
        for path in _files(args.paths):
            try:
                article = _article(path)
            except ArticleError as error:
                out.talk(str(error))
                has_bad_files = True
                continue
            analysis = analyser.analyse(article)
            rows.append(_row(article, analysis))
            if args.json:
                out.json(analysis_line(article, sentences(article.text), analysis))
                out.flush()  # whoever reads may begin while we go on
        if rows and not args.json:
            out.table(("File", "Names", "Quotes", "Speakers"), rows)
        if has_bad_files:
            return MISTAKE
        if not rows:
            out.talk("There is no file in these directories.")
        return DONE if rows else NOTHING_FOUND


def _row(article: Article, analysis: Analysis) -> tuple[str, ...]:
    speakers = ", ".join(name for name in analysis.speakers if name)
    names, quotes = len(analysis.entities), len(analysis.quotes)
    return article.path or article.id, str(names), str(quotes), speakers


def _article(path: str) -> Article:
    return piped() if path == PIPE else read_article(expanded(path))


def _files(paths: list[str]) -> Iterator[str]:
    """The files named, and those in the directories named, by name; hidden ones are left out."""
    for path in paths:
        if path == PIPE or not expanded(path).is_dir():
            yield path
            continue
        for folder, folders, files in os.walk(expanded(path)):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for file in sorted(files):
                if not file.startswith("."):
                    yield str(Path(folder, file))
