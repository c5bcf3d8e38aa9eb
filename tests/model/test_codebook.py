"""Every theme has a letter of its own."""

from __future__ import annotations

from unicodedata import east_asian_width

from hypothesis import given
from hypothesis import strategies as st

from tui.model import DEFAULT_CODEBOOK, Codebook, Theme

labels = st.lists(st.one_of(st.text(max_size=6), st.sampled_from(["aid", "asylum", "", "庇护"])))


def book(labels: list[str]) -> Codebook:
    return Codebook(tuple(Theme(f"t{n}", label) for n, label in enumerate(labels)))


def test_the_themes_of_a_new_workspace_have_different_letters() -> None:
    assert dict(DEFAULT_CODEBOOK.letters) == {
        "trade": "T", "asylum": "A", "fentanyl": "F", "aid": "I",
    }  # fmt: skip
    assert DEFAULT_CODEBOOK.named("aid") == "I aid"


@given(labels)
def test_no_two_themes_share_a_letter_of_one_cell(labels: list[str]) -> None:
    letters = list(book(labels).letters.values())
    given = [letter for letter in letters if letter != "?"]
    assert len(given) == len(set(given))
    assert all(len(letter) == 1 and letter.isprintable() for letter in letters)
    assert not {east_asian_width(letter) for letter in letters} & {"W", "F"}
    assert len(labels) > 36 or "?" not in letters


@given(labels, st.text(max_size=6))
def test_a_theme_that_is_added_changes_no_other_letter(labels: list[str], added: str) -> None:
    before, after = book(labels).letters, book([*labels, added]).letters
    assert all(after[theme] == letter for theme, letter in before.items())


def test_a_theme_that_left_the_codebook_still_has_a_letter() -> None:
    assert DEFAULT_CODEBOOK.letter("arms") == "R"
    assert DEFAULT_CODEBOOK.letter("") == "B"
    assert DEFAULT_CODEBOOK.letter("\x1b]52") == "5"
