import pytest

from tui.analysis.entities.name_normalization import (
    entity_name,
    named_entities,
    trim_entity,
)
from tui.analysis.entities.rule_finder import rule_entities
from tui.analysis.speakers.person_registry import PersonRegistry
from tui.model import Span


def test_one_name_for_all_mentions():
    text = (
        "Eva Maria Blix of the Border Watch Institute (BWI) met the U.S. envoy. Blix told BWI that "
        "the United States agreed."
    )
    labelled = rule_entities(text)
    people = PersonRegistry(text, [span for span, label in labelled if label == "PERSON"])
    names = {entity.span.of(text): entity.name for entity in named_entities(text, labelled, people)}
    assert names["Blix"] == "Eva Maria Blix"
    assert names["U.S."] == names["United States"] == "United States"
    assert names["BWI"] == "Border Watch Institute"


@pytest.mark.parametrize(
    ("text", "mention", "label", "expected"),
    [
        ("Earlier Thursday it rained.", "Earlier Thursday", "DATE", "Thursday"),
        ("It cost about $5 million.", "about $5 million", "MONEY", "$5 million"),
        ("Sen. Ann Moss\nComments", "Sen. Ann Moss\nComments", "PERSON", "Ann Moss"),
        ("Ann’s house is old.", "Ann’s house", "PERSON", "Ann"),
        ("the CPC) Committee", "CPC) Committee", "ORG", "Committee"),
        ("the Bank of the", "the Bank of the", "ORG", "Bank"),
        ("a bank of the town", "bank of the", "ORG", None),
    ],
)
def test_exact_spans(text, mention, label, expected):
    start = text.index(mention)
    span = trim_entity(text, Span(start, start + len(mention)), label)
    assert (span and span.of(text)) == expected


def test_names_without_article_and_possessive():
    assert entity_name("The Fed’s") == "Fed"
    assert entity_name("Lund") == "Lund"
