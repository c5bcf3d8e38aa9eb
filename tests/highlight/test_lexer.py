"""The lexer gives the article back, word for word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.filters import VisibleWhitespaceFilter

from tests.highlight.readings import reading, readings
from tui.highlight.lexer import ArticleLexer
from tui.highlight.styles import style_for
from tui.highlight.token_types import (
    FAMILIES,
    UNKNOWN_THEME,
    combinations,
    parts_of,
    theme_part,
    token_for,
)
from tui.model import Codebook, Entity, Reading, Span, Theme


@given(readings())
def test_tokens_put_together_are_the_text(current: Reading) -> None:
    tokens = list(ArticleLexer(current).get_tokens(current.article.text))
    assert "".join(words for _, words in tokens) == current.article.text
    assert all(words for _, words in tokens)


@given(readings())
def test_each_token_tells_where_it_begins(current: Reading) -> None:
    offset = 0
    for start, _, words in ArticleLexer(current).get_tokens_unprocessed():
        assert start == offset
        offset += len(words)


@given(readings())
def test_every_token_has_a_style(current: Reading) -> None:
    style = style_for("dark", current.codebook)
    assert all(style.styles_token(token) for token, _ in ArticleLexer(current).get_tokens())


def test_white_space_at_the_ends_stays() -> None:
    text = "\n\n  Tab\there \n\n"
    assert "".join(words for _, words in ArticleLexer(reading(text)).get_tokens()) == text


def test_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="its own article"):
        list(ArticleLexer(reading("mine")).get_tokens("yours"))


def test_filters_apply_unless_told_otherwise() -> None:
    lexer = ArticleLexer(reading("a b"))
    lexer.add_filter(VisibleWhitespaceFilter(spaces=True))
    assert "".join(words for _, words in lexer.get_tokens()) == "a·b"
    assert "".join(words for _, words in lexer.get_tokens(unfiltered=True)) == "a b"


def test_a_person_in_a_quote_in_a_tagged_passage_is_named_so() -> None:
    token = token_for(theme_part("trade"), True, "Person", True)
    assert str(token) == "Token.Pullquote.ThemeTrade.Quote.Person.Note"


@given(st.lists(st.text(max_size=8), min_size=2, max_size=2, unique=True))
def test_different_themes_have_different_parts(ids: list[str]) -> None:
    one, other = map(theme_part, ids)
    assert one != other
    assert all(part.isascii() and part[0].isupper() for part in (one, other))
    assert all(letter.isalnum() or letter == "_" for letter in one + other)


def test_a_style_knows_every_combination() -> None:
    codebook = Codebook((Theme("ünï/x", "x"), Theme("B", "b")))
    style = style_for("light", codebook)
    themes = tuple(theme_part(theme.id) for theme in codebook)
    assert all(style.styles_token(token_for(*parts)) for parts in combinations(themes))
    assert len(list(combinations(themes))) == 3 * 2 * (len(FAMILIES) + 1) * 2


def test_the_words_of_an_entity_are_one_token() -> None:
    current = reading("So Ann Ash said.", (Entity(Span(3, 10), "PERSON", "Ann Ash"),))
    assert [words for _, words in ArticleLexer(current).get_tokens()] == [
        "So ",
        "Ann Ash",
        " said.",
    ]


def test_a_token_tells_of_what_it_was_made() -> None:
    themes = ("", *map(theme_part, ("trade", "Quote", "note", "person", "")), UNKNOWN_THEME)
    for parts in combinations(themes):
        assert parts_of(token_for(*parts)) == parts
