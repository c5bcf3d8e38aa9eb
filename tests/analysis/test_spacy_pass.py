import pytest

from tests.analysis.samples import make_article
from tui.analysis.spacy_pass import paragraph_chunks

pytestmark = pytest.mark.slow

SENTENCE = "Ann Lee said the road was shut. "


def test_boilerplate_names_nobody(md):
    text = "Share this with Ann Lee\n—With files from Ann Moore and Reuters"
    entities = md.analyse(make_article(text)).entities
    assert [entity.name for entity in entities] == ["Reuters"]


def test_findings_do_not_depend_on_what_was_read_before(md, seed, seed_analysis):
    md.analyse(make_article("“Who knows?” said Ann Lee."))
    assert md.analyse(seed) == seed_analysis


def test_reads_a_text_beyond_the_limit_of_the_parser(md):
    long_line = make_article(SENTENCE * 900)
    assert len(long_line.text) > 20_000
    quotes = md.analyse(long_line).quotes
    assert len(quotes) == 900
    assert {quote.name for quote in quotes} == {"Ann Lee"}


def test_long_paragraphs_are_split_at_ends_of_sentences():
    article = make_article(f"Comments\n{SENTENCE * 900}\nShort.")
    chunks = paragraph_chunks(article)
    assert [chunk.of(article.text)[-5:] for chunk in chunks] == ["shut.", "shut.", "hort."]
    assert all(chunk.length <= 20_000 for chunk in chunks)
    assert not any("Comments" in chunk.of(article.text) for chunk in chunks)
