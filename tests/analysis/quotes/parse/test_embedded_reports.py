import pytest

from tests.analysis.quotes.parse.tokens import joined, token_of
from tui.analysis.quotes.parse.embedded_reports import excluded_phrases

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("text", "cue", "clause", "expected"),
    [
        (
            "Ann Lee said the dam was safe, though engineers found cracks.",
            "said",
            "was",
            ["though engineers found cracks"],
        ),
        (
            "Ann Lee said the ship had left for Lund, the largest port of the coast.",
            "said",
            "left",
            ["the largest port of the coast"],
        ),
        (
            "He praised the dam, saying it was a wall, which Reed called mad.",
            "saying",
            "was",
            ["which Reed called mad"],
        ),
        ("Ann Lee said the dam was safe because engineers mended it.", "said", "was", []),
        ("Ann Lee said the dam was safe.", "said", "was", []),
    ],
)
def test_what_the_speaker_does_not_say(parse, text, cue, clause, expected):
    parsed = parse(text)
    heads = excluded_phrases(parsed, token_of(parsed, clause), token_of(parsed, cue))
    assert [joined(head.subtree) for head in heads] == expected
