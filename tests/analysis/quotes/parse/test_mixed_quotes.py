import pytest

from tests.analysis.quotes.parse.tokens import token_of
from tui.analysis.quotes.candidate import QuoteCandidate
from tui.analysis.quotes.parse.mixed_quotes import completed_content, with_complement
from tui.model import Span

pytestmark = pytest.mark.slow


def span_of(text, part):
    start = text.index(part)
    return Span(start, start + len(part))


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        (
            "Ann Lee called the plan “mad” from the start.",
            "called",
            "the plan “mad” from the start",
        ),
        ("He told us at a fair that it was “mad” again.", "told", "that it was “mad” again"),
        ("Ann Lee said: “It is mad.”", "said", "“It is mad.”"),
        ("Ann Lee told reporters “it is mad.”", "told", "“it is mad.”"),
    ],
)
def test_a_quote_with_the_complement_that_it_is_in(parse, text, cue, expected):
    parsed = parse(text)
    quote = parsed.quoted_spans[0].span
    assert with_complement(parsed, token_of(parsed, cue), quote).of(text) == expected


@pytest.mark.parametrize(
    ("text", "cue", "speaker", "expected"),
    [
        (
            "In the end, she said, “it pays off for all of us.”",
            "said",
            "she",
            ["In the end", "“it pays off for all of us.”"],
        ),
        ("“It pays off” if you wait, she said.", "said", "she", ["“It pays off” if you wait"]),
        ("A clip that Ann Lee called “mad” was sold.", "called", "Ann Lee", ["A clip", "“mad”"]),
        ("“It pays off,” she said.", "said", "she", ["“It pays off,”"]),
        ("“It pays off” in May, she said.", "said", "she", ["“It pays off”"]),
    ],
)
def test_unquoted_parts_of_a_content(parse, text, cue, speaker, expected):
    parsed = parse(text)
    content = [parsed.quoted_spans[0].span]
    candidate = QuoteCandidate(content, span_of(text, cue), span_of(text, speaker))
    spans = completed_content(parsed, candidate, token_of(parsed, cue))
    assert [span.of(text) for span in spans] == expected


def test_a_content_without_a_cue_stays_as_it_is(parse):
    parsed = parse("“It pays off” if you wait.")
    candidate = QuoteCandidate([parsed.quoted_spans[0].span])
    assert completed_content(parsed, candidate, None) == candidate.content
