import re

import pytest

from tui.analysis.speakers.person_registry import PersonRegistry
from tui.analysis.speakers.speaker_resolution import SpeakerResolver
from tui.model import Entity, Span
from tui.model.sorted_spans import SortedSpans


def resolver_of(text, labels):
    """The resolver of a text; ``labels`` are those of its entities by name."""
    pattern = "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))
    entities = tuple(
        Entity(Span(*match.span()), labels[match.group()], match.group())
        for match in (re.finditer(pattern, text) if labels else ())
    )
    people = PersonRegistry(text, [e.span for e in entities if e.label == "PERSON"])
    return SpeakerResolver(text, people, entities, SortedSpans([]))


def last(text, mention):
    start = text.rindex(mention)
    return Span(start, start + len(mention))


ANN, TOM = {"Ann Lee": "PERSON"}, {"Tom Hale": "PERSON"}


@pytest.mark.parametrize(
    ("text", "mention", "labels", "name"),
    [
        ("Tom Hale met Ann Lee. He said no.", "He", ANN | TOM, "Tom Hale"),
        ("Tom Hale met Ann Lee. She said no.", "She", ANN | TOM, "Ann Lee"),
        ("Tom Hale left. Hale said no.", "Hale", TOM | {"Hale": "PERSON"}, "Tom Hale"),
        ("Judge Ann Lee sat. The judge said no.", "The judge", ANN, "Ann Lee"),
        ("Judge Ann Lee sat. A judge said no.", "A judge", ANN, "judge"),
        ("I met Ann Lee, who said no.", "who", ANN, "Ann Lee"),
        ("It rained, said her lawyer, Tom Hale.", "her lawyer", TOM, "Tom Hale"),
        ("Lee spokesman Tom Hale said no.", "Lee spokesman Tom Hale", TOM, "Tom Hale"),
        ("Ann Lee left. Lee’s brother said no.", "Lee’s brother", ANN, "Lee’s brother"),
        (
            "Ann Lee wrote. Lee’s letter said no.",
            "Lee’s letter",
            ANN | {"Lee": "PERSON"},
            "Ann Lee",
        ),
        (
            "France and Spain met. Both sides said no.",
            "Both sides",
            {"France": "GPE", "Spain": "GPE"},
            "France and Spain",
        ),
        (
            "France, Spain and Italy met. The countries said no.",
            "The countries",
            {"France": "GPE", "Spain": "GPE", "Italy": "GPE"},
            "France, Spain and Italy",
        ),
        ("The Acme Corp. said no.", "The Acme Corp.", {"Acme Corp.": "ORG"}, "Acme Corp."),
        ("A fisherman said no.", "A fisherman", {}, "fisherman"),
        ("It rained, he said.", "he", {}, None),
    ],
)
def test_the_name_of_a_mention(text, mention, labels, name):
    resolver = resolver_of(text, labels)
    assert resolver.resolve(last(text, mention), [last(text, ".")]) == name


def test_without_a_mention_there_is_no_name():
    text = "Ann Lee left. “No.”"
    assert resolver_of(text, ANN).resolve(None, [last(text, "“No.”")]) is None


def test_a_pronoun_after_a_quote_refers_to_its_speaker():
    text = "Ann Lee saw Ruth Cole. “No,” said Cole. “Never,” she said."
    resolver = resolver_of(text, ANN | {"Ruth Cole": "PERSON", "Cole": "PERSON"})
    assert resolver.resolve(last(text, "Cole"), [last(text, "“No,”")]) == "Ruth Cole"
    assert resolver.resolve(last(text, "she"), [last(text, "“Never,”")]) == "Ruth Cole"
