import pytest

from tests.analysis.samples import described
from tui.analysis.quotes.parse.attribution import QuoteAttributor
from tui.analysis.quotes.parse.reporting_clauses import ReportingClauses

pytestmark = pytest.mark.slow


@pytest.fixture
def attribute(parse):
    """A function that attributes the quoted spans of a paragraph to its speakers."""

    def attributed(text):
        clauses = ReportingClauses(parse(text))
        attributor = QuoteAttributor(clauses, clauses.find())
        attributor.attribute()
        return attributor

    return attributed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It is late,” said Ann Lee.", [("“It is late,”", "said", "Ann Lee")]),
        ("Ann Lee laughed: “No.”", [("“No.”", None, "Ann Lee")]),
        ("Ann Lee scolded us: “No,” she said.", [("“No,”", "said", "Ann Lee")]),
        (
            "“It is late,” she said, smiling, “but not too late.”",
            [("“It is late,” … “but not too late.”", "said", "she")],
        ),
        (
            "Ann Lee was tired. “We walked all night long.”",
            [("“We walked all night long.”", None, "Ann Lee")],
        ),
        ("“All of it is gone now.” — Ann Lee", [("“All of it is gone now.”", None, "Ann Lee")]),
        ("WALLER: “Did you sign the letter?”", [("“Did you sign the letter?”", None, "WALLER")]),
        ("The so-called “smart” meters broke.", []),
    ],
)
def test_speakers_of_quoted_spans(attribute, text, expected):
    attributor = attribute(text)
    assert described(text, attributor.candidates) == expected
    assert attributor.pending == []


def test_a_quote_without_a_speaker_is_pending(attribute):
    text = "“We went home. It was dark.”"
    attributor = attribute(text)
    assert attributor.candidates == []
    assert [quoted_span.span.of(text) for quoted_span in attributor.pending] == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee said no. Tom Hale smiled:", "Ann Lee"),
        ("Tom Hale smiled at the crew:", "Tom Hale"),
        ("Nothing:", None),
    ],
)
def test_the_last_speaker_or_subject(attribute, text, expected):
    attributor = attribute(text)
    mention = attributor.last_subject(attributor.parsed.span)
    assert (mention and mention.of(text)) == expected
