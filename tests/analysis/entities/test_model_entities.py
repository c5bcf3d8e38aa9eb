import re

import pytest

from tui.analysis.entities.model_entities import corrected_entities
from tui.model import Span


def corrected(text, *entities):
    spans = []
    for mention, label in entities:
        start = text.index(mention)
        spans.append((Span(start, start + len(mention)), label))
    return [(span.of(text), label) for span, label in corrected_entities(text, spans)]


def test_pairs_of_countries_are_two():
    text = "The U.S.-Mexico border and the U.S.-Mexico talks."
    assert corrected(text) == [("U.S.", "GPE"), ("Mexico", "GPE")] * 2


@pytest.mark.parametrize(
    ("text", "entity", "expected"),
    [
        ("Earlier Thursday it rained.", ("Earlier Thursday", "DATE"), "Thursday"),
        ("About about $5 million went.", ("about $5 million", "MONEY"), "$5 million"),
        ("The Fed’s view.", ("The Fed’s", "ORG"), "Fed"),
        ("Sen. Ann Moss\nComments", ("Ann Moss\nComments", "PERSON"), "Ann Moss"),
        ("It was Prime Minister Eva Blix.", ("Minister Eva Blix", "PERSON"), "Eva Blix"),
        ("the Bank of Lund (BoL) fell", ("Bank of Lund (BoL", "ORG"), "Bank of Lund"),
    ],
)
def test_the_exact_span(text, entity, expected):
    assert corrected(text, entity)[0][0] == expected


def test_a_surname_is_its_bearers():
    text = "Loretta Finch spoke. Finch left. Finch slept."
    start = text.index("Finch left")
    spans = [(Span(0, 13), "PERSON"), (Span(start, start + 5), "ORG")]
    assert corrected_entities(text, spans) == [
        (Span(0, 13), "PERSON"),
        (Span(21, 26), "PERSON"),
        (Span(33, 38), "PERSON"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "taken_for", "expected"),
    [
        (
            "No road leads to Agona Bomita. He lives in Agona Bomita. Agona Bomita has no doctor. "
            "They left Agona Bomita.",
            "Agona Bomita",
            "PERSON",
            "GPE",
        ),
        ("The village of Melenda has a well. Melenda is dry.", "Melenda", "PERSON", "GPE"),
        ("Melenda province is dry. Nobody leaves Melenda.", "Melenda", "PERSON", "GPE"),
        ("Post in Aguica is slow. Letters never reach Aguica.", "Aguica", "ORG", "GPE"),
        ("He bought a stake in Nexpar. Nexpar makes chips.", "Nexpar", "ORG", "ORG"),
        ("They live in Ann Melenda’s house.", "Ann Melenda", "PERSON", "PERSON"),
        ("It hangs in Lund Council. Lund Council sat.", "Lund Council", "ORG", "ORG"),
        ("The fair is at the Harrow Rivers Museum.", "Harrow Rivers Museum", "ORG", "FAC"),
        ("The Harrow School District is shut.", "Harrow School District", "ORG", "ORG"),
    ],
)
def test_places_taken_for_people_and_bodies(text, name, taken_for, expected):
    starts = [match.start() for match in re.finditer(name, text)]
    entities = corrected_entities(
        text, [(Span(start, start + len(name)), taken_for) for start in starts]
    )
    assert {label for span, label in entities if span.of(text) == name} == {expected}
