"""What was done."""

from __future__ import annotations

from argparse import Namespace
from itertools import islice

from tui.cli.exit_codes import DONE, NOTHING_FOUND
from tui.cli.lookup import article_id_of, library_of
from tui.cli.output import Output
from tui.cli.verb_base import Parser, Verb, number_from_one
from tui.session.restore import changed_article_ids, local_time, newest_first, passage_excerpt


class Log(Verb):
    """A line a change, newest first."""

    name = "log"
    label = "List the changes: when, who, what, in which article, on which words"

    def arguments(self, parser: Parser) -> None:
        """Which changes."""
        parser.add_argument(
            "--article", metavar="A", help="only those in this article, by id or path"
        )
        parser.add_argument("--limit", metavar="N", type=number_from_one, help="only the N newest")
        parser.add_json()

    def run(self, args: Namespace, output: Output) -> int:
        """Print them; 1 if there are none."""
        library = library_of(args, output)
        article = article_id_of(library, args.article)
        log = newest_first(library.store.log(library.workspace), article)
        shown = list(islice(log, args.limit))
        if args.json:
            for one in shown:
                change, passages = one.change, list(one.change.passages())
                output.json(
                    {
                        "id": change.id,
                        "when": one.when,
                        "who": one.who,
                        "what": change.description,
                        "articles": changed_article_ids(change),
                        "passages": len(passages),
                        "text": passages[0].selector.exact if passages else "",
                        "undoes": change.undoes,
                        "redoes": change.redoes,
                        "proven": one.is_proven,
                    }
                )
        elif shown:
            output.table(
                ("When", "Who", "What", "Article", "Words"),
                [
                    (
                        local_time(one.when),
                        one.who,
                        one.told,
                        ", ".join(changed_article_ids(one.change)),
                        passage_excerpt(one.change, article),
                    )
                    for one in shown
                ],
            )
        else:
            output.info("Nothing was changed here yet.")
        damaged = sum(not one.is_proven for one in shown)
        if damaged:
            these = "1 of these is" if damaged == 1 else f"{damaged:,} of these are"
            output.info(f"{these} damaged in the history, and may say what was not so.")
        return DONE if shown else NOTHING_FOUND
