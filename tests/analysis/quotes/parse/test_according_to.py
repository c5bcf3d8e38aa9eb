import pytest

from tests.analysis.samples import described
from tui.analysis.quotes.parse.according_to import according_to

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The ferry was late, according to Ann Lee.",
            [("The ferry was late", "according to", "Ann Lee")],
        ),
        (
            "According to the harbour office, two boats sank.",
            [("two boats sank", "According to", "the harbour office")],
        ),
        (
            "Sales, according to the firm, rose in May.",
            [("Sales … rose in May", "according to", "the firm")],
        ),
        (
            "Votes are counted “twice,” per the club’s rules.",
            [("Votes are counted “twice,”", "per", "the club’s rules")],
        ),
        (
            "As first reported by the Wire, the mine will close.",
            [("the mine will close", "As first reported by", "the Wire")],
        ),
        ("She sings according to taste.", []),
        ("“It is so according to me,” she sang.", []),
        ("The tune was in accord with the words.", []),
    ],
)
def test_reports_without_a_verb(parse, text, expected):
    assert described(text, according_to(parse(text))) == expected
