"""The user's article: who says what, and who is named."""

from collections import Counter

import pytest

from tui.analysis import ANALYSERS

LOPEZ = "Andres Manuel Lopez Obrador"
QUOTES = [
    ("United States and Mexico", "indirect", "they would seek to strengthen"),
    (LOPEZ, "indirect", "the two parties had agreed"),
    (LOPEZ, "direct", "“This agreement has been reached"),
    (LOPEZ, "mixed", "Wednesday’s meetings with the U.S. delegation"),
    (LOPEZ, "indirect", "the group had shrunk"),
    ("United Nations", "indirect", "Migrants and asylum seekers transit"),
    ("Republicans", "indirect", "any new foreign aid should be tied"),
    ("Republicans", "indirect", "national security starts"),
    ("Immigration policy experts", "indirect", "addressing the root causes of migration"),
    ("Bill Hing", "direct", "“These are individuals who are desperate"),
    ("Bill Hing", "direct", "“They’re not coming here"),
    (LOPEZ, "indirect", "he is willing to help"),
    (LOPEZ, "mixed", "the issue of fentanyl"),
]
PEOPLE = {"Antony Blinken": 1, LOPEZ: 8, "Joe Biden": 2, "Bill Hing": 1}
PLACES = {"United States": 20, "Mexico": 10, "Arizona": 2, "Lukeville": 1, "Venezuela": 2}
BODIES = {
    "Associated Press": 1,
    "Congress": 1,
    "Global News": 1,
    "Immigration and Legal Resource Center": 1,
    "Mexican National Guard": 1,
    "Reuters": 1,
    "United Nations": 1,
    "University of San Francisco": 1,
}


@pytest.fixture(params=["rules", pytest.param("spacy-md", marks=pytest.mark.slow)])
def entities(request, seed):
    if request.param == "spacy-md":
        return request.getfixturevalue("seed_analysis").entities
    return ANALYSERS.get(request.param).analyse(seed).entities


def test_entities_by_name(entities):
    counts = {
        label: Counter(entity.name for entity in entities if entity.label == label)
        for label in ("PERSON", "GPE", "ORG")
    }
    assert counts["PERSON"] == PEOPLE
    assert counts["ORG"] == BODIES
    assert {name: counts["GPE"][name] for name in PLACES} == PLACES


def test_entities_are_in_order_and_apart(entities, seed):
    end = 0
    for entity in entities:
        assert entity.span.start >= end
        end = entity.span.end
        assert "\n" not in entity.span.of(seed.text)


@pytest.mark.slow
def test_quotes_with_full_names(seed, seed_analysis):
    for name, kind, beginning in QUOTES:
        assert any(
            (quote.name, quote.kind) == (name, kind)
            and quote.content[0].of(seed.text).startswith(beginning)
            for quote in seed_analysis.quotes
        ), beginning


@pytest.mark.slow
def test_the_text_of_a_banner_is_no_quote(seed, seed_analysis):
    offset = seed.text.index("Exodus from poverty")
    assert not [quote for quote in seed_analysis.quotes if quote.start <= offset < quote.end]


def test_rules_alone_give_direct_quotes(seed):
    quotes = ANALYSERS.get("rules").analyse(seed).quotes
    direct = [quote.name for quote in quotes if quote.kind == "direct"]
    assert direct == [LOPEZ, "Bill Hing", "Bill Hing"]
