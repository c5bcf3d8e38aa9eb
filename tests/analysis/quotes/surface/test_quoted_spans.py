import pytest

from tui.analysis.quotes.surface.quoted_spans import find_quoted_spans
from tui.model import Span


def quoted_spans(text):
    return find_quoted_spans(text, Span(0, len(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Go!” he said. “Stop.”", ["“Go!”", "“Stop.”"]),
        ('"Go!" he said.', ['"Go!"']),
        ("“He said “no” to me,” she said.", ["“He said “no” to me,”"]),
        ("“He told me ‘go’ and I did,” she said.", ["“He told me ‘go’ and I did,”"]),
        ("„Wir gehen“, sagte er.", ["„Wir gehen“"]),
        ("»So ist es«, sagte er.", ["»So ist es«"]),
        ("« Il est temps. »", ["« Il est temps. »"]),
        ("他说：「好。」", ["「好。」"]),
        ("‘We won’t go,’ said Ann.", ["‘We won’t go,’"]),
        ("“Yes,“ he said.", ["“Yes,“"]),
        ("''Meet the Town'' is on.", ["''Meet the Town''"]),
        ("The farmers’ market shut in the ’90s.", []),
        ('The 5" pipe broke.', []),
        ("He said “so", []),
    ],
)
def test_finds_outermost_spans_of_any_convention(text, expected):
    found = quoted_spans(text)
    assert [quoted_span.span.of(text) for quoted_span in found] == expected
    assert all(quoted_span.is_closed for quoted_span in found)


def test_a_long_span_without_closing_mark_ends_with_the_paragraph():
    text = "She said “we will go on and on and nobody will stop us"
    (quoted_span,) = quoted_spans(text)
    assert quoted_span.span == Span(text.index("“"), len(text))
    assert not quoted_span.is_closed


@pytest.mark.parametrize(
    ("text", "inner_text", "ends_like_speech", "continues_sentence"),
    [
        ("“We go,” she said.", "We go,", True, True),
        ("“We go.” She left.", "We go.", True, False),
        ("„Wir gehen“, sagte er.", "Wir gehen", True, True),
        ("The “smart” meters broke.", "smart", False, False),
    ],
)
def test_how_a_span_ends(text, inner_text, ends_like_speech, continues_sentence):
    (quoted_span,) = quoted_spans(text)
    assert quoted_span.inner_text(text) == inner_text
    assert quoted_span.ends_like_speech(text) is ends_like_speech
    assert quoted_span.continues_sentence(text) is continues_sentence
