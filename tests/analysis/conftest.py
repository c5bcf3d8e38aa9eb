import pytest

from tests.analysis.samples import SEED, make_article
from tui.analysis import ANALYSERS
from tui.analysis.quotes.parse.parsed_paragraph import ParsedParagraph
from tui.analysis.spacy_pass import tokenize_with
from tui.model import Span


@pytest.fixture(scope="session")
def seed():
    return make_article(SEED.read_text(encoding="utf-8"), SEED.stem)


@pytest.fixture(scope="session")
def md():
    """The analyser with the medium pipeline, loaded once."""
    analyser = ANALYSERS.get("spacy-md")
    analyser.preload()
    return analyser


@pytest.fixture(scope="session")
def seed_analysis(md, seed):
    return md.analyse(seed)


@pytest.fixture
def quotes_of(md):
    """A function that gives kind, content and speaker's name of the quotes of a text."""

    def find(text):
        return [
            (quote.kind, " … ".join(part.of(text) for part in quote.content), quote.name)
            for quote in md.analyse(make_article(text)).quotes
        ]

    return find


@pytest.fixture(scope="session")
def parse(md):
    """A function that parses a text as one paragraph."""
    pipeline = md.pipeline()

    def parse_paragraph(text):
        (doc,) = pipeline.pipe([tokenize_with(pipeline, text)])
        return ParsedParagraph(doc, Span(0, len(text)), text)

    return parse_paragraph
