import pytest

from tui.analysis.speakers.person_registry import (
    PersonRegistry,
    first_name_gender,
    person_name,
    without_titles,
)
from tui.model import Span


def test_two_bearers_of_a_surname():
    text = "Ann Moss met Tom Moss. Mr. Moss slept. Ms. Moss did not."
    spans = [Span(0, 8), Span(13, 21), Span(27, 31), Span(43, 47)]
    people = PersonRegistry(text, spans)
    assert people.full_name("Moss", 27) == "Tom Moss"
    assert people.full_name("Moss", 43) == "Ann Moss"
    assert people.gender("Ann Moss") == "f"


def test_genders_of_first_names():
    assert person_name("President Joe Moss’s ") == "Joe Moss"
    assert first_name_gender("Volodymyr") == "m"
    assert first_name_gender("Giorgia") == "f"
    assert first_name_gender("Qwx") is None


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Prime Minister Eva Blix", "Eva Blix"),
        ("Dr. Moss", "Moss"),
        ("President", "President"),
        ("Ann Moss", "Ann Moss"),
    ],
)
def test_titles_are_left_out(mention, name):
    assert without_titles(mention) == name


def test_an_unknown_surname_is_its_own_full_name():
    people = PersonRegistry("Ann Moss left.", [Span(0, 8)])
    assert people.full_name("Reed") == "Reed"
    assert people.gender("Reed") is None


def test_a_generation_suffix_belongs_to_the_name():
    text = "Tom Moss Jr. left. Moss slept."
    people = PersonRegistry(text, [Span(0, 8), Span(19, 23)])
    assert people.full_names == ["Tom Moss Jr.", "Tom Moss Jr."]
