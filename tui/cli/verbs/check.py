"""Looking whether everything kept is whole, and mending it."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from contextlib import suppress

from tui.cli.exit_codes import DONE, MISTAKE
from tui.cli.lookup import article_on, library_of
from tui.cli.output import Output
from tui.cli.records import number_of
from tui.cli.verb_base import Parser, Verb
from tui.errors import MOST_LISTED, ArticleError
from tui.model import Change
from tui.session.library import Library
from tui.sources.article_loading import read_article
from tui.store import CheckResult
from tui.store.recovery.codebook_repair import mended_codebook

_ANCHORS, _ARTICLES = _OTHERS = "anchors", "articles"
"""Where only the reader can put things right."""


class Check(Verb):
    """Looks through everything kept; mends it only if told to, after a backup."""

    name = "check"
    label = "Look whether everything kept is whole, and repair it"

    def arguments(self, parser: Parser) -> None:
        """Whether to mend, and the form of the answer."""
        parser.add_argument(
            "--repair",
            action="store_true",
            help="mend what can be mended, after a backup in annotations/backups/",
        )
        parser.add_json()

    def run(self, args: Namespace, output: Output) -> int:
        """Print what is found in each part, a line each; 2 if something is wrong with any."""
        library = library_of(args, output)
        if args.repair:
            _repair(library, output)
        findings = _findings(library)
        for one in findings:
            if args.json:
                output.json(
                    {
                        "part": one.part,
                        "ok": one.is_well,
                        "says": one.sentence,
                        "counts": dict(one.counts),
                    }
                )
            else:
                output.line(f"{'ok' if one.is_well else 'problem':9}{one.part:11}{one.sentence}")
        if all(one.is_well for one in findings):
            return DONE
        if not args.repair and any(not one.is_well and one.part not in _OTHERS for one in findings):
            output.info("“pullquote check --repair” mends what can be mended, after a backup.")
        return MISTAKE


def _repair(library: Library, output: Output) -> None:
    store, workspace = library.store, library.workspace
    done = store.repair(workspace)
    for sentence in done:
        output.info(sentence)
    codebook, flaws = mended_codebook(library.records)
    if flaws:
        if not done:
            output.info(f"As it was, it is kept in {store.back_up(workspace)}.")
        change = Change("repaired the codebook", (), (library.codebook, codebook))
        library.records = store.apply(workspace, change)
        library.close()
        output.info("The codebook was mended; its passages keep their themes.")
    _mend_texts(library, output)


def _findings(library: Library) -> list[CheckResult]:
    found, records = library.store.check(library.workspace)
    if records is None:
        return found
    library.records = records
    _, flaws = mended_codebook(records)
    themes = number_of(len(records.codebook), "theme")
    codebook = [CheckResult("codebook", False, flaw) for flaw in flaws]
    return [
        *found,
        *(codebook or [CheckResult("codebook", True, f"It has {themes}, and every one is sound.")]),
        _texts(library),
        *_anchors(library),
    ]


def _damaged_texts(library: Library) -> list[str]:
    return [sha256 for sha256 in library.texts.kept() if library.texts.load(sha256) is None]


def _texts(library: Library) -> CheckResult:
    """Whether the texts that passages were marked in are what they were."""
    damaged = _damaged_texts(library)
    if damaged:
        names = ", ".join(sha256[:8] for sha256 in damaged[:MOST_LISTED])
        flaw = f"Damaged in annotations/texts: {names}; passages are followed without them."
        return CheckResult("texts", False, flaw)
    count = len(library.texts.kept())
    return CheckResult("texts", True, f"{number_of(count, 'kept text')}, and every one is whole.")


def _mend_texts(library: Library, output: Output) -> None:
    """Keep damaged texts anew, as far as an article still has them."""
    damaged = set(_damaged_texts(library))
    for path in library.article_paths().values() if damaged else ():
        with suppress(ArticleError):
            article = read_article(path)
            if article.sha256 in damaged:
                library.texts.keep(article, anew=True)
                output.info(f"The kept text of {path.name} was damaged, and was kept anew.")


def _anchors(library: Library) -> list[CheckResult]:
    """Where the passages are in the texts of today, and which texts are gone."""
    shelf = library.article_paths()
    states: Counter[str] = Counter()
    orphans: Counter[str] = Counter()
    gone: list[CheckResult] = []
    for article_id in library.annotated_articles():
        try:
            article = article_on(shelf, article_id)
        except ArticleError as error:
            gone.append(CheckResult(_ARTICLES, False, str(error)))
            continue
        for one in library.reading(article).annotations:
            states[one.state] += 1
            orphans[article_id] += one.state == "orphan"
    told = ", ".join(f"{count:,} {state}" for state, count in sorted(states.items()))
    sentence = f"{number_of(states.total(), 'passage')}{': ' + told if told else ''}."
    anchors = [CheckResult(_ANCHORS, not states["orphan"], sentence, dict(states))]
    for article_id, count in orphans.items():
        if count:
            lost = number_of(count, "passage")
            anchors.append(
                CheckResult(
                    _ANCHORS,
                    False,
                    f"In {article_id} the words of {lost} are gone; R in the app lists them.",
                )
            )
    if not gone:
        count = len(library.annotated_articles())
        gone = [
            CheckResult(_ARTICLES, True, f"{number_of(count, 'annotated article')}, all there.")
        ]
    return [*anchors, *gone]
