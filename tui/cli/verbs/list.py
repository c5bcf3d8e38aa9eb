"""The verb ``list``."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from tui.cli.exit_codes import DONE, MISTAKE, NOTHING_FOUND
from tui.cli.lookup import load_article, open_library
from tui.cli.output import Output
from tui.cli.records import article_record, format_counts
from tui.cli.verb_base import Parser, Verb
from tui.errors import ArticleError, NoArticles
from tui.model import Article
from tui.session.library import Library


class ListArticles(Verb):
    """Prints one line per article, by id."""

    name = "list"
    label = "List the articles with their words, annotations and themes"

    def add_arguments(self, parser: Parser) -> None:
        """Declare the format."""
        parser.add_json()

    def run(self, args: Namespace, output: Output) -> int:
        """Print the articles; 2 if a file in ``seeds/`` cannot be read, 1 if there are none."""
        library = open_library(args, output)
        unreadable: list[str] = []
        records = [
            article_record(
                article,
                library.article_record(article, 0).path,
                library.index.of_article(article.id),
                library.codebook,
            )
            for article in _articles(library, unreadable, output)
        ]
        if args.json:
            for record in records:
                output.write_json(record)
        elif records:
            output.write_table(
                ("Article", "Words", "Passages", "Themes", "Title"),
                [
                    (
                        record["id"],
                        str(record["words"]),
                        str(record["annotations"]),
                        format_counts(record["themes"]),
                        record["title"],
                    )
                    for record in records
                ],
            )
        if unreadable:
            return MISTAKE
        if not records:
            output.info(str(NoArticles(library.workspace.seeds)))
        return DONE if records else NOTHING_FOUND


def _articles(library: Library, unreadable: list[str], output: Output) -> Iterator[Article]:
    """All articles that can be read or have annotations, by id.

    Args:
        library: where they are.
        unreadable: gets the ids of files in ``seeds/`` that cannot be read.
        output: gets a message for each of these and for each missing file with annotations.
    """
    seeds, paths, annotated = (
        library.seeds(),
        library.article_paths(),
        set(library.annotated_articles()),
    )
    for article_id in sorted({*paths, *annotated}):
        try:
            yield load_article(paths, article_id)
        except ArticleError as error:
            # A file outside the workspace that was opened once may be removed: not an error.
            if article_id in seeds:
                unreadable.append(article_id)
            if article_id in seeds or article_id in annotated:
                output.info(str(error))
            if article_id in annotated:
                yield library.article_or_placeholder(article_id)
