"""Findings from the cache and made anew, and the analysis of a folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from tempfile import TemporaryDirectory

from benchmarks.measurements import Series, run_alternately, time_call
from benchmarks.peers import APPS, PULLQUOTE
from benchmarks.rows.row import Context, Row, ratio_of
from benchmarks.samples import write_sample
from tui.analysis import ANALYSERS
from tui.analysis.findings_cache import FindingsCache
from tui.config import Workspace

FEW = 16
MANY = 96


def compare_cache(context: Context) -> Series:
    """The findings of the article from the cache, and made by an analyser that is loaded."""
    article = context.article.article
    cache = FindingsCache(Workspace(context.article.workspace).cache)
    analyser = ANALYSERS.get("spacy-md")
    analyser.analyse(article)

    def load() -> None:
        if cache.load(article.sha256, analyser) is None:
            raise RuntimeError("the cache is empty")

    return run_alternately(
        {"cache": load, "analyser": lambda: analyser.analyse(article)}, time_call, rounds=5
    )


def _compare_folder(context: Context, article_count: int) -> Series:
    """The analysis of a folder by `pullquote analyze` and by spaCy, with loading the model."""
    folder = context.folder / f"corpus-{article_count}"
    folder.mkdir()
    for number in range(article_count):
        sample = write_sample(
            context.folder, f"of-{article_count}-{number}", size=4_500, annotations=0
        )
        shutil.copy(sample.path, folder)
    commands = {
        "analyze": (str(PULLQUOTE), "analyze", "--json", str(folder)),
        "nlp.pipe": (sys.executable, str(APPS / "nlp_pipe.py"), str(folder)),
    }

    def run(command: tuple[str, ...]) -> dict[str, list[float]]:
        # An empty cache: findings of an earlier run would be read instead.
        with TemporaryDirectory() as empty:
            options = {"env": {**os.environ, "XDG_CACHE_HOME": empty}, "cwd": empty}
            return time_call(
                lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True, **options)
            )

    return run_alternately(commands, run, rounds=2)


def compare_few_articles(context: Context) -> Series:
    """A folder for which loading the model takes as long as the analysis."""
    return _compare_folder(context, FEW)


def compare_many_articles(context: Context) -> Series:
    """A folder for which it does not."""
    return _compare_folder(context, MANY)


ROWS = (
    Row(
        "findings of 800 words from the cache",
        "analysing again, warm",
        1 / 50,
        ratio_of(compare_cache, "cache", "analyser", "time"),
    ),
    *(
        Row(
            f"analyze {count} articles",
            "spaCy's nlp.pipe, one process",
            1 / 1.7,
            ratio_of(compare, "analyze", "nlp.pipe", "time"),
        )
        for count, compare in ((FEW, compare_few_articles), (MANY, compare_many_articles))
    ),
)
