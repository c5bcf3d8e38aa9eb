import pytest

from tui.analysis.quotes.candidate import (
    QuoteCandidate,
    merge_spans,
    quote_kind,
    to_quote,
    without_nested,
)
from tui.model import Quote, Span
from tui.model.sorted_spans import SortedSpans


def test_extent_and_length_of_a_content():
    candidate = QuoteCandidate([Span(2, 5), Span(10, 14)])
    assert (candidate.start, candidate.end, candidate.length) == (2, 14, 7)
    assert candidate.overlap_length([Span(0, 3), Span(4, 11)]) == 3
    assert candidate.overlap_length([Span(5, 10)]) == 0


@pytest.mark.parametrize(
    ("spans", "merged"),
    [
        ([Span(5, 8), Span(0, 2)], [Span(0, 2), Span(5, 8)]),
        ([Span(0, 4), Span(2, 8)], [Span(0, 8)]),
        ([Span(0, 4), Span(5, 8)], [Span(0, 8)]),
        ([Span(0, 4), Span(6, 8)], [Span(0, 4), Span(6, 8)]),
        ([Span(0, 9), Span(2, 4)], [Span(0, 9)]),
        ([], []),
    ],
)
def test_neighbouring_spans_are_merged(spans, merged):
    assert merge_spans(spans) == merged


def test_an_added_span_keeps_the_content_in_order():
    candidate = QuoteCandidate([Span(10, 20)])
    candidate.add(Span(0, 5))
    assert candidate.content == [Span(0, 5), Span(10, 20)]
    candidate.add(Span(5, 10))
    assert candidate.content == [Span(0, 20)]


def test_candidates_inside_a_longer_one_are_left_out():
    outer, inner = QuoteCandidate([Span(0, 20)]), QuoteCandidate([Span(5, 10)])
    beside = QuoteCandidate([Span(17, 24)])
    assert without_nested([inner, beside, outer]) == [outer, beside]


@pytest.mark.parametrize(
    ("quoted", "kind"),
    [
        ([], "indirect"),
        ([Span(0, 9)], "direct"),
        ([Span(5, 9)], "mixed"),
        ([Span(9, 14)], "indirect"),
    ],
)
def test_the_kind_depends_on_the_letters_in_quotation_marks(quoted, kind):
    text = "we go, on and on."
    assert quote_kind([Span(0, 9)], SortedSpans(quoted), text) == kind


def test_the_finished_quote():
    text = "We go on, WALLER said"
    candidate = QuoteCandidate([Span(0, 8)], Span(17, 21), Span(10, 16))
    quote = to_quote(candidate, "Waller", SortedSpans([]), text)
    assert quote == Quote("indirect", (Span(0, 8),), Span(17, 21), Span(10, 16), "Waller")
    candidate.is_verbatim = True
    assert to_quote(candidate, None, SortedSpans([]), text).kind == "direct"
