import pytest

from tui.analysis.entities.gazetteer import Gazetteer, first_names, gazetteer, peoples, places

NAMES = Gazetteer({"New York": "GPE", "New York Times": "ORG", "Ariz.": "GPE", "UN": "ORG"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The New York Times is there.", [("New York Times", "ORG")]),
        ("New York, New York", [("New York", "GPE")] * 2),
        ("They live in Nogales, Ariz.", [("Ariz.", "GPE")]),
        ("The UN met.", [("UN", "ORG")]),
        ("He likes Ariz. very much.", []),
        ("The UNIT met in Newark.", []),
        ("a New Yorker", []),
    ],
)
def test_the_longest_name_at_an_offset(text, expected):
    assert [(span.of(text), label) for span, label in NAMES.find(text)] == expected


def test_a_name_must_start_at_the_offset():
    assert NAMES.name_at("in New York", 3) == "New York"
    assert NAMES.name_at("in New York", 2) is None


def test_lists():
    assert "Paris" in places()
    assert {"Mexican", "Mexicans", "Chinese"} <= peoples()
    assert "Chineses" not in peoples()
    assert "Ann" in first_names()
    assert "Qwx" not in first_names()
    assert gazetteer().labels["Mexican"] == "NORP"
