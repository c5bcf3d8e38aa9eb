import pytest

from tests.analysis.samples import described
from tui.analysis.quotes.parse.reporting_nouns import reports_by_noun

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Reed’s claim that the town was broke surprised nobody.",
            [("that the town was broke", "claim", "Reed")],
        ),
        (
            "He voiced concern that the pier might fall down.",
            [("that the pier might fall down", "concern", "He")],
        ),
        ("Ann Lee is proud of the new bridge.", [("the new bridge", "proud", "Ann Lee")]),
        (
            "In a new poll, most farmers want a bridge.",
            [("most farmers want a bridge", "In", "a new poll")],
        ),
        ("The claim surprised nobody.", []),
        ("She made no mention of the dam.", []),
        ("The mayor made sure that the ferry sailed.", []),
        ("In a poll, yes.", []),
    ],
)
def test_reports_by_nouns_and_adjectives(parse, text, expected):
    assert described(text, reports_by_noun(parse(text))) == expected
