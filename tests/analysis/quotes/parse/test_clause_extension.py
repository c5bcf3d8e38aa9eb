import pytest

from tests.analysis.quotes.parse.tokens import joined, token_of
from tui.analysis.quotes.parse.clause_extension import (
    coordinated_clauses,
    fronted_clause,
    misparsed_that_clause,
    relative_pronoun,
)
from tui.analysis.quotes.reporting_verbs import reporting_verbs

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("She said it was late, but the shop was open.", "said", ", but the shop was open"),
        ("She says it was late, but the shop was open.", "says", ""),
        ("She said it was late and left the room.", "said", ""),
    ],
)
def test_a_second_clause_in_the_tense_of_the_cue(parse, text, cue, expected):
    parsed = parse(text)
    tokens = coordinated_clauses(parsed, token_of(parsed, cue), token_of(parsed, "was"))
    assert joined(tokens) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("If it rains, he said the ferry would stay.", "If it rains ,"),
        ("On Monday, he said the doors were shut.", ""),
        ("Today he said the doors were shut.", ""),
    ],
)
def test_a_condition_before_the_cue(parse, text, expected):
    parsed = parse(text)
    cue = token_of(parsed, "said")
    content = parsed.doc[cue.i + 1 :]
    assert joined(fronted_clause(parsed, cue, token_of(parsed, "he"), content)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ann Lee said that sailors that lose a boat should get a new one.",
            "that sailors that lose a boat should get a new one",
        ),
        ("Ann Lee said that.", ""),
        ("Ann Lee said that boat was late again.", ""),
    ],
)
def test_the_rest_of_the_sentence_after_said_that(parse, text, expected):
    parsed = parse(text)
    tokens = misparsed_that_clause(parsed, token_of(parsed, "said"), reporting_verbs()["said"])
    assert joined(tokens) == expected


@pytest.mark.parametrize(
    ("text", "cue", "subject", "expected"),
    [
        ("He has boats, which Reed calls a mistake.", "calls", "Reed", "which"),
        ("Reed calls the boats a mistake.", "calls", "Reed", ""),
        ("She met the men who say so.", "say", "who", ""),
    ],
)
def test_a_relative_pronoun_before_the_subject(parse, text, cue, subject, expected):
    parsed = parse(text)
    tokens = relative_pronoun(token_of(parsed, cue), token_of(parsed, subject))
    assert joined(tokens) == expected
