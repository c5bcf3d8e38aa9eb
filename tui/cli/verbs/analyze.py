"""The verb ``analyze``."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

from tui.analysis import ANALYSERS
from tui.analysis.analyser_selection import no_names_notice
from tui.analysis.findings_cache import FindingsCache
from tui.analysis.segmentation import sentences
from tui.analysis.serialization import analysis_record
from tui.analysis.unread_paragraphs import unread_notice
from tui.analysis.workers.worker_pool import WorkerPool, cores
from tui.cli.argument_types import positive_int
from tui.cli.exit_codes import DONE, MISTAKE, NOTHING_FOUND
from tui.cli.lookup import PIPE, find_extension, read_piped_article
from tui.cli.output import Output, progress_bar
from tui.cli.verb_base import Parser, Verb
from tui.config import DEFAULT_ANALYSER, Workspace
from tui.errors import AnalysisError, ArticleError, PullquoteError, StoreError
from tui.files import expanded
from tui.model import Analysis, Article
from tui.session.library import Library
from tui.sources.article_loading import read_article


class Analyze(Verb):
    """Finds names and quotes in any files; prints one line per file, in the order of the files."""

    name = "analyze"
    label = "Find names, quotes and their speakers in files"

    def add_arguments(self, parser: Parser) -> None:
        """Declare the files, the analyser, the number of processes and the format."""
        parser.add_argument(
            "paths", metavar="PATH", nargs="+", help="a file, a directory of files, or - for a pipe"
        )
        parser.add_argument(
            "--model",
            metavar="NAME",
            default=DEFAULT_ANALYSER,
            help="spacy-md (the best, and the default), spacy-sm (half the size), rules (at once)",
        )
        parser.add_argument(
            "--jobs",
            metavar="N",
            type=positive_int,
            default=None,
            help="how many processes share the work (default: one for each processor)",
        )
        parser.add_json()

    def run(self, args: Namespace, output: Output) -> int:
        """Print the findings; 2 if a file cannot be read or analysed, 1 if there is no file."""
        analyser = find_extension(ANALYSERS, args.model, output)
        files = list(_files(args.paths))
        rows: list[tuple[str, ...]] = []
        reported: set[str] = set()

        def report(error: PullquoteError) -> None:
            # A problem of the analyser is the same for every article.
            if str(error) not in reported:
                output.info(str(error))
                reported.add(str(error))

        library = _library_with_corrections(args.workspace, output, report)
        jobs = min(args.jobs or cores(), max(1, len(files)))
        shows_lines = args.json and output.is_terminal  # they show the progress already
        with (
            WorkerPool(analyser, _findings_cache(args.workspace), jobs) as pool,
            progress_bar(0 if shows_lines else len(files)) as advance,
        ):
            for article, result in pool.find(_articles(files, report)):
                advance()
                if isinstance(result, AnalysisError):
                    report(result)
                    continue
                analysis = result
                if library is not None and article.path:
                    analysis = library.corrected(library.article(article.path), result)
                rows.append(_row(article, analysis))
                for notice in (
                    no_names_notice(analyser, article.text),
                    unread_notice(article, result),
                ):
                    if notice:
                        output.info(f"{article.path or article.id}: {notice}")
                if args.json:
                    output.write_json(analysis_record(article, sentences(article.text), analysis))
                    output.flush()  # the next program in the pipe can begin
        if rows and not args.json:
            output.write_table(("File", "Names", "Quotes", "Speakers"), rows)
        if reported:
            return MISTAKE
        if not rows:
            output.info("There is no file in these directories.")
        return DONE if rows else NOTHING_FOUND


def _library_with_corrections(
    directory: str | None, output: Output, report: Callable[[PullquoteError], None]
) -> Library | None:
    """The library of the workspace if it has corrections of findings, else ``None``."""
    library = Library(Workspace.find(directory), tell=output.info)
    try:
        return library if library.records.corrections else None
    except StoreError as error:
        report(error)
        return None


def _findings_cache(directory: str | None) -> FindingsCache:
    """The cache of the workspace; without ``annotations/``, one in the user's cache folder."""
    workspace = Workspace.find(directory)
    if workspace.annotations.is_dir():
        return FindingsCache(workspace.cache)
    from platformdirs import user_cache_path

    return FindingsCache(user_cache_path("pullquote") / "findings", is_private=True)


def _articles(paths: list[str], report: Callable[[PullquoteError], None]) -> Iterator[Article]:
    """The articles that can be read."""
    for path in paths:
        try:
            yield read_piped_article() if path == PIPE else read_article(expanded(path))
        except ArticleError as error:
            report(error)


def _row(article: Article, analysis: Analysis) -> tuple[str, ...]:
    speakers = ", ".join(name for name in analysis.speakers if name)
    entity_count, quote_count = len(analysis.entities), len(analysis.quotes)
    return article.path or article.id, str(entity_count), str(quote_count), speakers


def _files(paths: list[str]) -> Iterator[str]:
    """The files, and those below the directories, sorted by name, without hidden ones."""
    for path in paths:
        if path == PIPE or not expanded(path).is_dir():
            yield path
            continue
        for directory, subdirectories, names in os.walk(expanded(path)):
            subdirectories[:] = sorted(name for name in subdirectories if name[0] != ".")
            for name in sorted(names):
                if name[0] != ".":
                    yield str(Path(directory, name))
