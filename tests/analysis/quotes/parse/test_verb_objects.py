import pytest

from tests.analysis.quotes.parse.tokens import joined, token_of
from tests.analysis.samples import described
from tui.analysis.quotes.parse.verb_objects import (
    object_tokens,
    passive_subject_tokens,
    quotative_objects,
    restrictive_tokens,
)
from tui.analysis.quotes.reporting_verbs import reporting_verbs

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("Ann Lee called for a strike.", "called", "a strike"),
        ("Ann Lee described the mayor as honest.", "described", "the mayor as honest"),
        ("Ann Lee praised the crew, who left early.", "praised", "the crew ,"),
        ("Ann Lee asked Tom Hale about the tax.", "asked", "the tax"),
        (
            "Ann Lee called her vote for the dam a mistake.",
            "called",
            "her vote for the dam a mistake",
        ),
        ("They set up a group called Open Roads.", "called", ""),
        ("Ann Lee said nothing.", "said", ""),
    ],
)
def test_objects_of_a_cue(parse, text, cue, expected):
    verb = reporting_verbs()[cue]
    assert joined(object_tokens(token_of(parse(text), cue), verb)) == expected


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("The story was first reported by the Wire.", "reported", "The story"),
        ("The plan is backed by Ann Lee.", "backed", "The plan"),
        ("The story was reported on Monday.", "reported", ""),
    ],
)
def test_subject_of_a_passive_with_an_agent(parse, text, cue, expected):
    verb = reporting_verbs()[cue]
    assert joined(passive_subject_tokens(token_of(parse(text), cue), verb)) == expected


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("He met Ann Lee, who left early.", "Lee", "Ann Lee ,"),
        ("He met Ann Lee, the mayor.", "Lee", "Ann Lee ,"),
        ("He met the mayor of Lund.", "mayor", "the mayor of Lund"),
        ("He met people who left early.", "people", "people who left early"),
    ],
)
def test_only_non_restrictive_additions_are_cut_off(parse, text, head, expected):
    assert joined(restrictive_tokens(token_of(parse(text), head))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Reed summed up Ann Lee as “terrible.”",
            [("Ann Lee as “terrible.”", "summed", "Reed")],
        ),
        ("Reed used words such as “terrible.”", []),
        ("Reed summed up Ann Lee as terrible.", []),
    ],
)
def test_objects_described_as_quoted(parse, text, expected):
    assert described(text, quotative_objects(parse(text))) == expected
