import pytest

from tui.wording import plural


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 changes"), (1, "1 change"), (2, "2 changes"), (2000, "2,000 changes")],
)
def test_only_one_is_singular_and_thousands_are_separated(count, text):
    assert plural(count, "change") == text


def test_an_irregular_plural_is_given():
    assert plural(1, "match", "matches") == "1 match"
    assert plural(1234, "match", "matches") == "1,234 matches"
