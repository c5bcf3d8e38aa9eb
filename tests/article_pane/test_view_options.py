"""Width, spacing and focus, in the pane alone."""

from __future__ import annotations

import pytest

from tests.article_pane.host_app import Host, caret
from tests.highlight.readings import reading
from tui.highlight import PALETTES
from tui.model import Reading, Span
from tui.widgets.article_pane.style_cache import FADED, SELECTED, StyleCache, rich_colour

LONG = reading("\n".join(f"Paragraph {n} says " + "this and that " * 9 for n in range(200)))
SIZE = (80, 24)


def paragraph(number: int) -> Span:
    return LONG.article.paragraphs[number]


def at(number: int) -> Span:
    """The first word of a paragraph."""
    return Span(paragraph(number).start, paragraph(number).start + 9)


async def test_focus_repaints_two_paragraphs_and_keeps_the_rest() -> None:
    app = Host(LONG)
    async with app.run_test(size=SIZE) as pilot:
        pane = app.pane
        pane.caret = caret(at(0))
        assert pane.toggle_spotlight()
        app.rows()
        kept = dict(pane._painter._strips)  # type: ignore[union-attr]
        app.watch_repaints()
        pane.caret = caret(at(2))
        await pilot.pause()
        moved = {*pane._lines.lines_of(paragraph(0)), *pane._lines.lines_of(paragraph(2))}
        assert set(app.painted) == moved
        app.rows()
        strips = pane._painter._strips  # type: ignore[union-attr]
        assert {line for line in kept if strips[line] is not kept[line]} == moved
        assert not pane.toggle_spotlight()


async def test_a_step_within_the_paragraph_repaints_no_more_than_without_focus() -> None:
    app = Host(LONG)
    async with app.run_test(size=SIZE) as pilot:
        pane = app.pane
        painted = []
        for _ in range(2):
            pane.caret = caret(at(0))
            await pilot.pause()
            app.watch_repaints()
            start = paragraph(0).start + 10
            pane.caret = caret(Span(start, start + 1), at(0))
            await pilot.pause()
            painted.append(set(app.painted))
            pane.toggle_spotlight()
        assert painted[0] == painted[1] != set()


@pytest.mark.parametrize("name", PALETTES)
def test_what_is_faded_has_the_quiet_colour_unless_it_is_selected(name: str) -> None:
    palette = PALETTES[name]
    inks = StyleCache(palette, LONG.codebook)
    for token in ("Article", "Article.Entity.Person"):
        style = inks.text(_token(token), FADED)
        assert style.color == rich_colour(palette.dim)
        assert style.bgcolor == rich_colour(palette.background)
        both = inks.text(_token(token), FADED | SELECTED)
        assert (both.color, both.reverse) == (inks.text(_token(token), SELECTED).color, True)


def _token(name: str) -> object:
    from pygments.token import string_to_tokentype

    return string_to_tokentype(f"Token.{name}")


async def test_the_place_stays_on_every_width_and_spacing() -> None:
    app = Host(LONG)
    async with app.run_test(size=SIZE):
        pane = app.pane
        top = paragraph(50).start
        pane.restore_top(top)
        for step in (
            lambda: pane.widen(-4),
            lambda: pane.widen(-100),
            pane.toggle_spacing,
            lambda: pane.widen(100),
            pane.toggle_spacing,
        ):
            step()
            assert pane._lines.line_of(pane.top_offset) == pane._lines.line_of(top)


@pytest.mark.parametrize("width", [1, 5, 20, 41])
async def test_a_narrow_pane_gets_no_narrower(width: int) -> None:
    app = Host(LONG)
    async with app.run_test(size=(width, 10)):
        before = app.rows()
        assert app.pane.widen(-4) < 42
        assert app.rows() == before
        app.pane.widen(4)
        assert app.rows() == before


async def test_an_empty_text_can_be_shown_in_any_way() -> None:
    empty: Reading = reading("")
    app = Host(empty)
    async with app.run_test(size=SIZE):
        app.pane.widen(-8)
        app.pane.toggle_spacing()
        app.pane.toggle_spotlight()
        assert all(not row.strip() for row in app.rows())
