from pathlib import Path

import pytest

from tui.analysis import ANALYSERS
from tui.model import Article

SEED = Path(__file__).parents[2] / "seeds" / "000_6d7a4ca01ab70da4.txt"


def article(text, name="story"):
    return Article(id=name, text=text, title=name)


@pytest.fixture(scope="session")
def seed():
    return article(SEED.read_text(encoding="utf-8"), SEED.stem)


@pytest.fixture(scope="session")
def md():
    """The medium pipeline, loaded once."""
    analyser = ANALYSERS.get("spacy-md")
    analyser.warm()
    return analyser


@pytest.fixture(scope="session")
def seed_analysis(md, seed):
    return md.analyse(seed)


@pytest.fixture
def said(md):
    """What a text's quotes are: kind, words, name."""

    def find(text):
        return [
            (q.kind, " … ".join(part.of(text) for part in q.content), q.name)
            for q in md.analyse(article(text)).quotes
        ]

    return find
