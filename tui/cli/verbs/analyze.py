"""Who is named and who is quoted in files, wherever they are."""

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
from tui.analysis.workers.worker_pool import WorkerPool, cores
from tui.cli.exit_codes import DONE, MISTAKE, NOTHING_FOUND
from tui.cli.lookup import PIPE, extension_named, piped
from tui.cli.output import Output, progress
from tui.cli.verb_base import Parser, Verb, number_from_one
from tui.config import DEFAULT_ANALYSER, Workspace
from tui.errors import AnalysisError, ArticleError, PullquoteError, StoreError
from tui.files import expanded
from tui.model import Analysis, Article
from tui.session.library import Library
from tui.sources.article_loading import read_article


class Analyze(Verb):
    """A line per file, in the order of the files, whichever of them is done first."""

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
        parser.add_argument(
            "--jobs",
            metavar="N",
            type=number_from_one,
            default=None,
            help="how many processes share the work (default: one for each processor)",
        )
        parser.add_json()

    def run(self, args: Namespace, output: Output) -> int:
        """Print the findings; a file that is no article is told, and makes the exit code 2."""
        analyser = extension_named(ANALYSERS, args.model, output)
        files = list(_files(args.paths))
        rows: list[tuple[str, ...]] = []
        problems: set[str] = set()

        def complain(error: PullquoteError) -> None:
            # What is wrong with the analyser is wrong for every article.
            if str(error) not in problems:
                output.info(str(error))
                problems.add(str(error))

        library = _library(args.workspace, output, complain)
        jobs = min(args.jobs or cores(), max(1, len(files)))
        has_lines = args.json and output.is_terminal  # which show well enough how far we are
        with (
            WorkerPool(analyser, _cache(args.workspace), jobs) as crew,
            progress(0 if has_lines else len(files)) as step,
        ):
            for article, found in crew.find(_articles(files, complain)):
                step()
                if isinstance(found, AnalysisError):
                    complain(found)
                    continue
                if library is not None and article.path:
                    found = library.corrected(library.article(article.path), found)
                rows.append(_row(article, found))
                notice = no_names_notice(analyser, article.text)
                if notice:
                    output.info(f"{article.path or article.id}: {notice}")
                if args.json:
                    output.json(analysis_record(article, sentences(article.text), found))
                    output.flush()  # whoever reads may begin while we go on
        if rows and not args.json:
            output.table(("File", "Names", "Quotes", "Speakers"), rows)
        if problems:
            return MISTAKE
        if not rows:
            output.info("There is no file in these directories.")
        return DONE if rows else NOTHING_FOUND


def _library(
    workspace: str | None, output: Output, complain: Callable[[PullquoteError], None]
) -> Library | None:
    """What holds the reader's corrections; ``None`` if there are none."""
    library = Library(Workspace.find(workspace), tell=output.info)
    try:
        return library if library.records.corrections else None
    except StoreError as error:
        complain(error)
        return None


def _cache(workspace: str | None) -> FindingsCache:
    """The workspace's, where there is one; else the reader's own, so that no file is in the way."""
    found = Workspace.find(workspace)
    if found.annotations.is_dir():
        return FindingsCache(found.cache)
    from platformdirs import user_cache_path

    return FindingsCache(user_cache_path("pullquote") / "findings")


def _articles(files: list[str], complain: Callable[[PullquoteError], None]) -> Iterator[Article]:
    """Those that can be read."""
    for path in files:
        try:
            yield piped() if path == PIPE else read_article(expanded(path))
        except ArticleError as error:
            complain(error)


def _row(article: Article, analysis: Analysis) -> tuple[str, ...]:
    speakers = ", ".join(name for name in analysis.speakers if name)
    names, quotes = len(analysis.entities), len(analysis.quotes)
    return article.path or article.id, str(names), str(quotes), speakers


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
