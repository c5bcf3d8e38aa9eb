"""Everything that is written can be read, by computation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.style import Style

from tui.errors import UnknownName
from tui.highlight import PALETTES, Palette, palette_named, style_for
from tui.highlight.colour import XTERM_COLOURS, contrast, hue, ink_on, mix, rgb
from tui.highlight.styles import UNKNOWN_THEME_COLOUR
from tui.highlight.token_types import ARTICLE, FAMILIES
from tui.model import DEFAULT_CODEBOOK, Codebook, Theme

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
palettes = pytest.mark.parametrize("palette", PALETTES.values(), ids=list(PALETTES))


def pairs(style: type[Style], palette: Palette) -> set[tuple[str, str]]:
    """Text colour and background of every token of an article."""
    found = set()
    for token, parts in style:
        if token in ARTICLE:
            ink = parts["ansicolor"] or f"#{parts['color']}"
            ground = parts["bgansicolor"] or (parts["bgcolor"] and f"#{parts['bgcolor']}")
            found.add((ink, ground or palette.background))
    return found


@palettes
def test_every_token_is_readable(palette: Palette) -> None:
    seen = pairs(style_for(palette.name, DEFAULT_CODEBOOK), palette)
    assert seen
    assert min(contrast(*pair) for pair in seen) >= 4.5


@palettes
@given(colour=COLOURS)
def test_any_theme_leaves_the_text_readable(palette: Palette, colour: str) -> None:
    grounds = [palette.tint(colour), palette.tint_in_sentence(colour)]
    for ground in filter(None, grounds):
        assert min(contrast(ink, ground) for ink in palette.inks) >= 4.5
    assert contrast(*palette.stripe(colour)) >= 4.5


@palettes
@pytest.mark.parametrize("colour", [*(t.colour for t in DEFAULT_CODEBOOK), UNKNOWN_THEME_COLOUR])
def test_the_current_sentence_shows_inside_a_tagged_passage(palette: Palette, colour: str) -> None:
    if palette.tags_by_colour and palette.sentence:
        assert contrast(palette.tint(colour), palette.tint_in_sentence(colour)) > 1.1
        assert contrast(palette.tint(colour), palette.background) > 1.1


@palettes
def test_what_is_laid_over_is_readable(palette: Palette) -> None:
    ground = palette.background
    assert contrast(palette.on_cursor, palette.cursor) >= 4.5
    assert contrast(palette.on_hit, palette.hit) >= 4.5
    assert contrast(palette.dim, ground) >= 4.5
    assert contrast(palette.marker, ground) >= 4.5
    assert contrast(palette.bar, ground) >= 4.5
    if palette.sentence:
        assert min(contrast(ink, palette.sentence) for ink in palette.inks) >= 4.5


@palettes
def test_no_layer_is_shown_by_colour_alone(palette: Palette) -> None:
    style = style_for(palette.name, DEFAULT_CODEBOOK)
    assert all(style.style_for_token(getattr(ARTICLE, name))["bold"] for name in FAMILIES)
    assert style.style_for_token(ARTICLE.Quote)["italic"]
    assert style.style_for_token(ARTICLE.Note)["underline"]
    assert set(palette.entities) == set(FAMILIES)


def test_without_colour_a_tagged_passage_is_underlined() -> None:
    style = style_for("mono", DEFAULT_CODEBOOK)
    parts = style.style_for_token(ARTICLE.ThemeTrade)
    assert parts["underline"]
    assert parts["bgcolor"] is None


def test_sixteen_colours_stay_sixteen_names() -> None:
    style = style_for("ansi", DEFAULT_CODEBOOK)
    parts = style.style_for_token(ARTICLE.ThemeTrade.Person)
    assert (parts["ansicolor"], parts["bgansicolor"]) == ("ansibrightyellow", "ansiblue")
    assert style.background_color.startswith("#")


def test_a_theme_that_left_the_codebook_is_grey_and_still_tagged() -> None:
    style = style_for("dark", Codebook((Theme("trade", "trade"),)))
    assert style.style_for_token(ARTICLE.ThemeOther_)["bgcolor"]


def test_an_unknown_palette_is_named_with_the_known() -> None:
    with pytest.raises(UnknownName, match="ansi, dark, light, mono"):
        palette_named("sepia")


@given(COLOURS)
def test_black_or_white_always_reads(colour: str) -> None:
    assert contrast(ink_on(colour), colour) >= 4.5


def test_colours_as_numbers() -> None:
    assert rgb("#0af") == (0, 170, 255)
    assert rgb("ansired") == (205, 0, 0)
    assert rgb("no colour") == (128, 128, 128)
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert hue("#000000") == "#808080"
    assert round(contrast("#000000", "#ffffff")) == 21
    assert len(XTERM_COLOURS) == 16
