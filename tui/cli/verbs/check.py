"""The verb ``check``."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from contextlib import suppress

from tui.cli.exit_codes import DONE, MISTAKE
from tui.cli.lookup import load_article, open_library
from tui.cli.output import Output
from tui.cli.verb_base import Parser, Verb
from tui.errors import MOST_LISTED, ArticleError
from tui.model import Change
from tui.session.library import Library
from tui.sources.article_loading import read_article
from tui.store import CheckResult
from tui.store.recovery.codebook_repair import repair_codebook
from tui.wording import plural

_ANCHORS, _ARTICLES = _NOT_REPAIRABLE = "anchors", "articles"
"""Parts that only the reader can put right."""


class Check(Verb):
    """Checks every part of the workspace; repairs it only with ``--repair``, after a backup."""

    name = "check"
    label = "Look whether everything kept is whole, and repair it"

    def add_arguments(self, parser: Parser) -> None:
        """Declare whether to repair, and the format."""
        parser.add_argument(
            "--repair",
            action="store_true",
            help="mend what can be mended, after a backup in annotations/backups/",
        )
        parser.add_json()

    def run(self, args: Namespace, output: Output) -> int:
        """Print a line per result; 2 if there is a problem in any part."""
        library = open_library(args, output)
        if args.repair:
            _repair(library, output)
        results = _check_all(library)
        for result in results:
            if args.json:
                output.write_json(
                    {
                        "part": result.part,
                        "ok": result.is_ok,
                        "says": result.message,
                        "counts": dict(result.counts),
                    }
                )
            else:
                verdict = "ok" if result.is_ok else "problem"
                output.write_line(f"{verdict:9}{result.part:11}{result.message}")
        problem_parts = {result.part for result in results if not result.is_ok}
        if not problem_parts:
            return DONE
        if not args.repair and problem_parts.difference(_NOT_REPAIRABLE):
            output.info("“pullquote check --repair” mends what can be mended, after a backup.")
        return MISTAKE


def _repair(library: Library, output: Output) -> None:
    store, workspace = library.store, library.workspace
    messages = store.repair(workspace)
    for message in messages:
        output.info(message)
    codebook, flaws = repair_codebook(library.records)
    if flaws:
        if not messages:
            output.info(f"As it was, it is kept in {store.back_up(workspace)}.")
        change = Change("repaired the codebook", (), (library.codebook, codebook))
        library.records = store.apply(workspace, change)
        library.close()
        output.info("The codebook was mended; its passages keep their themes.")
    _repair_texts(library, output)


def _check_all(library: Library) -> list[CheckResult]:
    results, records = library.store.check(library.workspace)
    if records is None:
        return results
    library.records = records
    _, flaws = repair_codebook(records)
    codebook_results = [CheckResult("codebook", False, flaw) for flaw in flaws]
    if not flaws:
        themes = plural(len(records.codebook), "theme")
        message = f"It has {themes}, and every one is sound."
        codebook_results = [CheckResult("codebook", True, message)]
    return [*results, *codebook_results, _check_texts(library), *_check_anchors(library)]


def _damaged_texts(library: Library) -> list[str]:
    return [sha256 for sha256 in library.texts.hashes() if library.texts.load(sha256) is None]


def _check_texts(library: Library) -> CheckResult:
    """Whether the archived texts, in which passages were marked, have their checksums."""
    if library.texts.is_blocked():
        message = "annotations/texts is no folder, so nothing can be tagged; move it away."
        return CheckResult("texts", False, message)
    damaged = _damaged_texts(library)
    if damaged:
        names = ", ".join(sha256[:8] for sha256 in damaged[:MOST_LISTED])
        message = f"Damaged in annotations/texts: {names}; passages are followed without them."
        return CheckResult("texts", False, message)
    count = len(library.texts.hashes())
    return CheckResult("texts", True, f"{plural(count, 'kept text')}, and every one is whole.")


def _repair_texts(library: Library, output: Output) -> None:
    """Write damaged texts again, if an article still has the same text."""
    damaged = set(_damaged_texts(library))
    for path in library.article_paths().values() if damaged else ():
        with suppress(ArticleError):
            article = read_article(path)
            if article.sha256 in damaged:
                library.texts.save(article, overwrite=True)
                output.info(f"The kept text of {path.name} was damaged, and was kept anew.")


def _check_anchors(library: Library) -> list[CheckResult]:
    """How passages are anchored in today's texts, and which articles are missing."""
    paths = library.article_paths()
    states: Counter[str] = Counter()
    orphans: Counter[str] = Counter()
    missing: list[CheckResult] = []
    for article_id in library.annotated_articles():
        try:
            article = load_article(paths, article_id)
        except ArticleError as error:
            missing.append(CheckResult(_ARTICLES, False, str(error)))
            continue
        for anchored in library.reading(article).annotations:
            states[anchored.state] += 1
            orphans[article_id] += anchored.state == "orphan"
    by_state = ", ".join(f"{count:,} {state}" for state, count in sorted(states.items()))
    message = f"{plural(states.total(), 'passage')}{': ' + by_state if by_state else ''}."
    results = [CheckResult(_ANCHORS, not states["orphan"], message, dict(states))]
    for article_id, count in orphans.items():
        if count:
            passages = plural(count, "passage")
            message = f"In {article_id} the words of {passages} are gone; R in the app lists them."
            results.append(CheckResult(_ANCHORS, False, message))
    if missing:
        return [*results, *missing]
    articles = plural(len(library.annotated_articles()), "annotated article")
    return [*results, CheckResult(_ARTICLES, True, f"{articles}, all there.")]
