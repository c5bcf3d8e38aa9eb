"""The pane in an app: what it shows, what it repaints, what the mouse says."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from textual import events

from tests.article_pane.host_app import Host, caret
from tests.highlight.readings import annotated, reading
from tui.highlight import PALETTES
from tui.model import DEFAULT_CODEBOOK, Article, Codebook, Entity, Quote, Reading, Span, Theme

SIZE = (80, 24)
LONG = reading("\n".join(f"Paragraph {n} says " + "this and that " * 9 for n in range(200)))


@pytest.fixture
def seed(seed_article: Article) -> Reading:
    text = seed_article.text
    quote = text.index("“This agreement")
    name = text.index("Lopez Obrador told")
    return reading(
        text,
        (Entity(Span(name, name + 13), "PERSON", "Andres Manuel Lopez Obrador"),),
        (
            Quote(
                "direct",
                (Span(quote, text.index("” Lopez", quote)),),
                speaker=Span(name, name + 13),
                name="Andres Manuel Lopez Obrador",
            ),
        ),
        (
            annotated(1, Span(0, 126), ("asylum",), "", text),
            annotated(2, Span(60, 126), ("trade",), "look here", text),
        ),
    )


def text_of(rows: list[str], column: int = 7, width: int = 56) -> str:
    return " ".join(" ".join(row[column : column + width].split()) for row in rows).strip()


async def test_the_article_is_readable_at_once(seed: Reading) -> None:
    app = Host(seed)
    async with app.run_test(size=SIZE):
        rows = app.rows()
        assert len(rows) == 22
        words = " ".join(text_of([row]) for row in rows if text_of([row]))
        assert seed.article.text.replace("\n", " ").startswith(words[:900])
        assert rows[0].startswith(" A     As the United States")


async def test_margin_bar_note_and_speaker(seed: Reading) -> None:
    app = Host(seed)
    async with app.run_test(size=SIZE):
        rows = app.rows()
        assert rows[1].startswith("TA  ✎  together")
        assert rows[2].startswith("TA     their")
        app.pane.show_offset(seed.analysis.quotes[0].start)
        app.pane.restore_top(seed.analysis.quotes[0].start)
        rows = app.rows()
        assert rows[0].startswith("      ▎“This agreement")
        assert rows[0].rstrip().endswith("…Lopez Obrador")
        assert rows[1].startswith("      ▎")
        assert "Obrador" not in rows[1][64:]


async def test_paragraphs_are_apart(seed: Reading) -> None:
    app = Host(seed)
    async with app.run_test(size=SIZE):
        assert app.rows()[5].strip() == ""
        assert app.rows()[6][7:].startswith("The countries said")


async def test_a_wide_pane_centres_the_text(seed: Reading) -> None:
    app = Host(seed)
    async with app.run_test(size=(200, 50)):
        rows = app.rows()
        assert rows[0].index("As the United") > 40
        assert all(len(row[51:].rstrip()) <= 72 + 2 + 30 for row in rows)


@pytest.mark.parametrize("width", [1, 2, 3, 5, 6, 12, 19, 20, 39, 40, 60])
async def test_any_width_shows_text(seed: Reading, width: int) -> None:
    app = Host(seed)
    async with app.run_test(size=(width, 10)):
        rows = app.rows()
        assert any(row.strip() for row in rows)
        assert all(len(row) <= width for row in rows)
        app.pane.caret = caret(Span(0, 2), Span(0, 40), Span(3, 30))
        assert app.pane.page(1) >= 0
        app.rows()


async def test_nothing_is_shown_before_there_is_a_reading() -> None:
    app = Host()
    async with app.run_test(size=SIZE):
        assert all(not row.strip() for row in app.rows())
        assert app.pane.offset_at(10, 0) is None
        app.pane.restore_top(0)
        app.pane.caret = None
        app.pane.reading = LONG
        assert app.rows()[0][7:].startswith("Paragraph 0")


async def test_an_empty_article_is_empty() -> None:
    app = Host(reading(""))
    async with app.run_test(size=SIZE) as pilot:
        assert app.pane.offset_at(10, 0) is None
        assert app.pane.page(1) == 0
        await pilot.click("ArticlePane", offset=(10, 3))
        assert app.heard == []


async def test_the_caret_marks_sentence_and_word(seed: Reading) -> None:
    app = Host(seed)
    async with app.run_test(size=SIZE):
        first = Span(0, seed.article.text.index("\n"))
        app.pane.caret = caret(Span(7, 13), first)
        rows = app.rows()
        assert [row[5] for row in rows[:6]] == ["▸", "│", "│", "│", "│", " "]
        strip = app.pane.render_lines(app.pane.size.region)[0]
        under = next(s for s in strip if s.text == "United"[:6])
        assert under.style is not None
        assert under.style.underline
        app.pane.caret = caret(Span(7, 13), first, Span(7, 30))
        strip = app.pane.render_lines(app.pane.size.region)[0]
        selected = "".join(s.text for s in strip if s.style and s.style.reverse)
        assert selected == " States and Mexic"


async def test_only_lines_that_changed_are_repainted(seed: Reading) -> None:
    app = Host(seed)
    async with app.run_test(size=SIZE) as pilot:
        lines = app.pane._lines
        app.pane.caret = caret(Span(0, 2), Span(0, 248))
        await pilot.pause()
        app.watch_repaints()
        app.pane.caret = caret(Span(3, 6), Span(0, 248))
        assert set(app.painted) == {0}
        app.painted.clear()
        tagged = annotated(3, Span(260, 300), ("aid",), "", seed.article.text)
        app.pane.reading = replace(seed, annotations=(*seed.annotations, tagged))
        assert set(app.painted) == set(lines.lines_of(Span(260, 300)))
        app.painted.clear()
        app.pane.reading = replace(app.pane.reading)
        assert app.painted == []


async def test_findings_that_arrive_repaint_their_lines_and_move_nothing(seed: Reading) -> None:
    bare = replace(seed, analysis=replace(seed.analysis, entities=(), quotes=()))
    app = Host(bare)
    async with app.run_test(size=(80, 44)) as pilot:
        await pilot.pause()
        before = app.rows()
        app.watch_repaints()
        app.pane.reading = replace(bare, analysis=seed.analysis)
        after = app.rows()
        assert [row[7:62] for row in after] == [row[7:62] for row in before]
        lines = app.pane._lines
        quote, entity = seed.analysis.quotes[0], seed.analysis.entities[0]
        touched = {*lines.lines_of(Span(quote.start, quote.end)), *lines.lines_of(entity.span)}
        assert set(app.painted) == touched


async def test_a_selection_of_everything_repaints_only_what_is_seen() -> None:
    app = Host(LONG)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.pane.caret = caret(Span(0, 9))
        app.watch_repaints()
        app.pane.caret = caret(Span(0, 9), None, Span(0, len(LONG.article.text)))
        assert set(app.painted) == set(range(22))
        app.rows()
        assert len(app.pane._painter._strips) <= 44


async def test_hits_are_marked_and_go_again(seed: Reading) -> None:
    app = Host(seed)
    async with app.run_test(size=SIZE):
        plain = app.pane.render_lines(app.pane.size.region)
        found = tuple(Span(*m.span()) for m in re.finditer("border", seed.article.text))
        app.watch_repaints()
        app.pane.hits = found
        lines = app.pane._lines
        seen = {n for span in found for n in lines.lines_of(span) if n < 22}
        assert set(app.painted) == seen
        strips = app.pane.render_lines(app.pane.size.region)
        hit = PALETTES["dark"].hit
        marked = [s.text for strip in strips for s in strip if s.style and s.style.bgcolor
                  and s.style.bgcolor.name == hit]  # fmt: skip
        assert "".join(marked) == "border" * (len("".join(marked)) // 6)
        app.pane.hits = ()
        assert app.pane.render_lines(app.pane.size.region) == plain


async def test_paging_moves_the_caret_along(seed: Reading) -> None:
    app = Host(LONG)
    async with app.run_test(size=SIZE):
        pane, lines = app.pane, app.pane._lines
        pane.caret = caret(Span(0, 9))
        offset = pane.page(1)
        assert pane.scroll_offset.y == 21
        assert lines.line_of(offset) in (21, 22)
        pane.caret = caret(Span(offset, offset + 4))
        assert pane.page(-1) in range(200)
        assert pane.scroll_offset.y == 0
        assert pane.page(-1) == 0
        pane.show_offset(len(LONG.article.text) - 1)
        pane.caret = caret(Span(len(LONG.article.text) - 5, len(LONG.article.text)))
        assert lines.line_of(pane.page(1)) == len(lines) - 1
        top = pane.scroll_offset.y
        pane.page(-0.5)
        assert top - pane.scroll_offset.y in (10, 11)


async def test_a_character_off_the_screen_comes_a_third_from_the_top() -> None:
    app = Host(LONG)
    async with app.run_test(size=SIZE):
        pane, lines = app.pane, app.pane._lines
        offset = lines.starts[300]
        pane.show_offset(offset)
        assert pane.scroll_offset.y == 300 - 22 // 3
        pane.show_offset(lines.starts[301])
        assert pane.scroll_offset.y == 300 - 22 // 3


async def test_the_first_visible_character_stays_through_resizes() -> None:
    app = Host(LONG)
    async with app.run_test(size=SIZE) as pilot:
        pane = app.pane
        offset = pane._lines.starts[150] + 3
        pane.restore_top(offset)
        for width in (60, 120, 33, 1, 200, 80):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            assert pane.top_offset == offset
            assert pane._lines.line_of(offset) == pane.scroll_offset.y
        pane.scroll_to(y=10)
        assert pane.top_offset == pane._lines.starts[10]


async def test_the_top_can_be_asked_for_before_there_is_a_size() -> None:
    app = Host(LONG)
    app.pane.restore_top(5000)
    async with app.run_test(size=SIZE):
        assert app.pane.top_offset == 5000
        assert app.pane.scroll_offset.y == app.pane._lines.line_of(5000)


async def test_another_text_starts_at_its_top(seed: Reading) -> None:
    app = Host(LONG)
    async with app.run_test(size=SIZE):
        app.pane.scroll_to(y=100)
        app.pane.reading = seed
        assert app.pane.top_offset == 0
        assert app.pane.scroll_offset.y == 0
        assert "As the United States" in app.rows()[0]


async def test_a_click_tells_the_character(seed: Reading) -> None:
    app = Host(seed)
    app.CLICK_CHAIN_TIME_THRESHOLD = 600
    async with app.run_test(size=SIZE) as pilot:
        await pilot.click("ArticlePane", offset=(7 + 7, 0))
        await pilot.double_click("ArticlePane", offset=(2, 1))
        await pilot.pause()
        line = app.pane._lines.starts[1]
        assert app.heard[0] == (7, 1)
        assert app.heard[-1] == (line, 2)
        assert app.pane.offset_at(500, 0) == app.pane._lines.drawn_span(0).end - 1
        assert app.pane.offset_at(3, -1) is None


async def test_a_drag_sweeps_and_is_no_click(seed: Reading) -> None:
    app = Host(seed)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.mouse_down("ArticlePane", offset=(10, 0))
        await pilot.hover("ArticlePane", offset=(12, 1))
        await pilot.hover("ArticlePane", offset=(9, 0))
        await pilot.mouse_up("ArticlePane", offset=(9, 0))
        await pilot.pause()
        start = app.pane._lines.starts[1] + 5
        assert Span(3, start + 1) in app.heard
        assert app.heard[-1] == Span(2, 4)
        assert all(isinstance(message, Span) for message in app.heard)


async def test_a_drag_past_the_edge_scrolls() -> None:
    app = Host(LONG)
    async with app.run_test(size=SIZE) as pilot:
        pane = app.pane
        await pilot.mouse_down("ArticlePane", offset=(10, 5))
        await pilot.hover("Static:last-of-type")
        while pane.scroll_offset.y <= 1:
            await pilot.pause(0.05)
        assert app.heard[-1].end > pane._lines.starts[pane.scroll_offset.y]
        await pilot.mouse_up("Static:last-of-type")
        stopped = pane.scroll_offset.y
        await pilot.pause(0.2)
        assert pane.scroll_offset.y == stopped


async def test_the_wheel_scrolls_at_once() -> None:
    app = Host(LONG)
    async with app.run_test(size=SIZE) as pilot:
        wheel = events.MouseScrollDown(app.pane, 5, 5, 0, 1, 0, False, False, False, 5, 6)
        app.pane.post_message(wheel)
        await pilot.pause()
        assert app.pane.scroll_offset.y >= 1
        app.pane.scroll_page_down()
        assert app.pane.scroll_y == round(app.pane.scroll_y) >= 22


async def test_palettes_and_codebooks_recolour_everything(seed: Reading) -> None:
    app = Host(seed)
    async with app.run_test(size=SIZE):
        looks = []
        for palette in PALETTES.values():
            app.pane.palette = palette
            looks.append(app.pane.render_lines(app.pane.size.region))
        assert all(one != other for one, other in pairwise(looks))
        renamed = Codebook((Theme("asylum", "Zuflucht", colour="#123456"),))
        app.pane.reading = replace(seed, codebook=renamed)
        assert "Z" in app.rows()[0][:4]
        app.pane.reading = replace(seed, codebook=DEFAULT_CODEBOOK)
        assert "A" in app.rows()[0][:4]


async def test_a_lifted_annotation_comes_to_the_top(seed: Reading) -> None:
    app = Host(seed)
    async with app.run_test(size=SIZE):
        before = app.pane.render_lines(app.pane.size.region)
        app.pane.lifted = seed.annotations[0].annotation.id
        assert app.pane.render_lines(app.pane.size.region) != before
        app.pane.lifted = None
        assert app.pane.render_lines(app.pane.size.region) == before


async def test_no_colour_is_honoured(seed: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Host(seed)
    async with app.run_test(size=SIZE):
        for strip in app.pane.render_lines(app.pane.size.region):
            for segment in strip:
                assert segment.style is not None
                for colour in (segment.style.color, segment.style.bgcolor):
                    assert colour is None or len(set(colour.get_truecolor())) == 1


async def test_the_measure_can_be_changed(seed: Reading) -> None:
    app = Host(seed)
    async with app.run_test(size=(120, 30)):
        app.pane.measure = 40
        lines = app.pane._lines
        assert max(lines.drawn_span(line).length for line in range(len(lines))) in range(36, 41)
        app.pane.measure = 0
        assert any(row.strip() for row in app.rows())
