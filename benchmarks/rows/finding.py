"""Names and quotes: kept ones against looking again, and a folder of articles."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from tempfile import TemporaryDirectory

from benchmarks.measuring import Series, take_turns, timed
from benchmarks.peers import APPS, PULLQUOTE
from benchmarks.rows.row import Lab, Row
from benchmarks.texts import write_sample
from tui.analysis import ANALYSERS
from tui.analysis.findings_cache import FindingsCache
from tui.config import Workspace

FEW = 16
MANY = 96


def analyses(lab: Lab) -> Series:
    """The article's findings from the cache, and found again by an analyser that is warm."""
    article = lab.article.article
    cache = FindingsCache(Workspace(lab.article.workspace).cache)
    analyser = ANALYSERS.get("spacy-md")
    analyser.analyse(article)

    def load() -> None:
        if cache.load(article.sha256, analyser) is None:
            raise RuntimeError("the cache is empty")

    return take_turns({"cache": load, "again": lambda: analyser.analyse(article)}, timed, rounds=5)


def _corpora(lab: Lab, articles: int) -> Series:
    """A folder of articles from start to end, models loaded by each."""
    folder = lab.folder / f"corpus-{articles}"
    folder.mkdir()
    for number in range(articles):
        sample = write_sample(lab.folder, f"of-{articles}-{number}", size=4_500, annotations=0)
        shutil.copy(sample.path, folder)
    commands = {
        "analyze": (str(PULLQUOTE), "analyze", "--json", str(folder)),
        "nlp.pipe": (sys.executable, str(APPS / "nlp_pipe.py"), str(folder)),
    }

    def run(command: tuple[str, ...]) -> dict[str, list[float]]:
        # What an earlier run has kept would be read instead of looked for.
        with TemporaryDirectory() as empty:
            options = {"env": {**os.environ, "XDG_CACHE_HOME": empty}, "cwd": empty}
            return timed(
                lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True, **options)
            )

    return take_turns(commands, run, rounds=2)


def few(lab: Lab) -> Series:
    """A folder where loading the model counts as much as the articles."""
    return _corpora(lab, FEW)


def many(lab: Lab) -> Series:
    """A folder where it does not."""
    return _corpora(lab, MANY)


ROWS = (
    Row(
        "findings of 800 words from the cache",
        "analysing again, warm",
        1 / 50,
        lambda lab: lab.result(analyses).ratio("cache", "again", "time"),
    ),
    *(
        Row(
            f"analyze {count} articles",
            "spaCy's nlp.pipe, one process",
            1 / 1.7,
            lambda lab, made=made: lab.result(made).ratio("analyze", "nlp.pipe", "time"),
        )
        for count, made in ((FEW, few), (MANY, many))
    ),
)
