"""Names, the kinds they are of, and what they are counted under."""

import re

import pytest

from tui.analysis.boilerplate import Boilerplate, boilerplate
from tui.analysis.entities.model_entities import refined
from tui.analysis.entities.name_normalization import named
from tui.analysis.entities.rule_finder import rule_entities
from tui.analysis.speakers.person_registry import PersonRegistry, bare_name, gender_of
from tui.model import Span


def by_rules(text):
    return [(span.of(text), label) for span, label in rule_entities(text)]


def put_right(text, *found):
    spans = []
    for words, label in found:
        start = text.index(words)
        spans.append((Span(start, start + len(words)), label))
    return [(span.of(text), label) for span, label in refined(text, spans)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Ann Lee met Reed.", [("Ann Lee", "PERSON")]),
        ("They live in Nogales, Ariz.", [("Nogales", "GPE"), ("Ariz.", "GPE")]),
        ("It cost US$110 billion.", [("US$110 billion", "MONEY")]),
        (
            "Earlier Thursday the University of Lund spoke.",
            [("Thursday", "DATE"), ("University of Lund", "ORG")],
        ),
        ("Mexican miners crossed the Darien Gap.", [("Mexican", "NORP"), ("Darien Gap", "LOC")]),
    ],
)
def test_rules(text, expected):
    assert by_rules(text) == expected


def test_pairs_of_countries_are_two():
    text = "The U.S.-Mexico border and the U.S.-Mexico talks."
    assert put_right(text) == [("U.S.", "GPE"), ("Mexico", "GPE")] * 2


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("Earlier Thursday it rained.", ("Earlier Thursday", "DATE"), "Thursday"),
        ("About about $5 million went.", ("about $5 million", "MONEY"), "$5 million"),
        ("The Fed’s view.", ("The Fed’s", "ORG"), "Fed"),
        ("Sen. Ann Moss\nComments", ("Ann Moss\nComments", "PERSON"), "Ann Moss"),
        ("It was Prime Minister Eva Blix.", ("Minister Eva Blix", "PERSON"), "Eva Blix"),
        ("the Bank of Lund (BoL) fell", ("Bank of Lund (BoL", "ORG"), "Bank of Lund"),
    ],
)
def test_edges(text, found, expected):
    assert put_right(text, found)[0][0] == expected


def test_a_surname_is_its_bearers():
    text = "Loretta Finch spoke. Finch left. Finch slept."
    start = text.index("Finch left")
    spans = [(Span(0, 13), "PERSON"), (Span(start, start + 5), "ORG")]
    assert refined(text, spans) == [
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
    places = [match.start() for match in re.finditer(name, text)]
    found = refined(text, [(Span(start, start + len(name)), taken_for) for start in places])
    assert {label for span, label in found if span.of(text) == name} == {expected}


def test_one_name_for_all_mentions():
    text = (
        "Eva Maria Blix of the Border Watch Institute (BWI) met the U.S. envoy. Blix told BWI that "
        "the United States agreed."
    )
    labelled = rule_entities(text)
    people = PersonRegistry(text, [span for span, label in labelled if label == "PERSON"])
    names = {entity.span.of(text): entity.name for entity in named(text, labelled, people)}
    assert names["Blix"] == "Eva Maria Blix"
    assert names["U.S."] == names["United States"] == "United States"
    assert names["BWI"] == "Border Watch Institute"


def test_two_bearers_of_a_surname():
    text = "Ann Moss met Tom Moss. Mr. Moss slept. Ms. Moss did not."
    spans = [Span(0, 8), Span(13, 21), Span(27, 31), Span(43, 47)]
    people = PersonRegistry(text, spans)
    assert people.full_name("Moss", 27) == "Tom Moss"
    assert people.full_name("Moss", 43) == "Ann Moss"
    assert people.gender("Ann Moss") == "f"


def test_names_and_genders():
    assert bare_name("President Joe Moss’s ") == "Joe Moss"
    assert gender_of("Volodymyr") == "m"
    assert gender_of("Giorgia") == "f"
    assert gender_of("Qwx") is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Comments", Boilerplate.BUTTON),
        ("Get breaking National news", Boilerplate.BUTTON),
        ("READ MORE: Ten things to know", Boilerplate.BUTTON),
        ("Advertisement", Boilerplate.BUTTON),
        ("—With files from the Evening Wire", Boilerplate.CREDIT),
        ("(Photo by Ann Lee/Getty Images)", Boilerplate.CREDIT),
        ("Comments on the plan were heard on Monday.", None),
        ("He got breaking news.", None),
        ("Photographs of the wall were shown to the court, and nobody spoke.", None),
    ],
)
def test_furniture(line, kind):
    assert boilerplate(line) is kind
