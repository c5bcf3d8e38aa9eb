import pytest

from tests.analysis.quotes.parse.tokens import joined, token_of
from tui.analysis.quotes.parse.complements import complement_tokens
from tui.analysis.quotes.reporting_verbs import reporting_verbs

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("Ann Lee said that the bridge was shut.", "said", "that the bridge was shut"),
        (
            "Ann Lee said in a statement that the bridge was shut.",
            "said",
            "that the bridge was shut",
        ),
        ("The bridge is shut, Ann Lee said.", "said", "The bridge is shut"),
        ("Ann Lee vowed to go on.", "vowed", "to go on"),
        ("Ann Lee urged the others to leave.", "urged", "the others to leave"),
        ("Ann Lee proposed building a bridge.", "proposed", "building a bridge"),
        ("Ann Lee praised the crew.", "praised", "the crew"),
        ("Ann Lee said on Monday.", "said", ""),
        ("Ann Lee refused coffee.", "refused", ""),
    ],
)
def test_clauses_infinitives_gerunds_and_objects(parse, text, cue, expected):
    parsed = parse(text)
    subject = token_of(parsed, "Lee")
    tokens = complement_tokens(parsed, token_of(parsed, cue), reporting_verbs()[cue], subject)
    assert joined(tokens).rstrip(" .,") == expected
    assert [token.i for token in tokens] == sorted(token.i for token in tokens)
