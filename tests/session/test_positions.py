from __future__ import annotations

import pytest

from tui.errors import UsageError
from tui.model import DEFAULT_CODEBOOK, Analysis, Article, Reading
from tui.session.navigation.positions import minutes_left, parse_position

TEXT = "One. Two.\n\nThree. Four.\nFive.\n"


def reading(text: str = TEXT) -> Reading:
    article = Article("a", text, "A")
    return Reading(article, Analysis(article.sha256), DEFAULT_CODEBOOK)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [("1", "One."), ("2", "Three."), (" 3 ", "Five."), ("0", "One."), ("999", "Five."),
     ("0%", "One."), ("50%", "Three."), ("50 %", "Three."), ("100%", "Five."), ("400%", "Five.")],
)  # fmt: skip
def test_paragraphs_and_percents_are_places(words: str, sentence: str) -> None:
    caret = parse_position(reading(), words)
    assert caret.sentence.of(TEXT) == sentence
    assert caret.point == caret.sentence.start


@pytest.mark.parametrize("words", ["", "x", "%", "-3", "3.5", "half"])
def test_anything_else_is_no_place(words: str) -> None:
    with pytest.raises(UsageError, match="is no place; 12 is a paragraph"):
        parse_position(reading(), words)


def test_a_text_of_nothing_has_a_first_place() -> None:
    for words in "3", "50%":
        assert parse_position(reading(""), words).point == 0


def test_the_rest_takes_so_many_minutes() -> None:
    article = Article("a", "word " * 2300, "A")
    assert [minutes_left(article, offset) for offset in (0, 5, 575 * 10, 11_499)] == [10, 10, 5, 1]
    assert minutes_left(article, len(article.text)) == 0
    assert minutes_left(Article("e", "", "E"), 0) == 0
