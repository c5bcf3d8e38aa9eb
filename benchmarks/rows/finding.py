"""Names and quotes: kept ones against looking again, and a folder of articles."""

from __future__ import annotations

import shutil
import subprocess
import sys

from benchmarks.measuring import Series, take_turns, timed
from benchmarks.peers import APPS, PULLQUOTE
from benchmarks.rows.row import Lab, Row
from benchmarks.texts import write_sample
from tui.analysis import ANALYSERS
from tui.analysis.cache import FindingsCache
from tui.config import Workspace

ARTICLES = 16


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


def corpora(lab: Lab) -> Series:
    """A folder of articles from start to end, models loaded by each."""
    folder = lab.folder / "corpus"
    folder.mkdir()
    for number in range(ARTICLES):
        sample = write_sample(lab.folder, f"corpus-{number}", size=4_500, annotations=0)
        shutil.copy(sample.path, folder)
    commands = {
        "analyze": (str(PULLQUOTE), "analyze", "--json", str(folder)),
        "nlp.pipe": (sys.executable, str(APPS / "nlp_pipe.py"), str(folder)),
    }

    def run(command: tuple[str, ...]) -> dict[str, list[float]]:
        return timed(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True))

    return take_turns(commands, run, rounds=1)


ROWS = (
    Row(
        "findings of 800 words from the cache",
        "analysing again, warm",
        1 / 50,
        lambda lab: lab.result(analyses).ratio("cache", "again", "time"),
    ),
    Row(
        f"analyze {ARTICLES} articles",
        "spaCy's nlp.pipe, one process",
        1 / 1.7,
        lambda lab: lab.result(corpora).ratio("analyze", "nlp.pipe", "time"),
    ),
)
