"""Paragraphs that no rule may take too long for, however they are made."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.samples import make_article
from tui.analysis import ANALYSERS
from tui.analysis.analysis_chunks import MAX_CHUNK, MAX_MARKS, chunks_of_paragraph
from tui.analysis.spacy_pass import tokenize_with
from tui.model import Span

PATHOLOGICAL = (
    "“ said ” ", "” said “", "“", "”", '"', "'", "‘a ", "(", "“said “ ", "said, ", "that “so” ",
    "“Go on,” he said. ", "called “x” as ", "according to ", "he said that ", ": “no” ", "»a ",
    "Ann Lee and ", "In a poll, ", "the minister, ", "Q: ", "x", " \u00a0",
)  # fmt: skip
PIECES = st.sampled_from(["“", "”", '"', "'", "‘", "a", ". ", " ", "No. ", "\u00a0", "said "])
PARAGRAPHS = st.lists(
    st.tuples(PIECES, st.sampled_from([1, 3, 70, 230])), min_size=1, max_size=8
).map(lambda runs: "".join(piece * times for piece, times in runs))


def process_time(analyser, text):
    article = make_article(text)
    started = time.process_time()
    analyser.analyse(article)
    return time.process_time() - started


def check_growth(analyser, piece, size):
    small, large = (piece * (length // len(piece)) for length in (size, 8 * size))
    process_time(analyser, small)  # what is compiled and loaded once
    # Linear work takes eight times as long, work that grows with the square sixty-four times.
    assert process_time(analyser, large) < 24 * max(0.02, process_time(analyser, small))


@pytest.mark.parametrize("piece", PATHOLOGICAL)
def test_the_rules_take_eight_times_as_long_for_eight_times_as_much(piece):
    check_growth(ANALYSERS.get("rules"), piece, 3_000)


@pytest.mark.slow
@pytest.mark.parametrize("piece", PATHOLOGICAL)
def test_the_pipeline_takes_eight_times_as_long_for_eight_times_as_much(md, piece):
    check_growth(md, piece, 2_000)


@pytest.mark.slow
@pytest.mark.parametrize("text", [" " * 2_000_000, f"Yes.{' ' * 2_000_000}“No,” said Ann Lee."])
def test_millions_of_spaces_are_no_obstacle(md, text):
    assert [quote.name for quote in md.analyse(make_article(text)).quotes] == (
        ["Ann Lee"] if text.strip() else []
    )


@given(PARAGRAPHS)
def test_chunks_hold_all_words_of_a_paragraph_in_order(text):
    end, left_out = 0, ""
    for chunk in chunks_of_paragraph(Span(0, len(text)), text):
        assert end <= chunk.start < chunk.end <= len(text)
        left_out += text[end : chunk.start]
        end = chunk.end
    assert not (left_out + text[end:]).strip()


@given(PARAGRAPHS)
def test_chunks_have_no_more_quotation_marks_than_the_rules_can_bear(text):
    for chunk in chunks_of_paragraph(Span(0, len(text)), text):
        assert chunk.length <= MAX_CHUNK
        assert sum(chunk.of(text).count(mark) for mark in '“”"‘') <= MAX_MARKS


def test_a_paragraph_of_ordinary_size_is_one_chunk():
    text = "“It is late,” said Ann Lee. It’s Ann’s. " * 90
    paragraph = Span(3, len(text))
    assert list(chunks_of_paragraph(paragraph, text)) == [paragraph]


@pytest.mark.slow
@pytest.mark.parametrize("run", ["“" * 1_300, "it's" * 300, "(x)" * 400])
def test_tokens_of_a_run_without_spaces_are_where_they_are_in_the_text(md, run):
    text = f"Ann Lee can't say {run}, she says."
    doc = tokenize_with(md.pipeline(), text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    assert [token.norm_ for token in doc[2:4]] == ["can", "not"]
