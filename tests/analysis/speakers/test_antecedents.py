import pytest

from tui.analysis.speakers.antecedents import Antecedents, EarlierQuote, Reference
from tui.analysis.speakers.person_registry import PersonRegistry
from tui.model import Span
from tui.model.sorted_spans import SortedSpans


def antecedents_of(text, *names, quoted=()):
    """The antecedents of a text in which each name is mentioned once."""
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    references = [Reference(span, span.of(text)) for span in spans]
    people = PersonRegistry(text, spans)
    return Antecedents(text, people, references, SortedSpans(quoted), ())


@pytest.mark.parametrize(("gender", "name"), [("m", "Tom Hale"), ("f", "Ann Lee")])
def test_the_gender_decides(gender, name):
    text = "Ann Lee met Tom Hale. "
    antecedents = antecedents_of(text, "Ann Lee", "Tom Hale")
    assert antecedents.resolve(gender, len(text), [], []) == name


def test_nobody_of_the_gender_is_no_antecedent():
    text = "Ann Lee left. "
    assert antecedents_of(text, "Ann Lee").resolve("m", len(text), [], []) is None


def test_a_far_reference_is_no_antecedent():
    text = "Ann Lee left. " + "It rained. " * 300
    assert antecedents_of(text, "Ann Lee").resolve("f", len(text), [], []) is None


def test_a_subject_is_more_salient_than_an_object():
    text = "It rained when Ann Lee visited Ruth Cole at home. "
    assert antecedents_of(text, "Ann Lee", "Ruth Cole").resolve("f", len(text), [], []) == "Ann Lee"


def test_a_quoted_reference_is_less_salient():
    text = "Ann Lee left. “Ruth Cole stayed.” "
    quoted = [Span(text.index("“"), text.index("”") + 1)]
    antecedents = antecedents_of(text, "Ann Lee", "Ruth Cole", quoted=quoted)
    assert antecedents.resolve("f", len(text), [], []) == "Ann Lee"


def test_the_speaker_before_is_preferred():
    text = "It rained on Ann Lee and on Ruth Cole. “Go.” "
    antecedents = antecedents_of(text, "Ann Lee", "Ruth Cole")
    earlier = [EarlierQuote(len(text) - 1, "Ann Lee")]
    assert antecedents.resolve("f", len(text), [], []) == "Ruth Cole"
    assert antecedents.resolve("f", len(text), [], earlier) == "Ann Lee"


def test_a_person_named_in_the_content_is_seldom_the_speaker():
    text = "Ann Lee met Ruth Cole. "
    antecedents = antecedents_of(text, "Ann Lee", "Ruth Cole")
    assert antecedents.resolve("f", len(text), [Span(0, 7)], []) == "Ruth Cole"
