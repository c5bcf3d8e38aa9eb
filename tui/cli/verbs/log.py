"""The verb ``log``."""

from __future__ import annotations

from argparse import Namespace
from itertools import islice

from tui.cli.argument_types import positive_int
from tui.cli.exit_codes import DONE, NOTHING_FOUND
from tui.cli.lookup import find_article_id, open_library
from tui.cli.output import Output
from tui.cli.verb_base import Parser, Verb
from tui.session.restore import changed_article_ids, local_time, newest_first, passage_excerpt


class Log(Verb):
    """Prints one line per change, newest first."""

    name = "log"
    label = "List the changes: when, who, what, in which article, on which words"

    def add_arguments(self, parser: Parser) -> None:
        """Declare the article, the number of changes and the format."""
        parser.add_argument(
            "--article", metavar="A", help="only those in this article, by id or path"
        )
        parser.add_argument("--limit", metavar="N", type=positive_int, help="only the N newest")
        parser.add_json()

    def run(self, args: Namespace, output: Output) -> int:
        """Print the changes; 1 if there are none."""
        library = open_library(args, output)
        article_id = find_article_id(library, args.article)
        log = newest_first(library.store.log(library.workspace), article_id)
        entries = list(islice(log, args.limit))
        if args.json:
            for entry in entries:
                change = entry.change
                passages = list(change.passages())
                output.write_json(
                    {
                        "id": change.id,
                        "when": entry.when,
                        "who": entry.who,
                        "what": change.description,
                        "articles": changed_article_ids(change),
                        "passages": len(passages),
                        "text": passages[0].selector.exact if passages else "",
                        "undoes": change.undoes,
                        "redoes": change.redoes,
                        "proven": entry.is_verified,
                    }
                )
        elif entries:
            output.write_table(
                ("When", "Who", "What", "Article", "Words"),
                [
                    (
                        local_time(entry.when),
                        entry.who,
                        entry.description,
                        ", ".join(changed_article_ids(entry.change)),
                        passage_excerpt(entry.change, article_id),
                    )
                    for entry in entries
                ],
            )
        else:
            output.info("Nothing was changed here yet.")
        damaged = sum(not entry.is_verified for entry in entries)
        if damaged:
            subject = "1 of these is" if damaged == 1 else f"{damaged:,} of these are"
            output.info(f"{subject} damaged in the history, and may say what was not so.")
        return DONE if entries else NOTHING_FOUND
