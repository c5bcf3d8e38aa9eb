"""Which articles there are."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from tui.cli.exit_codes import DONE, MISTAKE, NOTHING_FOUND
from tui.cli.lookup import article_on, library_of
from tui.cli.output import Output
from tui.cli.records import article_record, counted
from tui.cli.verb_base import Parser, Verb
from tui.errors import ArticleError
from tui.model import Article
from tui.session.library import Library


class ListArticles(Verb):
    """A line per article, by id."""

    name = "list"
    label = "List the articles with their words, annotations and themes"

    def arguments(self, parser: Parser) -> None:
        """Only the form of the answer."""
        parser.add_json()

    def run(self, args: Namespace, output: Output) -> int:
        """Print what can be read; a file in ``seeds/`` that cannot makes the exit code 2."""
        library = library_of(args, output)
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
                output.json(record)
        elif records:
            output.table(
                ("Article", "Words", "Passages", "Themes", "Title"),
                [
                    (
                        r["id"],
                        str(r["words"]),
                        str(r["annotations"]),
                        counted(r["themes"]),
                        r["title"],
                    )
                    for r in records
                ],
            )
        if unreadable:
            return MISTAKE
        if not records:
            output.info(
                f"There is no article in {library.workspace.seeds}; “pullquote add” copies one."
            )
        return DONE if records else NOTHING_FOUND


def _articles(library: Library, unreadable: list[str], output: Output) -> Iterator[Article]:
    seeds, shelf, annotated = (
        library.seeds(),
        library.article_paths(),
        set(library.annotated_articles()),
    )
    for article_id in sorted({*shelf, *annotated}):
        try:
            yield article_on(shelf, article_id)
        except ArticleError as error:
            # What was read elsewhere once and has gone since is nobody's mistake.
            if article_id in seeds:
                unreadable.append(article_id)
            if article_id in seeds or article_id in annotated:
                output.info(str(error))
            if article_id in annotated:
                yield library.article_or_placeholder(article_id)
