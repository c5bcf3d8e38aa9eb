import re

import pytest

from tui.analysis.entities import name_patterns


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (name_patterns.money, "It cost US$110 billion or 5 million euros.",
         ["US$110 billion", "5 million euros"]),
        (name_patterns.money, "It cost 5 apples.", []),
        (name_patterns.date, "They met on May 5, 2020 and last week.",
         ["May 5, 2020", "last week"]),
        (name_patterns.date, "It may be 20 or so.", []),
        (name_patterns.organisation, "the University of Lund and the Lund City Council",
         ["University of Lund", "Lund City Council"]),
        (name_patterns.organisation, "the council of the town", []),
        (name_patterns.place, "the Darien Gap is wide", ["Darien Gap"]),
        (name_patterns.place, "the gap is wide", []),
        (name_patterns.town_before_state, "in Nogales, Ariz.", ["Nogales"]),
        (name_patterns.town_before_state, "in Nogales, Anna", []),
        (name_patterns.capitalised_names, "He met Ann van Lee there.", ["Ann van Lee"]),
        (name_patterns.capitalised_names, "He met Ann there.", []),
        (name_patterns.titled_name, "Dr. Ann Lee met Reed.", ["Ann Lee"]),
        (name_patterns.titled_name, "A doctor met Reed.", []),
    ],
)  # fmt: skip
def test_matches(pattern, text, expected):
    compiled = pattern()
    assert [match.group(compiled.groups) for match in compiled.finditer(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee said no.", ["Ann Lee"]),
        ("Ann Lee, a farmer, later said no.", ["Ann Lee"]),
        ("no, said Ann Lee", ["Ann Lee"]),
        ("Ann Lee walked.", []),
    ],
)
def test_names_beside_reporting_verbs(text, expected):
    patterns = name_patterns.names_beside_verbs()
    assert [m.group(1) for pattern in patterns for m in pattern.finditer(text)] == expected


def test_alternatives_match_the_longest():
    pattern = name_patterns.any_of(frozenset(["New", "New York", "U.S."]))
    assert re.match(pattern, "New York").group() == "New York"
    assert re.match(pattern, "UXS") is None
