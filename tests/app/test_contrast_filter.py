"""Text has enough contrast where the terminal has fewer colours, by computation."""

from __future__ import annotations

from itertools import product

import pytest
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tests.app.conftest import Open
from tui.highlight import PALETTES, Palette
from tui.highlight.colour import MIN_CONTRAST, contrast
from tui.highlight.token_types import combinations, theme_part, token_for
from tui.model import Codebook, Theme
from tui.widgets.article_pane.style_cache import (
    FADED,
    HIT,
    SELECTED,
    SENTENCE,
    WORD,
    StyleCache,
    rich_colour,
)
from tui.widgets.contrast_filter import ContrastFilter, shown_colour
from tui.widgets.widget_styles import WidgetStyles

COLOURS = [
    f"#{red}{green}{blue}" for red, green, blue in product(("00", "70", "c0", "ff"), repeat=3)
]
CODEBOOK = Codebook(tuple(Theme(f"t{n}", f"t{n}", colour=c) for n, c in enumerate(COLOURS)))
SYSTEMS = (ColorSystem.EIGHT_BIT, ColorSystem.STANDARD)
STATES = (0, SENTENCE, WORD, SELECTED, HIT, FADED, SENTENCE | SELECTED, SENTENCE | HIT)


def contrast_of(style: Style, system: ColorSystem) -> float:
    assert style.color
    assert style.bgcolor
    return contrast(shown_colour(style.color, system), shown_colour(style.bgcolor, system))


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("palette", PALETTES.values(), ids=list(PALETTES))
def test_all_of_the_text_is_readable_in_few_colours(palette: Palette, system: ColorSystem) -> None:
    styles = StyleCache(palette, CODEBOOK, [ContrastFilter(system)])
    parts = tuple(theme_part(theme.id) for theme in CODEBOOK)
    tokens = [token_for(*layers) for layers in combinations(parts)]
    seen = [styles.text(token, state) for token in tokens for state in STATES]
    seen += [styles.stripe(theme.id)[1] for theme in CODEBOOK] + [
        styles.dim,
        styles.bar,
        styles.marker,
    ]
    assert min(contrast_of(style, system) for style in seen) >= MIN_CONTRAST


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("palette", PALETTES.values(), ids=list(PALETTES))
def test_all_around_the_text_is_readable_in_few_colours(
    palette: Palette, system: ColorSystem
) -> None:
    widget_styles = WidgetStyles(palette)
    seen = [
        widget_styles.plain,
        widget_styles.dim,
        widget_styles.strong,
        widget_styles.key,
        widget_styles.error,
        widget_styles.current,
    ]
    seen += [
        style + widget_styles.faintly_current
        for style in (widget_styles.plain, widget_styles.dim, widget_styles.strong)
    ]
    seen += [widget_styles.stripe(theme) for theme in CODEBOOK]
    segments = [Segment("word", style) for style in seen]
    legible = ContrastFilter(system).apply(segments, Color(0, 0, 0))
    assert min(contrast_of(style, system) for _, style, _ in legible if style) >= MIN_CONTRAST


def test_what_reads_well_and_what_is_no_word_stay_as_they_are() -> None:
    filtered = [
        Segment("word", Style(color="#ffffff", bgcolor="#303030")),
        Segment("▃ ", Style(color="#404040", bgcolor="#303030")),
        Segment("word"),
        Segment("word", Style(color="#404040")),
    ]
    legible = ContrastFilter(ColorSystem.EIGHT_BIT).apply(filtered, Color(0, 0, 0))
    assert legible == filtered


@pytest.mark.parametrize(("colours", "is_helped"), [("truecolor", False), ("", True)])
async def test_a_terminal_of_256_colours_gets_readable_words(
    open_app: Open, monkeypatch: pytest.MonkeyPatch, colours: str, is_helped: bool
) -> None:
    monkeypatch.setenv("COLORTERM", colours)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    async with open_app("Ships waited.\n") as reader:
        assert is_helped == any(
            isinstance(f, ContrastFilter) for f in reader.app.get_line_filters()
        )


@pytest.mark.parametrize("palette", PALETTES.values(), ids=list(PALETTES))
def test_the_current_sentence_is_lit_in_grey_on_256_colours(palette: Palette) -> None:
    if palette.sentence:
        shown = shown_colour(rich_colour(palette.sentence), ColorSystem.EIGHT_BIT)
        assert len({shown[1:3], shown[3:5], shown[5:7]}) == 1
