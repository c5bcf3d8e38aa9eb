import pytest

from tui.analysis.entities.rule_finder import rule_entities


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
def test_entities_of_a_text(text, expected):
    assert [(span.of(text), label) for span, label in rule_entities(text)] == expected
