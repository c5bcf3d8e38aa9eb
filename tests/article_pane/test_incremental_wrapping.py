"""A long text is wrapped around the reader first, and the same as at once in the end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.article_pane.host_app import Host, caret
from tests.article_pane.text_strategies import any_text
from tests.highlight.readings import reading
from tests.textual_internals.switched import needs_internals
from tui.model import Span
from tui.text_layout import incremental_wrapping
from tui.text_layout.incremental_wrapping import TextWrapper
from tui.text_layout.wrapping import wrap

SIZE = (80, 24)
LONG = reading("\n".join(f"Paragraph {n} says " + "this and that " * (n % 40) for n in range(9000)))


@pytest.fixture(scope="module", autouse=True)
def small_is_long():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(incremental_wrapping, "LONG", 20)
        yield


@given(any_text, st.integers(1, 40), st.booleans(), st.integers(1, 50))
def test_piece_by_piece_the_lines_are_those_of_the_whole(
    text: str, width: int, spaced: bool, piece: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(incremental_wrapping, "_CHUNK", piece)
        pieces = TextWrapper(text).wrap_in_chunks(width, spaced)
        starts = [start for found in pieces for start in found]
    assert (starts or [0]) == wrap(text, width, spaced=spaced)


@given(st.text("ab \n漢。\u0301👍-", min_size=1, max_size=300), st.integers(1, 6), st.booleans())
def test_a_long_paragraph_is_wrapped_in_pieces_too(text: str, width: int, spaced: bool) -> None:
    text *= 3000 // len(text) + 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(incremental_wrapping, "_CHUNK", 1)
        pieces = list(TextWrapper(text).wrap_in_chunks(width, spaced))
    assert len(pieces) > 1
    assert [start for found in pieces for start in found] == wrap(text, width, spaced=spaced)


@given(any_text.filter(lambda text: len(text) > 20), st.integers(1, 40), st.booleans(), st.data())
def test_around_a_place_the_lines_are_those_of_the_whole(
    text: str, width: int, spaced: bool, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(text) - 1))
    whole = wrap(text, width, spaced=spaced)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(incremental_wrapping, "_REACH", 8)
        lines = TextWrapper(text).wrap_around(width, spaced, place)
    right = list(lines.starts[lines.exact.start : lines.exact.stop])
    first = whole.index(right[0])
    assert right == whole[first : first + len(right)]
    assert lines.line_of(place) in lines.exact
    assert list(lines.starts) == sorted(lines.starts)


@given(st.text("ab ", min_size=60, max_size=300), st.integers(1, 20), st.data())
def test_in_a_very_long_paragraph_every_place_is_on_a_line(
    text: str, width: int, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(text) - 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(incremental_wrapping, "_REACH", 8)
        patch.setattr(incremental_wrapping, "_LONGEST_PARAGRAPH", 10)
        lines = TextWrapper(text).wrap_around(width, False, place)
    assert lines.line_of(place) in lines.exact
    assert all(lines.full_span(line).length <= width + 1 for line in lines.exact)


async def test_the_screen_is_right_before_and_after_everything_is_wrapped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(incremental_wrapping, "_REACH", 20_000)
    place = LONG.article.text.index("Paragraph 4444 ")
    app = Host(LONG)
    app.pane.show_offset(place)
    async with app.run_test(size=SIZE) as pilot:
        pane = app.pane
        steps = [lambda: None, lambda: pane.widen(-8), pane.toggle_spacing, lambda: pane.page(9)]
        for step in steps:
            step()
            pane.show_offset(place)
            before = app.rows()
            assert any("Paragraph 4444 " in row for row in before)
            await app.workers.wait_for_complete()
            await pilot.pause()
            lines = pane._lines
            right = wrap(lines.text, pane._columns.measure, spaced=pane._spaced)
            assert list(lines.starts) == right
            assert app.rows() == before


@needs_internals
async def test_what_is_seen_is_painted_once_though_its_numbers_change_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(incremental_wrapping, "_REACH", 20_000)
    app = Host(LONG)
    async with app.run_test(size=SIZE) as pilot:
        pane = app.pane
        pane.show_offset(LONG.article.text.index("Paragraph 7777 "))
        await app.workers.wait_for_complete()
        await pilot.pause()
        app.watch_repaints()
        pane.widen(-8)
        guess = pane.scroll_offset.y
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert pane.scroll_offset.y != guess
        assert sorted(app.painted) == list(range(pane.size.height))


async def test_far_away_is_readable_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incremental_wrapping, "_REACH", 20_000)
    app = Host(LONG)
    async with app.run_test(size=SIZE) as pilot:
        pane = app.pane
        await app.workers.wait_for_complete()
        pane._wrap_whole_text = lambda *_: None  # as if that never came to an end
        pane.toggle_spacing()
        end = len(LONG.article.text)
        for offset in (end - 1, 0, end // 2, end // 3):
            pane.show_offset(offset)
            line = pane._lines.line_of(offset)
            assert line in pane.visible_lines
            assert pane._lines.are_exact(pane.visible_lines.start, pane.visible_lines.stop)
        for y in (5, len(pane._lines), len(pane._lines) // 2):
            pane.scroll_to(y=y)
            await pilot.pause()
            seen = pane.visible_lines
            assert pane._lines.are_exact(seen.start, seen.stop)
        pane.show_offset(0)
        pane.caret = caret(Span(0, 9))
        for _ in range(100):
            point = pane.page(3)
            assert pane._lines.line_of(point) in pane.visible_lines
            pane.caret = caret(Span(point, point + 1))
        whole = wrap(LONG.article.text, pane._columns.measure, spaced=pane._spaced)
        assert pane.top_offset == whole[300 * (pane._rows - 1)]
